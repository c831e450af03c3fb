import { describe, expect, it } from 'vitest';
import { testPortal } from '../portal.ts';
import { type Case, cases } from './cases.ts';
import { compare, type Difference } from './compare.ts';
import { type JsonObject, loadSamples, type Sample } from './contract.ts';
import { deviations } from './deviations.ts';
import { steps } from './given.ts';
import { requestTransformers } from './transform.ts';

const ADMIN = 1;
const NOBODY = 99;

const samples = loadSamples();

/** What is left of the differences, and of the deviations declared for this method. */
function judge(method: string, part: 'response' | 'error', differences: readonly Difference[]) {
  const inPart = (path: string) => /^error/.test(path) === (part === 'error');
  const declared = deviations
    .filter((d) => d.method === method && inPart(d.path))
    .map((d) => d.path);
  const found = differences.map(({ path }) => path);
  return {
    undeclared: differences.filter(({ path }) => !declared.includes(path)),
    gone: declared.filter((path) => !found.includes(path)),
  };
}

type Refused = Sample & { readonly error: JsonObject };

async function replay(
  sample: Sample,
  user: number,
  { given, request: transformers = [] }: Pick<Case, 'given' | 'request'>,
) {
  const { method, request } = sample;
  const portal = await testPortal();
  await portal.store.write(async ({ query }) => {
    for (const one of given) {
      await (typeof one === 'string' ? steps[one] : one)(query, sample);
    }
  });
  const real = transformers.reduce<JsonObject>((r, name) => requestTransformers[name](r), request);
  const { status, ...body } = await portal.as(user)(method, real);
  return { status, body: body as JsonObject };
}

const isRefused = (sample: Sample): sample is Refused => sample.error !== undefined;

describe.each(samples.filter(isRefused))('$method', (sample) => {
  it('refuses as documented', async () => {
    const one = cases[sample.method]!;
    const { status, body } = await replay(sample, one.errorFor ?? NOBODY, {
      given: one.errorGiven ?? one.given,
      request: one.errorRequest ?? one.request ?? [],
    });
    expect(status).toBe(400);
    const differences = compare(sample.method, sample.error, body);
    expect(judge(sample.method, 'error', differences)).toEqual({ undeclared: [], gone: [] });
  });
});

describe.each(samples)('$method', (sample) => {
  it('answers as documented', async () => {
    const { status, body } = await replay(sample, ADMIN, cases[sample.method]!);
    expect({ status, ...(status === 200 ? {} : body) }).toEqual({ status: 200 });
    const differences = compare(sample.method, sample.response, body);
    expect(judge(sample.method, 'response', differences)).toEqual({ undeclared: [], gone: [] });
  });
});

describe('the tables', () => {
  it('have a case for each sample', () => {
    expect(Object.keys(cases).sort()).toEqual(samples.map(({ method }) => method).sort());
  });

  it('name each deviation once, with a reason', () => {
    const keys = deviations.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { method, reason } of deviations) {
      expect(Object.keys(cases)).toContain(method);
      expect(reason.length).toBeGreaterThan(20);
    }
  });
});
