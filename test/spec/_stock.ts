import { switchInventory as switchMode } from '../../catalog/stock/switchInventory.ts';
import { testPortal } from '../portal.ts';
import { type AnyRow, addProduct, type Portal } from './_given.ts';

/** Switches inventory management as `vitrine inventory` does. */
export const switchInventory = ({ store }: Portal, on: boolean): Promise<void> =>
  store.write((db) => switchMode(db, on));

/** Puts amounts of a product into stores, by id, past every method. */
export const putStock = ({ store }: Portal, productId: number, amounts: Record<number, number>) =>
  store.write(({ query }) =>
    query
      .insertInto('storeProduct')
      .values(
        Object.entries(amounts).map(([storeId, amount]) => ({
          productId,
          storeId: Number(storeId),
          amount,
          quantityReserved: 0,
        })),
      )
      .execute(),
  );

/** The columns of a product that follow from its stock, 0 shown as 0. */
export const stockOf = ({ store }: Portal, id: number): Promise<AnyRow> =>
  store.reader.query
    .selectFrom('product')
    .select(['quantity', 'available', 'quantityTrace', 'purchasingPrice', 'purchasingCurrency'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

/** Calls as the administrator; throws where it is refused. */
export async function done({ as }: Portal, method: string, params: object): Promise<AnyRow> {
  const { status, result, error_description } = await as(1)(method, params);
  if (status !== 200) throw new Error(`${method}: ${error_description}`);
  return result;
}

/** Adds a store; gives its id. */
export const addStore = async (portal: Portal, fields: object = {}): Promise<number> =>
  (await done(portal, 'catalog.store.add', { fields: { address: 'A', ...fields } })).store.id;

/** Adds a contact, or a company, past every method; gives its id. */
export async function addContractor({ store }: Portal, table: 'crmContact' | 'crmCompany') {
  const { id } = await store.write(({ query }) =>
    query.insertInto(table).values({ comments: 'Given' }).returning('id').executeTakeFirstOrThrow(),
  );
  return id;
}

/** Adds a document with its lines; an arrival gets a new contact too. Gives its id. */
export async function addDocument(
  portal: Portal,
  docType: string,
  lines: readonly object[],
  fields: object = {},
): Promise<number> {
  const { document } = await done(portal, 'catalog.document.add', {
    fields: { docType, currency: 'USD', responsibleId: 1, ...fields },
  });
  for (const line of lines) {
    await done(portal, 'catalog.document.element.add', { fields: { docId: document.id, ...line } });
  }
  if (docType === 'A') {
    const contact = { entityTypeId: 3, entityId: await addContractor(portal, 'crmContact') };
    await done(portal, 'catalog.documentcontractor.add', {
      fields: { documentId: document.id, ...contact },
    });
  }
  return document.id;
}

/** What lies where: `{ '<product> <store>': amount }`. */
export async function stockRows({ store }: Portal): Promise<Record<string, number>> {
  const rows = await store.reader.query.selectFrom('storeProduct').selectAll().execute();
  return Object.fromEntries(rows.map((row) => [`${row.productId} ${row.storeId}`, row.amount]));
}

/** A portal with inventory management on, two stores and a product with 10 in store 1. */
export async function openStock(profile: 'documented' | 'live' = 'documented') {
  const portal = await testPortal({ profile });
  const { id } = await addProduct(portal, 'product', { name: 'Tea' });
  const second = await addStore(portal);
  await switchInventory(portal, true);
  const opening = await addDocument(portal, 'S', [{ elementId: id, storeTo: 1, amount: 10 }]);
  await done(portal, 'catalog.document.conduct', { id: opening });
  return { portal, id, second, opening };
}

export const conduct = (portal: Portal, id: number) =>
  portal.as(1)('catalog.document.conduct', { id });
export const cancel = (portal: Portal, id: number) =>
  portal.as(1)('catalog.document.cancel', { id });
