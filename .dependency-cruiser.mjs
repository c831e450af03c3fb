/** Imports run one way; docs/architecture.md says why. */
const only = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** A package that stands in one file alone. */
const standsIn = (pkg, ...files) =>
  only(
    `${pkg}-stands-in-one-place`,
    `${pkg} is imported by ${files.join(' and ')} alone`,
    { path: '^(src|methods|catalog|schemas|seed)/', pathNot: files.map((file) => `^${file}`) },
    { path: `node_modules/${pkg}/` },
  );

/** The rooms of catalog/ by floor; what lies in catalog/ itself is below all of them. */
const floors = [
  ['files', 'crm'],
  ['prices', 'stock', 'images'],
  ['properties', 'documents'],
  ['products'],
];

/** A room of catalog/ sees the rooms below its floor alone. */
const standsOn = (room, below) =>
  only(
    `catalog-${room}-sees-what-is-below-it`,
    'The rooms of catalog/ stand on floors: docs/architecture.md',
    { path: `^catalog/${room}/` },
    { path: '^catalog/[^/]+/', pathNot: [room, ...below].map((one) => `^catalog/${one}/`) },
  );

export default {
  forbidden: [
    only('no-circles', 'A circle has no bottom to start reading from', {}, { circular: true }),
    only('no-orphans-resolved', 'Every import must resolve', {}, { couldNotResolve: true }),
    only(
      'what-stands-on-the-machine-sees-the-face-of-core',
      'Methods, rules and schemas import src/core/index.ts of the machine and nothing else of it',
      { path: '^(methods|catalog|schemas)/' },
      { path: '^src/', pathNot: '^src/core/index\\.ts$' },
    ),
    only(
      'schemas-see-no-rules',
      'What travels does not know what is done with it',
      { path: '^schemas/' },
      { path: '^(methods|catalog|seed|test)/' },
    ),
    only(
      'rules-see-no-methods',
      'Methods and seed stand side by side on catalog/',
      { path: '^catalog/' },
      { path: '^(methods|seed|test)/' },
    ),
    only(
      'seed-sees-no-methods',
      'Methods and seed stand side by side on catalog/',
      { path: '^seed/' },
      { path: '^methods/' },
    ),
    only(
      'catalog-has-a-ground',
      'What lies in catalog/ itself is below its rooms',
      { path: '^catalog/[^/]+$' },
      { path: '^catalog/[^/]+/' },
    ),
    ...floors.flatMap((rooms, floor) =>
      rooms.map((room) => standsOn(room, floors.slice(0, floor).flat())),
    ),
    only(
      'an-entity-imports-no-other',
      'What entities share stands in methods/_shared, the rules of the catalogue in catalog/',
      { path: '^methods/([^_][^/]+)/' },
      { path: '^methods/[^_]', pathNot: '^methods/$1/' },
    ),
    only(
      'shared-sees-no-entity',
      'methods/_shared is below every entity',
      { path: '^methods/_shared/' },
      { path: '^methods/[^_]' },
    ),
    only(
      'core-is-pure',
      'src/core imports itself, ajv, kysely (a query builder without I/O) and node:crypto',
      { path: '^src/core/' },
      {
        pathNot: [
          '^src/core/',
          'node_modules/(ajv|kysely)/',
          '^crypto$',
          '^node:crypto$',
          '^stream$',
        ],
      },
    ),
    only(
      'drivers-see-ports',
      'Drivers of store and blobs know the ports and the errors of core alone',
      { path: '^src/(store|blobs)/' },
      { path: '^src/', pathNot: '^src/(store|blobs|core)/' },
    ),
    only(
      'machine-knows-no-products',
      'Only src/boot.ts brings methods, schemas and seed to the machine, and src/cli/inventory.ts the stock',
      { path: '^src/', pathNot: '^src/(boot|cli/(inventory|backup))\\.ts$' },
      { path: '^(methods|catalog|schemas|seed|test|bench)/' },
    ),
    only(
      'product-code-imports-no-tests',
      'Tests and benchmarks are on top',
      { path: '^(src|methods|catalog|schemas|seed)/' },
      { path: '^(test|bench)/' },
    ),
    standsIn('express', 'src/http/'),
    standsIn('sharp', 'seed/pictures/draw\\.ts'),
    standsIn('better-sqlite3', 'src/store/'),
    standsIn('pino', 'src/start\\.ts', 'src/portal\\.ts', 'src/events/', 'src/http/'),
    standsIn('undici', 'src/events/'),
    standsIn('ipaddr\\.js', 'src/events/targets\\.ts', 'src/http/(client|x509)\\.ts'),
    standsIn('fast-xml-builder', 'src/http/xml\\.ts'),
    standsIn('commander', 'src/cli/'),
    standsIn('(pkijs|asn1js)', 'src/http/x509\\.ts'),
    standsIn('file-type', 'src/images/type\\.ts'),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
