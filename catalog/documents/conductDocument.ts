import { type Context, type Refusal, refusal } from '../../src/core/index.ts';
import { roundTo } from '../prices/decimals.ts';
import { isInventoryOn } from '../stock/inventory.ts';
import { recount } from '../stock/recount.ts';
import { goodsOf, requireMovable } from './documentGoods.ts';
import {
  documentErrors,
  type InventoryDocument,
  type Line,
  linesOf,
  requireDocument,
  requireStores,
  storesErrors,
} from './documents.ts';
import { type DocType, findDocType } from './documentTypes.ts';
import { type Move, makeMoves, movesOf, reversed, testMoves } from './stockMoves.ts';

/** How every refusal to cancel begins. */
export const CANCEL_FAILED = 'Error cancelling document conduct: ';

/**
 * Conducts a document: all of its lines move stock, or none does. The checks of spec/catalog.md
 * section 5.9 in their order; everything is tested before anything is done.
 */
export async function conductDocument(context: Context, id: number): Promise<void> {
  const { db } = context;
  const document = await requireDocument(context, id, 'conduct');
  const lines = await linesOf(db, id);
  await requireStores(context, lines);
  if (!(await isInventoryOn(db))) {
    throw refusal('0', 'Warehouse accounting must be enabled to conduct the document');
  }
  if (document.status === 'Y') throw refusal('0', 'The document has already been conducted');
  if (document.docType === 'A') await requireContractor(context, id);

  const type = findDocType(document.docType) as DocType;
  const goods = await goodsOf(db, lines);
  await requireMovable(db, type, lines, goods);
  const stock = await testMoves(db, movesOf(type, lines), goods);

  await makeMoves(db, stock);
  await takePurchasingPrices(context, document, lines);
  await recount(context, [...goods.keys()]);
  const total = context.profile === 'documented' ? { total: totalOf(lines) } : {};
  await setStatus(context, id, { status: 'Y', ...total });
}

/** Takes back what a conducted document moved; purchasing prices stay as they are. */
export async function cancelDocument(context: Context, id: number): Promise<void> {
  const { db } = context;
  const document = await requireDocument(context, id, 'cancel');
  const lines = await linesOf(db, id);
  await requireStores(context, lines);
  if (!(await isInventoryOn(db))) {
    throw refusal('0', 'To process the document, inventory accounting must be enabled');
  }
  if (document.status !== 'Y') {
    throw refusal('0', `${CANCEL_FAILED}Document has not been conducted yet`);
  }
  const goods = await goodsOf(db, lines);
  const moves: Move[] = reversed(movesOf(findDocType(document.docType) as DocType, lines));
  const stock = await testMoves(db, moves, goods);

  await makeMoves(db, stock);
  await recount(context, [...goods.keys()]);
  await setStatus(context, id, { status: 'N', wasCancelled: 'Y' });
}

async function requireContractor({ db }: Context, documentId: number): Promise<void> {
  const bound = await db.query
    .selectFrom('documentContractor')
    .select('id')
    .where('documentId', '=', documentId)
    .limit(1)
    .executeTakeFirst();
  if (!bound) throw refusal('0', 'The contractor of the document is not specified');
}

/** What comes in brings its price with it; 0 clears the one before (section 5.9). */
async function takePurchasingPrices(
  { db }: Context,
  { docType, currency }: InventoryDocument,
  lines: readonly Line[],
): Promise<void> {
  if (docType !== 'A' && docType !== 'S') return;
  for (const { elementId, purchasingPrice } of lines) {
    if (purchasingPrice === null) continue;
    await db.query
      .updateTable('product')
      .set({
        purchasingPrice: purchasingPrice || null,
        purchasingCurrency: purchasingPrice ? currency : null,
      })
      .where('id', '=', elementId)
      .execute();
  }
}

const totalOf = (lines: readonly Line[]): number =>
  roundTo(
    lines.reduce((sum, line) => sum + (line.amount ?? 0) * (line.purchasingPrice ?? 0), 0),
    2,
  );

async function setStatus(
  { db, caller, now }: Context,
  id: number,
  change: { status: 'Y' | 'N'; wasCancelled?: 'Y'; total?: number },
): Promise<void> {
  const seconds = Math.floor(now / 1000);
  await db.query
    .updateTable('document')
    .set({
      ...change,
      statusBy: caller.userId,
      modifiedBy: caller.userId,
      dateStatus: seconds,
      dateModify: seconds,
    })
    .where('id', '=', id)
    .execute();
}

/** What `conductDocument` refuses, in its order. */
export const conductErrors: readonly Refusal[] = [
  ...documentErrors,
  ...storesErrors,
  ['0', 'Warehouse accounting must be enabled to conduct the document'],
  ['0', 'The document has already been conducted'],
  ['0', 'The contractor of the document is not specified'],
  ['0', 'The document has no goods'],
  ['0', 'Goods #… are not found'],
  ['0', 'goods #… (…) cannot be moved: only products and variations can'],
  ['0', 'Incorrect quantity of goods #… (…) in the warehouse accounting document'],
  ['0', 'The … store of goods #… (…) is not specified'],
  ['0', 'The … store of goods #… (…) is not found'],
  ['0', 'The … store of goods #… (…) is not active'],
  ['0', 'The incoming and the outgoing store of goods #… (…) are the same'],
  ['0', 'Insufficient quantity of goods #… (…) in the store #…'],
];

/** What `cancelDocument` refuses, in its order. */
export const cancelErrors: readonly Refusal[] = [
  ...documentErrors,
  ...storesErrors,
  ['0', 'To process the document, inventory accounting must be enabled'],
  ['0', 'Error cancelling document conduct: Document has not been conducted yet'],
  ['0', 'Insufficient quantity of goods #… (…) in the store #…'],
];
