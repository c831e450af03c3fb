import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sourceOf } from '../../docs/sources.ts';
import { apiV1Routes } from '../../methods/apiV1.ts';
import { methods } from '../../methods/index.ts';
import type { Method } from '../../src/core/method.ts';
import { createRegistry } from '../../src/core/registry.ts';

const root = join(import.meta.dirname, '../..');
const registry = createRegistry(methods);
const names = registry.all.map(({ name }) => name);

const filesUnder = (folder: string, suffix: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(suffix))
    .map((entry) => join(entry.parentPath, entry.name));

const isMethod = (value: unknown): value is Method =>
  typeof value === 'object' && value !== null && 'effect' in value && 'run' in value;

/** `methods/catalog.productImage/add.ts` is `catalog.productImage.add`. */
const nameOf = (file: string): string => {
  const folder = relative(join(root, 'methods'), dirname(file));
  const verb = basename(file, '.ts');
  return folder === '' ? verb : `${folder}.${verb}`;
};

/** Methods that are open to every caller within the scope; each needs a reason. */
const open: Readonly<Record<string, string>> = {
  batch: 'each command asks for its own',
  'crm.currency.get': 'currencies are no secret',
  'crm.currency.list': 'currencies are no secret',
  'crm.currency.base.get': 'currencies are no secret',
  'access.name': 'names are no secret among users',
  'app.info': 'a caller may know itself',
  'app.option.get': 'an app has options of its own',
  'app.option.set': 'asks for an administrator itself',
  'feature.get': 'a caller may know the portal',
  'method.get': 'a caller may know the methods',
  methods: 'a caller may know the methods',
  profile: 'a caller may know itself',
  scope: 'a caller may know itself',
  'server.time': 'a caller may know the time',
  'user.access': 'a caller may know itself',
  'user.admin': 'a caller may know itself',
  'user.current': 'a caller may know itself',
  'user.get': 'names are no secret among users',
  'user.option.get': 'a user has options of their own',
  'user.option.set': 'a user has options of their own',
  'catalog.enum.getProductPropertyTypes': 'types are no secret',
  'catalog.enum.getProductTypes': 'types are no secret',
  'catalog.enum.getRoundTypes': 'types are no secret',
  'catalog.enum.getStoreDocumentTypes': 'types are no secret',
  events: 'any app may know what it can bind',
  'event.bind': 'an app binds what its scopes open',
  'event.get': 'an app sees its own bindings',
  'event.offline.clear': 'asks for an administrator itself',
  'event.offline.error': 'asks for an administrator itself',
  'event.offline.get': 'asks for an administrator itself',
  'event.offline.list': 'asks for an administrator itself',
  'event.test': 'only its own app is told',
  'event.unbind': 'an app ends its own bindings',
};

describe('the registry', () => {
  it('is not empty', () => {
    expect(names.length).toBeGreaterThan(25);
  });

  it.each(names)('%s is a name of letters and dots', (name) => {
    expect(name).toMatch(/^[a-zA-Z][a-zA-Z0-9.]*$/);
    expect(name).not.toMatch(/^\.|\.$|\.\./);
  });

  it('lists its folders in order', () => {
    const folders = Object.keys(methods);
    expect(folders).toEqual(folders.toSorted());
    for (const folder of folders.filter((one) => one !== '')) {
      expect(readdirSync(join(root, 'methods'))).toContain(folder);
    }
  });

  it('has every folder of methods/', () => {
    const folders = readdirSync(join(root, 'methods'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
      .filter(({ name }) => readdirSync(join(root, 'methods', name)).includes('index.ts'))
      .map(({ name }) => name);
    expect(Object.keys(methods)).toEqual(expect.arrayContaining(folders));
  });
});

describe('path = name', async () => {
  const modules = await Promise.all(
    filesUnder('methods', '.ts').map(async (file) => ({
      file,
      exported: (await import(pathToFileURL(file).href)).default as unknown,
    })),
  );
  const written = modules.filter(({ exported }) => isMethod(exported));

  it('finds the methods that are written by hand', () => {
    expect(written.length).toBeGreaterThanOrEqual(120);
  });

  it.each(names)('%s has a file of its own, or one in which its entity makes it', (name) => {
    expect(sourceOf(name)).toBeDefined();
  });

  it.each(
    written.map(({ file, exported }) => [relative(root, file), nameOf(file), exported] as const),
  )('%s is %s', (_path, name, exported) => {
    expect(names).toContain(name);
    expect(registry.find(name)?.method).toBe(exported);
  });

  const ownFile = new Map(written.map(({ file, exported }) => [exported, nameOf(file)]));

  it.each(registry.all.map(({ name, method }) => [name, method] as const))(
    '%s stands in its own file or is made by a factory',
    (name, method) => {
      const path = ownFile.get(method);
      if (path !== undefined) expect(path).toBe(name);
      else {
        const file = join(
          'methods',
          name.slice(0, name.lastIndexOf('.')),
          `${name.slice(name.lastIndexOf('.') + 1)}.ts`,
        );
        expect(filesUnder('methods', '.ts').map((one) => relative(root, one))).not.toContain(file);
      }
    },
  );
});

describe('every method', () => {
  /** Methods that a spec called when it passed the last time; a run of it keeps the record. */
  const called = Object.entries<string[]>(
    JSON.parse(readFileSync(join(root, 'test/proofs/calls.json'), 'utf8')),
  ).flatMap(([file, calls]) => (file.startsWith('test/spec/') ? calls : []));

  const isOfApi = (name: string): boolean => name.startsWith('apiV1.');

  /** By a route of the table, or by the HTTP face itself, as the public pictures are. */
  const served = [
    ...apiV1Routes.map(({ method }) => method),
    ...filesUnder('src/http', '.ts').flatMap(
      (file) => readFileSync(file, 'utf8').match(/(?<=name: ')apiV1\.[\w.]+(?=')/g) ?? [],
    ),
  ];

  it.each(names.filter(isOfApi))('%s is served at an address', (name) => {
    expect(served).toContain(name);
  });

  it.each(names.filter((name) => !isOfApi(name)))('%s is called by a spec', (name) => {
    expect(called).toContain(name);
  });

  it.each(registry.all)('$name asks for a right, or is listed as open', ({ name, method }) => {
    expect(method.right !== undefined, name).toBe(!Object.hasOwn(open, name));
    if (method.right) {
      expect(method.right.any.length).toBeGreaterThan(0);
      expect([
        'Access Denied',
        'Access denied',
        'Insufficient permissions to save the document',
      ]).toContain(method.right.refused().message);
    }
  });

  it.each(registry.all)(
    '$name says what it does and takes, and needs a scope',
    ({ name, method }) => {
      expect(method.about).toMatch(/^[A-Z].+\.$/);
      expect(['catalog', 'crm', 'user', '']).toContain(method.scope);
      expect(method.scope === 'crm').toBe(name.startsWith('crm.'));
      if (/^(catalog|apiV1)\./.test(name)) expect(method.scope).toBe('catalog');
      for (const param of Object.values(method.params) as { description: string }[]) {
        expect(param.description).not.toBe('');
      }
    },
  );

  it('that is open exists', () => {
    expect(names).toEqual(expect.arrayContaining(Object.keys(open)));
  });
});
