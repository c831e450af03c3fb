import { catalog } from '../../schemas/catalog.ts';
import { crud } from '../../src/core/index.ts';
import { readCatalogs } from '../_shared/rights.ts';

/** Catalogs are made with the portal; REST only reads them, as in the cloud. */
export const { get, getFields, list } = crud({
  name: 'catalog',
  plural: 'catalogs',
  table: 'catalog',
  schema: catalog,
  scope: 'catalog',
  read: readCatalogs,
  write: readCatalogs,
});
