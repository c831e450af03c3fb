import { findCatalog } from '../../catalog/catalogs.ts';
import { readCatalogs } from '../../catalog/rights.ts';
import { notFound, notFoundRefusal, read } from '../../src/core/index.ts';

/** Bare boolean: whether the catalog holds the variations of another one. */
export default read({
  about: 'Tells whether a catalog holds variations.',
  scope: 'catalog',
  params: { id: { type: 'integer', description: 'Catalog' } },
  right: readCatalogs,
  result: 'boolean',
  errors: [notFoundRefusal('catalog')],
  async run({ db }, { id }) {
    const catalog = await findCatalog(db, id);
    if (!catalog) throw notFound('catalog');
    return catalog.kind === 'O';
  },
});
