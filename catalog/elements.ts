import { type Context, type Db, prepare, type Refusal, refusal } from '../src/core/index.ts';

/** What image methods know of an element: any product, parent, variation or service. */
export interface Element {
  readonly id: number;
  readonly iblockId: number;
}

const byId = prepare<{ id: number }>()((db, p) =>
  db.selectFrom('product').select(['id', 'iblockId']).where('id', '=', p('id')),
);

export const findElement = (db: Db, id: number): Promise<Element | undefined> =>
  db.first(byId, { id });

/** The element, or `Product was not found` with code 0. */
export async function requireElement({ db }: Pick<Context, 'db'>, id: number): Promise<Element> {
  const element = await findElement(db, id);
  if (!element) throw refusal('0', 'Product was not found');
  return element;
}

const touched = prepare<{ id: number; userId: number; now: number }>()((db, p) =>
  db
    .updateTable('product')
    .set({ timestampX: p('now'), modifiedBy: p('userId') })
    .where('id', '=', p('id'))
    .returning('id'),
);

/** Notes who changed an element and when, for what changes outside of its row: its images. */
export async function touchElement(
  { db, caller, now }: Pick<Context, 'db' | 'caller' | 'now'>,
  id: number,
): Promise<void> {
  await db.first(touched, { id, userId: caller.userId, now: Math.floor(now / 1000) });
}

/** What `requireElement` refuses. */
export const elementError: Refusal = ['0', 'Product was not found'];
