import { findCatalog } from '../../catalog/catalogs.ts';
import { readCatalogs } from '../../catalog/rights.ts';
import { missing, missingError, read } from '../../src/core/index.ts';

/** Bare boolean: whether the catalog holds the variations of another one. */
export default read({
  about: 'Tells whether a catalog holds variations.',
  scope: 'catalog',
  params: { id: { type: 'integer', description: 'Catalog' } },
  right: readCatalogs,
  result: 'boolean',
  errors: [missingError('catalog')],
  async run({ db }, { id }) {
    const catalog = await findCatalog(db, id);
    if (!catalog) throw missing('catalog');
    return catalog.kind === 'O';
  },
});
