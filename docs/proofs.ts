import { readFileSync } from 'node:fs';
import type { Registered } from '../src/core/method.ts';

const read = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;

/** Names of the methods that the vendor documents. */
const documented: ReadonlySet<string> = new Set(Object.keys(read('test/golden/declared.json')));

export const isDocumented = (name: string): boolean => documented.has(name);

/** The kinds of proof, and the tests that give them. */
const kinds = {
  sample: 'test/golden/',
  spec: 'test/spec/',
  http: 'test/wire/',
  client: 'test/sdk/',
} as const;

export type Proof = keyof typeof kinds;

const calls = Object.entries(read<Record<string, string[]>>('test/proofs/calls.json'));

const called = (folder: string): ReadonlySet<string> =>
  new Set(calls.filter(([file]) => file.startsWith(folder)).flatMap(([, names]) => names));

const proved: Record<Proof, ReadonlySet<string>> = {
  sample: called(kinds.sample),
  spec: called(kinds.spec),
  http: called(kinds.http),
  client: called(kinds.client),
};

export const isProved = (name: string, proof: Proof): boolean => proved[proof].has(name);

/** How many of the documented methods are built and proved, as the README tells it. */
export function proofSummary(all: readonly Registered[]): string {
  const built = all.filter(({ name }) => isDocumented(name));
  const more = all.filter(({ name }) => name.startsWith('catalog.') && !isDocumented(name));
  const by = (proof: Proof) => built.filter(({ name }) => isProved(name, proof)).length;
  return [
    `${built.length} of the ${documented.size} documented \`catalog.*\` methods are built, and ${more.length} that portals have without`,
    `documenting them. Of the documented ones ${by('sample')} are proved by a replay of their documented sample,`,
    `${by('spec')} by a spec and ${by('client')} by a real client.`,
  ].join('\n');
}
