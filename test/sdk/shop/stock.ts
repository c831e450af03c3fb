import assert from 'node:assert/strict';
import type { Any } from '../client.ts';
import { told, type Voice } from '../voice.ts';
import type { Goods } from './goods.ts';

const MAIN_STORE = 1;
const CONTACT = 3;

export type Stock = Awaited<ReturnType<typeof stockGoods>>;

/** Measures and taxes, a second store, and documents that bring goods into it and out of it. */
export async function stockGoods(voice: Voice, goods: Goods, ownField: string) {
  const { call } = voice;
  const units = await nameUnits(voice, goods.product);
  const storeId = await openStore(voice);
  assert.equal(await call('catalog.document.mode.status'), 'Y');

  const arrival = await receive(voice, goods, { storeId, ownField });
  const { sku } = await call('catalog.product.sku.get', { id: goods.sku });
  assert.equal(sku.available, 'Y', 'a parent is available when a variant is');
  await moveAround(voice, goods, storeId);
  return { ...units, storeId, ...arrival };
}

async function nameUnits({ call }: Voice, productId: number) {
  const { measure } = await call('catalog.measure.add', {
    fields: { code: 715, measureTitle: 'Pair', symbol: 'pr' },
  });
  const { measure: renamed } = await call('catalog.measure.update', {
    id: measure.id,
    fields: { measureTitle: 'Pairs' },
  });
  assert.partialDeepStrictEqual(renamed, { code: 715, measureTitle: 'Pairs' });
  const { vat } = await call('catalog.vat.add', { fields: { name: 'Reduced', rate: 7 } });
  const { vat: lower } = await call('catalog.vat.update', {
    id: vat.id,
    fields: { name: 'Reduced', rate: 5.5 },
  });
  assert.equal(lower.rate, 5.5);
  const fields = { measure: measure.id, vatId: vat.id, vatIncluded: 'Y' };
  const { element } = await call('catalog.product.update', { id: productId, fields });
  assert.partialDeepStrictEqual(element, fields);
  return { measureId: measure.id as number, vatId: vat.id as number };
}

async function openStore({ call }: Voice): Promise<number> {
  const { store } = await call('catalog.store.add', {
    fields: { address: '2 Harbour Street', title: 'Harbour', gpsN: '54.7', gpsS: '20.5' },
  });
  const { store: changed } = await call('catalog.store.update', {
    id: store.id,
    fields: { title: 'Old harbour' },
  });
  assert.partialDeepStrictEqual(changed, { title: 'Old harbour', gpsN: 54.7, active: 'Y' });
  return store.id;
}

/** How many of a product there are in all, and what of them is where. */
async function stockOf({ call }: Voice, productId: number) {
  const { product } = await call('catalog.product.get', { id: productId });
  const { storeProducts } = await call('catalog.storeproduct.list', {
    select: ['storeId', 'amount'],
    filter: { productId },
    order: { storeId: 'ASC' },
  });
  const rows = storeProducts.map(({ storeId, amount }: Any) => [storeId, amount ?? 0]);
  return { quantity: product.quantity, available: product.available, rows };
}

interface Place {
  readonly storeId: number;
  /** A field that was added to arrivals. */
  readonly ownField: string;
}

/** Ten medium shirts from a supplier, who must be named before the arrival is conducted. */
async function receive(voice: Voice, { offer }: Goods, { storeId, ownField }: Place) {
  const { call, refused } = voice;
  const { document } = await call('catalog.document.add', {
    fields: { docType: 'A', currency: 'USD', responsibleId: 1 },
  });
  const documentId: number = document.id;
  const { document: titled } = await call('catalog.document.update', {
    id: documentId,
    fields: { title: 'Spring delivery' },
  });
  assert.partialDeepStrictEqual(titled, { title: 'Spring delivery', status: 'N' });
  const own = { documentType: 'A', [ownField]: 'By train' };
  await call('catalog.userfield.document.update', { documentId, fields: own });
  const { documents } = await call('catalog.userfield.document.list', {
    select: ['documentId', 'documentType', ownField],
    filter: { documentType: 'A', documentId },
  });
  assert.deepEqual(documents, [{ documentId, ...own }]);

  const { documentElement } = await call('catalog.document.element.add', {
    fields: { docId: documentId, elementId: offer, storeTo: storeId, amount: 1 },
  });
  const { documentElement: ten } = await call('catalog.document.element.update', {
    id: documentElement.id,
    fields: { amount: 10, purchasingPrice: 7.5 },
  });
  assert.partialDeepStrictEqual(ten, { amount: 10, purchasingPrice: 7.5 });

  const early = await refused('catalog.document.conduct', { id: documentId });
  assert.deepEqual(told(early), [0, 'The contractor of the document is not specified']);
  assert.deepEqual(await stockOf(voice, offer), { quantity: null, available: 'N', rows: [] });
  const contactId: number = await call('crm.contact.add', { fields: { NAME: 'Sue Supplier' } });
  const { documentContractor } = await call('catalog.documentcontractor.add', {
    fields: { documentId, entityTypeId: CONTACT, entityId: contactId },
  });
  assert.equal(documentContractor.entityId, contactId);
  assert.equal(await call('catalog.document.conduct', { id: documentId }), true);

  assert.deepEqual(await stockOf(voice, offer), {
    quantity: 10,
    available: 'Y',
    rows: [[storeId, 10]],
  });
  const { offer: bought } = await call('catalog.product.offer.get', { id: offer });
  assert.deepEqual(
    [bought.purchasingPrice, bought.purchasingCurrency],
    ['7.500000', 'USD'],
    'the arrival tells what was paid',
  );
  return {
    documentId,
    lineId: documentElement.id as number,
    contactId,
    contractorId: documentContractor.id as number,
  };
}

/** A transfer, and a write-off of more than there is; the lists and the old names do the same. */
async function moveAround(voice: Voice, { offer }: Goods, storeId: number) {
  const { call, refused } = voice;
  const draw = async (docType: string, line: object): Promise<number> => {
    const { document } = await call('catalog.document.add', {
      fields: { docType, currency: 'USD', responsibleId: 1 },
    });
    await call('catalog.document.element.add', {
      fields: { docId: document.id, elementId: offer, ...line },
    });
    return document.id;
  };
  const transfer = await draw('M', { storeFrom: storeId, storeTo: MAIN_STORE, amount: 4 });
  const loss = await draw('D', { storeFrom: MAIN_STORE, amount: 5 });

  await call('catalog.document.conductList', { documentIds: [transfer] });
  const moved = {
    quantity: 10,
    available: 'Y',
    rows: [
      [MAIN_STORE, 4],
      [storeId, 6],
    ],
  };
  assert.deepEqual(await stockOf(voice, offer), moved);
  const short = await refused('catalog.document.conduct', { id: loss });
  assert.deepEqual(told(short), [
    0,
    `Insufficient quantity of goods #${offer} (Shirt M) in the store #${MAIN_STORE}`,
  ]);
  assert.deepEqual(await stockOf(voice, offer), moved);

  await call('catalog.document.cancelList', { documentIds: [transfer] });
  await call('catalog.document.confirm', { id: transfer });
  assert.deepEqual(await stockOf(voice, offer), moved);
  await call('catalog.document.unconfirm', { id: transfer });
  assert.deepEqual((await stockOf(voice, offer)).rows.at(-1), [storeId, 10]);
  await call('catalog.document.deleteList', { documentIds: [transfer, loss] });
}
