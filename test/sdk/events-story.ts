import assert from 'node:assert/strict';
import { clientOf } from './client.ts';
import { voiceOf } from './voice.ts';

/**
 * An app that wants to be told of every change of the catalog: `node events-story.ts <version> <JSON of the
 * app's tokens> <address of its handler>`. Changes everything once, is refused a few times, and prints
 * what it must have been told of: the event, the id, and the type of a product.
 */
const [version = '', access = '', handler = ''] = process.argv.slice(2);
const { call, refused, batch } = await voiceOf(clientOf(version, access, () => {}));

const heard = ['PRODUCT', 'PRICE', 'PRICE.TYPE', 'MEASURE', 'ROUNDING'].flatMap((entity) =>
  ['ADD', 'UPDATE', 'DELETE'].map((change) => `CATALOG.${entity}.ON.${change}`),
);
const stuck = await buildStuck();
const events: string[] = await call('events', { scope: 'catalog' });
assert.deepEqual(events.sort(), heard.toSorted(), 'all that there is to hear');
await batch(Object.fromEntries(heard.map((event) => [event, ['event.bind', { event, handler }]])));

const told: string[] = [];
const goods = { iblockId: 14, name: 'Told' };
const usd = { currency: 'USD', price: 10 };

const { service } = await call('catalog.product.service.add', { fields: goods });
told.push(`CATALOG.PRODUCT.ON.ADD ${service.id} 7`);
await call('catalog.product.service.update', { id: service.id, fields: { name: 'Retold' } });
told.push(`CATALOG.PRODUCT.ON.UPDATE ${service.id} 7`);

const { priceType } = await call('catalog.priceType.add', { fields: { name: 'Told' } });
told.push(`CATALOG.PRICE.TYPE.ON.ADD ${priceType.id}`);
// A portal tells of the settling after an add too.
told.push(`CATALOG.PRICE.TYPE.ON.UPDATE ${priceType.id}`);
const { price } = await call('catalog.price.add', {
  fields: { productId: service.id, catalogGroupId: priceType.id, ...usd },
});
told.push(`CATALOG.PRICE.ON.ADD ${price.id}`);
await call('catalog.price.update', { id: price.id, fields: { ...usd, price: 11 } });
told.push(`CATALOG.PRICE.ON.UPDATE ${price.id}`);

const rule = { catalogGroupId: priceType.id, price: 1, roundType: 1, roundPrecision: 1 };
const { roundingRule } = await call('catalog.roundingRule.add', { fields: rule });
told.push(`CATALOG.ROUNDING.ON.ADD ${roundingRule.id}`);
await call('catalog.roundingRule.update', { id: roundingRule.id, fields: rule });
told.push(`CATALOG.ROUNDING.ON.UPDATE ${roundingRule.id}`);

const { measure } = await call('catalog.measure.add', {
  fields: { code: 715, measureTitle: 'Pair' },
});
told.push(`CATALOG.MEASURE.ON.ADD ${measure.id}`);
await call('catalog.measure.update', { id: measure.id, fields: { measureTitle: 'Pairs' } });
told.push(`CATALOG.MEASURE.ON.UPDATE ${measure.id}`);

// Nobody is told of what did not happen: not of the half of a change whose other half is refused either.
await refused('catalog.product.add', { fields: { iblockId: 999, name: 'Nowhere' } });
await refused('catalog.price.modify', {
  fields: {
    product: {
      id: service.id,
      prices: [
        { id: price.id, ...usd, price: 12 },
        { catalogGroupId: 999, ...usd },
      ],
    },
  },
});
await refused('catalog.priceType.delete', { id: 1 });
await refused('catalog.measure.add', { fields: { code: 715, measureTitle: 'Twice' } });
await refused('catalog.roundingRule.update', { id: 999, fields: rule });
const kept = await refused('catalog.product.sku.delete', { id: stuck.parent });
assert.match(kept.body.error_description, /used in inventory documents/);
const short = await refused('catalog.document.conduct', { id: stuck.document });
assert.match(short.body.error_description, /Insufficient quantity/);
assert.equal((await call('catalog.price.get', { id: price.id })).price.price, 11);

for (const [method, id, event] of [
  ['catalog.price.delete', price.id, 'CATALOG.PRICE.ON.DELETE'],
  ['catalog.roundingRule.delete', roundingRule.id, 'CATALOG.ROUNDING.ON.DELETE'],
  ['catalog.priceType.delete', priceType.id, 'CATALOG.PRICE.TYPE.ON.DELETE'],
  ['catalog.measure.delete', measure.id, 'CATALOG.MEASURE.ON.DELETE'],
] as const) {
  assert.equal(await call(method, { id }), true);
  told.push(`${event} ${id}`);
}
assert.equal(await call('catalog.product.service.delete', { id: service.id }), true);
told.push(`CATALOG.PRODUCT.ON.DELETE ${service.id} 7`);

/** A parent whose second variation cannot go, and a document whose second line cannot be conducted. */
async function buildStuck() {
  const { sku } = await call('catalog.product.sku.add', {
    fields: { iblockId: 14, name: 'Stuck' },
  });
  const offer = async (name: string): Promise<number> =>
    (
      await call('catalog.product.offer.add', {
        fields: { iblockId: 15, name, parentId: sku.id },
      })
    ).offer.id;
  const free = await offer('Free');
  const bound = await offer('Bound');
  const { element: loose } = await call('catalog.product.add', {
    fields: { iblockId: 14, name: 'Loose', canBuyZero: 'Y' },
  });
  const { document } = await call('catalog.document.add', {
    fields: { docType: 'D', currency: 'USD', responsibleId: 1 },
  });
  for (const elementId of [loose.id, bound]) {
    await call('catalog.document.element.add', {
      fields: { docId: document.id, elementId, storeFrom: 1, amount: 1 },
    });
  }
  assert.ok(free < bound, 'the free one would go first');
  return { parent: sku.id as number, document: document.id as number };
}

process.stdout.write(`\n${JSON.stringify(told)}\n`);
