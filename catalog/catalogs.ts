import { cacheUntilCommit, type Db, prepare } from '../src/core/index.ts';

/**
 * Kind of an information block: D plain catalog, O variations, X catalog with a catalog of
 * variations (spec/catalog.md section 5.1).
 */
export type CatalogKind = 'D' | 'O' | 'X';

export interface Catalog {
  readonly iblockId: number;
  readonly kind: CatalogKind;
  /** The product catalog of a catalog of variations. */
  readonly productIblockId: number | null;
}

const byIblock = prepare<{ iblockId: number }>()((db, p) =>
  db
    .selectFrom('catalog')
    .select((eb) => [
      'iblockId',
      'productIblockId',
      eb
        .selectFrom('catalog as offers')
        .select('offers.id')
        .where('offers.productIblockId', '=', p('iblockId'))
        .limit(1)
        .as('offersId'),
    ])
    .where('iblockId', '=', p('iblockId')),
);

/** The catalog of an information block, or undefined where it is none. */
export const findCatalog = (db: Db, iblockId: number): Promise<Catalog | undefined> =>
  cacheUntilCommit(db, `catalog ${iblockId}`, () => readCatalog(db, iblockId));

async function readCatalog(db: Db, iblockId: number): Promise<Catalog | undefined> {
  const row = await db.first(byIblock, { iblockId });
  if (!row) return undefined;
  const kind = row.productIblockId !== null ? 'O' : row.offersId !== null ? 'X' : 'D';
  return { iblockId: row.iblockId, productIblockId: row.productIblockId, kind };
}
