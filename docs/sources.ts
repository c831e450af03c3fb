import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Factories that make the common verbs of a folder, as its `entity.ts` or `index.ts` calls them. */
const FACTORY = /\b(crud|crmMethods)\(/;

/**
 * The file of a method, from the root of the repository: its own, `methods/catalog.price/modify.ts`,
 * or the one in which its folder calls a factory. Undefined where there is neither.
 */
export function sourceOf(name: string): string | undefined {
  const dot = name.lastIndexOf('.');
  const folder = dot < 0 ? 'methods' : `methods/${name.slice(0, dot)}`;
  const own = `${folder}/${name.slice(dot + 1)}.ts`;
  const made = [`${folder}/entity.ts`, `${folder}/index.ts`];
  return [own, ...made].find((file, at) => {
    const path = join(root, file);
    return existsSync(path) && (at === 0 || FACTORY.test(readFileSync(path, 'utf8')));
  });
}
