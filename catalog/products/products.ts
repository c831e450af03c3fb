import { type Context, type Db, notFound, prepare, type Row } from '../../src/core/index.ts';
import { isVisible, loadProperties } from '../properties/properties.ts';
import { withProperties } from '../properties/propertyAnswer.ts';
import { knownTo } from '../purchase.ts';
import { columnsOf, pictureFields, productCodec, toSingle, withPictures } from './productAnswer.ts';

const byId = prepare<{ id: number }>()((db, p) =>
  db
    .selectFrom('product')
    .select(columnsOf(productCodec.names) as 'id'[])
    .where('id', '=', p('id')),
);

/** The stored row of a product of any type, or `<name> does not exist.`. */
export async function loadProduct(db: Db, id: number, name: string): Promise<Row> {
  const row = (await db.first(byId, { id })) as Row | undefined;
  if (!row) throw notFound(name);
  return row;
}

type Answering = Pick<Context, 'caller' | 'db' | 'profile'>;

/** A stored row as the caller is answered, pictures and properties included. */
export async function answerRow({ db, profile, caller }: Answering, row: Row): Promise<Row> {
  await withPictures(db, [row], pictureFields);
  const properties = (await loadProperties(db, Number(row.iblockId))).filter(isVisible);
  await withProperties(db, [row], properties);
  return toSingle(row, { profile, known: knownTo(caller) }, properties);
}

/** A product as the caller is answered. */
export const answerProduct = async (context: Answering, id: number, name: string): Promise<Row> =>
  answerRow(context, await loadProduct(context.db, id, name));
