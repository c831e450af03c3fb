import { conditionExpression, type Db, prepare, readPattern } from '../../src/core/index.ts';
import { productNotFound, type Rows } from '../_shared/apiV1.ts';

const columns = [
  'id',
  'name',
  'detailText',
  'xmlId',
  'iblockSectionId',
  'purchasingPrice',
  'purchasingCurrency',
  'weight',
  'active',
  'dateCreate',
  'plain',
] as const;

const byId = prepare<{ id: number }>()((db, p) =>
  db.selectFrom('product').select(columns).where('id', '=', p('id')),
);

/** The columns of a product that this face shows, or 404. */
export async function requireRow(db: Db, id: number) {
  const row = await db.first(byId, { id });
  if (!row) throw productNotFound(id);
  return row;
}

export type ProductRow = Awaited<ReturnType<typeof requireRow>>;

/** A page of the products of all catalogs by id. */
export const listRows = ({ query }: Db, { limit, offset }: Rows): Promise<ProductRow[]> =>
  query.selectFrom('product').select(columns).orderBy('id').limit(limit).offset(offset).execute();

/** Those with larger ids. */
export const rowsAfter = prepare<{ after: number; limit: number }>()((db, p) =>
  db
    .selectFrom('product')
    .select(columns)
    .where('id', '>', p('after'))
    .orderBy('id')
    .limit(p('limit')),
);

/** Of several with one article, which the other protocol allows, the oldest comes first. */
export const bySku = prepare<{ sku: string }>()((db, p) =>
  db.selectFrom('product').select(columns).where('xmlId', '=', p('sku')).orderBy('id'),
);

/** Products with larger ids whose name holds the text in any case, of any alphabet. */
export const findByName = (
  { query }: Db,
  part: string,
  { after, limit }: { after: number; limit: number },
): Promise<ProductRow[]> =>
  query
    .selectFrom('product')
    .select(columns)
    .where('id', '>', after)
    .where((eb) => conditionExpression(eb, { field: 'name', ...readPattern(part, false) }))
    .orderBy('id')
    .limit(limit)
    .execute();

export const sectionById = prepare<{ id: number }>()((db, p) =>
  db.selectFrom('section').select('id').where('id', '=', p('id')),
);

/** Images by product, in their order. */
export async function imageIds(
  { query }: Db,
  productIds: readonly number[],
): Promise<ReadonlyMap<number, number[]>> {
  if (productIds.length === 0) return new Map();
  const images = await query
    .selectFrom('file')
    .select(['id', 'productId'])
    .where('productId', 'in', [...productIds])
    .orderBy('displayOrder')
    .orderBy('id')
    .execute();
  return new Map(
    [...Map.groupBy(images, (image) => image.productId)].map(([productId, group]) => [
      productId,
      group.map((image) => image.id),
    ]),
  );
}
