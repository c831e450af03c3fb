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

/** Products of all catalogs by id, whole or a part. */
export const listRows = ({ query }: Db, rows: Rows | undefined): Promise<ProductRow[]> =>
  query
    .selectFrom('product')
    .select(columns)
    .orderBy('id')
    .$if(rows !== undefined, (q) => q.limit(rows?.limit as number).offset(rows?.offset as number))
    .execute();

/** Of several with one article, which the other protocol allows, the oldest comes first. */
export const bySku = prepare<{ sku: string }>()((db, p) =>
  db.selectFrom('product').select(columns).where('xmlId', '=', p('sku')).orderBy('id'),
);

/** Products whose name holds the text in any case, of any alphabet. */
export const findByName = ({ query }: Db, part: string): Promise<ProductRow[]> =>
  query
    .selectFrom('product')
    .select(columns)
    .where((eb) => conditionExpression(eb, { field: 'name', ...readPattern(part, false) }))
    .orderBy('id')
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
