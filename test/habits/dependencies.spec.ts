import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

const MOST = 120;

interface Package {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const { packages }: { packages: Readonly<Record<string, Package>> } = JSON.parse(
  await readFile('package-lock.json', 'utf8'),
);
const direct = Object.keys(packages['']?.dependencies ?? {});
const page = await readFile('docs/dependencies.md', 'utf8');

/** Where the lock file has what a package calls by this name: the nearest folder, as Node looks. */
function placeOf(from: string, name: string): string | undefined {
  const own = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
  if (own in packages) return own;
  return from === ''
    ? undefined
    : placeOf(from.slice(0, Math.max(from.lastIndexOf('/node_modules/'), 0)), name);
}

/** A package and all that it needs; of those for one platform, the ones that are installed. */
function broughtBy(name: string): ReadonlySet<string> {
  const brought = new Set<string>();
  const visit = (place: string | undefined): void => {
    if (!place || brought.has(place) || !existsSync(place)) return;
    brought.add(place);
    const { dependencies, optionalDependencies, peerDependencies } = packages[place] ?? {};
    const needed = { ...dependencies, ...optionalDependencies, ...peerDependencies };
    for (const one of Object.keys(needed)) visit(placeOf(place, one));
  };
  visit(placeOf('', name));
  return brought;
}

const told = new Map(
  Array.from(
    page.matchAll(/^\| `([^`]+)` \| [^|]+ \| (\d+) \| [^|]+ \|$/gm),
    ([, name, brings]) => [name as string, Number(brings)],
  ),
);

describe('docs/dependencies.md', () => {
  it('names every direct dependency, and no other', () => {
    expect([...told.keys()]).toEqual(direct);
  });

  it.each(direct.filter((name) => name !== 'sharp'))('says what %s brings', (name) => {
    expect(told.get(name)).toBe(broughtBy(name).size);
  });

  it('and all of them together are few', () => {
    const all = new Set(direct.flatMap((name) => [...broughtBy(name)]));
    expect(all.size).toBeGreaterThan(direct.length);
    expect(all.size).toBeLessThanOrEqual(MOST);
    if (process.platform === 'linux' && process.arch === 'x64') {
      expect(page).toContain(`code: ${all.size} packages on Linux x64`);
    }
  });
});
