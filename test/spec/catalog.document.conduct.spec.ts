import { describe, expect, it } from 'vitest';
import { testPortal } from '../portal.ts';
import { type AnyRow, addProduct, profiles, refused } from './_given.ts';
import {
  addDocument,
  addStore,
  cancel,
  conduct,
  done,
  openStock,
  putStock,
  stockOf,
  stockRows,
  switchInventory,
} from './_stock.ts';

describe('catalog.document.conduct and catalog.document.cancel', () => {
  it.each([
    ['A', { storeTo: 2 }, { 1: 10, 2: 4 }],
    ['S', { storeTo: 1 }, { 1: 14 }],
    ['R', { storeTo: 2 }, { 1: 10, 2: 4 }],
    ['D', { storeFrom: 1 }, { 1: 6 }],
    ['M', { storeFrom: 1, storeTo: 2 }, { 1: 6, 2: 4 }],
  ])('%s %j moves stock, and back', async (docType, stores, amounts) => {
    const { portal, id } = await openStock();
    const before = await stockOf(portal, id);
    const doc = await addDocument(portal, docType, [{ elementId: id, amount: 4, ...stores }]);
    expect((await conduct(portal, doc)).result).toBe(true);
    const rows = Object.entries(amounts).map(([store, amount]) => [`${id} ${store}`, amount]);
    expect(await stockRows(portal)).toEqual(Object.fromEntries(rows));
    const sum = Object.values(amounts).reduce((a, b) => a + b);
    expect(await stockOf(portal, id)).toMatchObject({ quantity: sum, available: 'Y' });

    expect((await cancel(portal, doc)).result).toBe(true);
    expect(await stockOf(portal, id)).toEqual(before);
    const kept = Object.entries(await stockRows(portal)).filter(([, amount]) => amount !== 0);
    expect(kept).toEqual([[`${id} 1`, 10]]);
  });

  it('signs the document', async () => {
    const { portal, opening } = await openStock();
    const user = await portal.userWith('store.view', 'store.select', 'document.S.cancel');
    const read = async () =>
      (await done(portal, 'catalog.document.list', { filter: { id: opening } })).documents[0];
    expect(await read()).toMatchObject({ status: 'Y', statusBy: 1 });
    expect((await portal.as(user)('catalog.document.cancel', { id: opening })).result).toBe(true);
    expect(await read()).toMatchObject({ status: 'N', statusBy: user, modifiedBy: user });
    expect((await conduct(portal, opening)).result).toBe(true);
  });

  it.each(profiles)('computes the total as documented, %s', async (profile) => {
    const { portal, id } = await openStock(profile);
    const lines = [
      { elementId: id, storeTo: 1, amount: 2, purchasingPrice: 1.5 },
      { elementId: id, storeTo: 1, amount: 0.1, purchasingPrice: 0.2 },
      { elementId: id, storeTo: 1, amount: 9 },
    ];
    const doc = await addDocument(portal, 'S', lines);
    await done(portal, 'catalog.document.conduct', { id: doc });
    const { documents } = await done(portal, 'catalog.document.list', { filter: { id: doc } });
    expect(documents[0].total).toBe(profile === 'live' ? null : 3.02);
  });

  it.each([
    ['A', 12.5, { purchasingPrice: 12.5, purchasingCurrency: 'EUR' }],
    ['S', 12.5, { purchasingPrice: 12.5, purchasingCurrency: 'EUR' }],
    ['S', 0, { purchasingPrice: null, purchasingCurrency: null }],
    ['S', null, { purchasingPrice: 7, purchasingCurrency: 'USD' }],
    ['R', 12.5, { purchasingPrice: 7, purchasingCurrency: 'USD' }],
  ])('%s with the price %j sets the purchasing price', async (docType, price, expected) => {
    const { portal, id } = await openStock();
    const first = [{ elementId: id, storeTo: 1, amount: 1, purchasingPrice: 7 }];
    await conduct(portal, await addDocument(portal, 'S', first));
    const line = { elementId: id, storeTo: 1, amount: 1, purchasingPrice: price };
    const doc = await addDocument(portal, docType, [line], { currency: 'EUR' });
    expect((await conduct(portal, doc)).result).toBe(true);
    expect(await stockOf(portal, id)).toMatchObject(expected);
    await cancel(portal, doc);
    expect(await stockOf(portal, id)).toMatchObject(expected);
  });

  it('leaves no crumbs of adding fractions', async () => {
    const { portal, id } = await openStock();
    const lines = Array.from({ length: 3 }, () => ({ elementId: id, storeTo: 2, amount: 0.1 }));
    await conduct(portal, await addDocument(portal, 'S', lines));
    expect((await stockRows(portal))[`${id} 2`]).toBe(0.3);
  });

  it('tells of the product, and settles its parent', async () => {
    const { portal } = await openStock();
    const { app } = await portal.addApp();
    const call = portal.withToken((await portal.tokensOf(app.id)).accessToken);
    const bind = { event: 'CATALOG.PRODUCT.ON.UPDATE', event_type: 'offline' };
    expect((await call('event.bind', bind)).result).toBe(true);
    const parent = await addProduct(portal, 'sku');
    const offer = await addProduct(portal, 'offer', { parentId: parent.id });
    expect(await stockOf(portal, parent.id)).toMatchObject({ available: 'N' });
    await call('event.offline.get');

    const doc = await addDocument(portal, 'S', [{ elementId: offer.id, storeTo: 1, amount: 1 }]);
    await conduct(portal, doc);
    expect(await stockOf(portal, parent.id)).toMatchObject({ available: 'Y', quantity: 0 });
    const { events } = (await call('event.offline.get')).result;
    expect(events.map((event: AnyRow) => event.EVENT_DATA.FIELDS)).toEqual([
      { ID: offer.id, TYPE: 4 },
    ]);
    await cancel(portal, doc);
    expect(await stockOf(portal, parent.id)).toMatchObject({ available: 'N' });
  });

  it('confirm and unconfirm are the same: catalog.document.confirm, catalog.document.unconfirm', async () => {
    const { portal, opening } = await openStock();
    expect(await portal.as(1)('catalog.document.confirm', { id: opening })).toEqual(
      refused('documented', '0', 'The document has already been conducted'),
    );
    expect((await portal.as(1)('catalog.document.unconfirm', { id: opening })).result).toBe(true);
    expect((await portal.as(1)('catalog.document.confirm', { id: opening })).result).toBe(true);
  });

  it('of two at once one wins', async () => {
    const { portal, id } = await openStock();
    const doc = await addDocument(portal, 'S', [{ elementId: id, storeTo: 1, amount: 1 }]);
    const answers = await Promise.all([conduct(portal, doc), conduct(portal, doc)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(answers.find(({ status }) => status === 400)).toEqual(
      refused('documented', '0', 'The document has already been conducted'),
    );
    expect((await stockRows(portal))[`${id} 1`]).toBe(11);

    const out = (amount: number) =>
      addDocument(portal, 'D', [{ elementId: id, storeFrom: 1, amount }]);
    const two = await Promise.all([conduct(portal, await out(7)), conduct(portal, await out(6))]);
    expect(two.map(({ status }) => status).sort()).toEqual([200, 400]);
  });
});

describe('catalog.document.conduct refuses', () => {
  const shortage = (id: number) => `Insufficient quantity of goods #${id} (Tea) in the store #1`;
  const wrong = (id: number) =>
    `Incorrect quantity of goods #${id} (Tea) in the warehouse accounting document`;

  type Lines = (id: number) => readonly object[];
  const one =
    (line: object): Lines =>
    (id) => [{ elementId: id, amount: 1, ...line }];

  it.each<[what: string, docType: string, lines: Lines, message: (id: number) => string]>([
    ['no lines', 'S', () => [], () => 'The document has no goods'],
    [
      'an unknown product',
      'S',
      () => [{ elementId: 99, amount: 1, storeTo: 1 }],
      () => 'Goods #99 are not found',
    ],
    ['no amount', 'S', one({ amount: null, storeTo: 1 }), wrong],
    ['the amount 0', 'S', one({ amount: 0, storeTo: 1 }), wrong],
    ['a negative amount', 'S', one({ amount: -1, storeTo: 1 }), wrong],
    ['an amount before a store', 'S', one({ amount: 0 }), wrong],
    [
      'no incoming store',
      'S',
      one({ storeFrom: 1 }),
      (id) => `The incoming store of goods #${id} (Tea) is not specified`,
    ],
    [
      'no incoming store of a return',
      'R',
      one({ storeFrom: 1 }),
      (id) => `The incoming store of goods #${id} (Tea) is not specified`,
    ],
    [
      'no outgoing store',
      'D',
      one({ storeTo: 1 }),
      (id) => `The outgoing store of goods #${id} (Tea) is not specified`,
    ],
    [
      'an unknown store',
      'S',
      one({ storeTo: 77 }),
      (id) => `The incoming store of goods #${id} (Tea) is not found`,
    ],
    [
      'a store that is not active',
      'S',
      one({ storeTo: 3 }),
      (id) => `The incoming store of goods #${id} (Tea) is not active`,
    ],
    [
      'the same store twice',
      'M',
      one({ storeFrom: 1, storeTo: 1 }),
      (id) => `The incoming and the outgoing store of goods #${id} (Tea) are the same`,
    ],
    ['more than there is', 'D', one({ storeFrom: 1, amount: 10.001 }), shortage],
    [
      'more than there is in two lines',
      'D',
      (id) => [...one({ storeFrom: 1, amount: 6 })(id), ...one({ storeFrom: 1, amount: 5 })(id)],
      shortage,
    ],
    [
      'a good line before a bad one',
      'S',
      (id) => [...one({ storeTo: 1 })(id), ...one({ storeTo: 77 })(id)],
      (id) => `The incoming store of goods #${id} (Tea) is not found`,
    ],
  ])('%s, and moves nothing', async (_what, docType, lines, message) => {
    const { portal, id } = await openStock();
    await addStore(portal, { active: 'N' });
    const doc = await addDocument(portal, docType, lines(id));
    const before = [await stockRows(portal), await stockOf(portal, id)];
    expect(await conduct(portal, doc)).toEqual(refused('documented', '0', message(id)));
    expect([await stockRows(portal), await stockOf(portal, id)]).toEqual(before);
  });

  it.each(['sku', 'service'] as const)('a %s', async (face) => {
    const { portal } = await openStock();
    const { id } = await addProduct(portal, face);
    const doc = await addDocument(portal, 'S', [{ elementId: id, storeTo: 1, amount: 1 }]);
    expect(await conduct(portal, doc)).toEqual(
      refused(
        'documented',
        '0',
        `goods #${id} (A ${face}) cannot be moved: only products and variations can`,
      ),
    );
  });

  it('an arrival without a contractor', async () => {
    const { portal, id } = await openStock();
    const doc = await addDocument(portal, 'A', [{ elementId: id, storeTo: 1, amount: 1 }]);
    const { documentContractor } = await done(portal, 'catalog.documentcontractor.list', {});
    await done(portal, 'catalog.documentcontractor.delete', { id: documentContractor[0].id });
    expect(await conduct(portal, doc)).toEqual(
      refused('documented', '0', 'The contractor of the document is not specified'),
    );
  });

  it('everything while inventory management is off', async () => {
    const { portal, opening, id } = await openStock();
    const doc = await addDocument(portal, 'S', [{ elementId: id, storeTo: 1, amount: 1 }]);
    await switchInventory(portal, false);
    expect(await conduct(portal, doc)).toEqual(
      refused('documented', '0', 'Warehouse accounting must be enabled to conduct the document'),
    );
    expect(await cancel(portal, opening)).toEqual(
      refused('documented', '0', 'To process the document, inventory accounting must be enabled'),
    );
  });

  it('no product that may be bought at zero', async () => {
    const { portal, id } = await openStock();
    await done(portal, 'catalog.product.update', { id, fields: { canBuyZero: 'Y' } });
    const doc = await addDocument(portal, 'D', [{ elementId: id, storeFrom: 1, amount: 12 }]);
    expect((await conduct(portal, doc)).result).toBe(true);
    expect(await stockOf(portal, id)).toMatchObject({ quantity: -2, available: 'Y' });
  });
});

describe('quantities of a reserved product', () => {
  it('are what is stored less what is reserved', async () => {
    const portal = await testPortal();
    const { id } = await addProduct(portal, 'product', { quantity: 5, quantityReserved: 2 });
    await switchInventory(portal, true);
    expect(await stockRows(portal)).toEqual({ [`${id} 1`]: 7 });
    await putStock(portal, (await addProduct(portal)).id, { 1: 1 });
    const doc = await addDocument(portal, 'D', [{ elementId: id, storeFrom: 1, amount: 6 }]);
    await conduct(portal, doc);
    expect(await stockOf(portal, id)).toMatchObject({ quantity: -1, available: 'N' });
  });
});
