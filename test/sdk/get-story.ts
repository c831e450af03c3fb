import assert from 'node:assert/strict';
import { Bitrix } from '@2bad/bitrix';
import type { Any } from './client.ts';

/**
 * The catalogue through a client that asks by GET alone, @2bad/bitrix: `node get-story.ts <webhook address
 * over http>`. What is not as it should be ends it.
 */
const [webhook = ''] = process.argv.slice(2);
const MANY = 60;
const bitrix = Bitrix(webhook.replace(/\/$/, ''), undefined, { retry: 0 } as Any) as Any;
const call = async (method: string, params: object = {}): Promise<Any> =>
  (await bitrix.call(method, params)).result;

const { productProperty } = await call('catalog.productProperty.add', {
  fields: { iblockId: 14, name: 'Colours', propertyType: 'S', multiple: 'Y' },
});
const field = `property${productProperty.id}`;
const { element } = await call('catalog.product.add', {
  fields: { iblockId: 14, name: 'Scarf & co', [field]: ['red', 'blue'] },
});
assert.deepEqual(
  element[field].map((one: Any) => one.value),
  ['red', 'blue'],
);
const { prices } = await call('catalog.price.modify', {
  fields: {
    product: { id: element.id, prices: [{ catalogGroupId: 1, price: 9.5, currency: 'USD' }] },
  },
});
assert.deepEqual([prices.length, prices[0].price], [1, 9.5]);

// Batches of commands by name: a list stays a list, names stay names.
const { result } = await bitrix.batch({
  found: {
    method: 'catalog.product.list',
    params: {
      filter: { iblockId: 14, [field]: 'blue', '%name': '& co' },
      select: ['id', 'iblockId', field],
    },
  },
  price: { method: 'catalog.price.list', params: { filter: { productId: element.id } } },
});
assert.deepEqual(
  result.result.found.products.map((one: Any) => one.id),
  [element.id],
);
assert.deepEqual(result.result_total, { found: 1, price: 1 });
await assert.rejects(
  bitrix.batch({ missing: { method: 'catalog.vat.get', params: { id: 999 } } }),
  /errors in 1 commands/,
);

// Commands without names are numbered, and 60 of them take two batches.
const added = await bitrix.batch(
  Array.from({ length: MANY }, (_, n) => ({
    method: 'catalog.product.add',
    params: { fields: { iblockId: 15, name: `Thread ${n}` } },
  })),
);
const ids = added.result.result.map((one: Any) => one.element.id);
assert.equal(new Set(ids).size, MANY);

// Pages are commands too; the client itself follows lists of arrays alone.
const pages = await bitrix.batch(
  [0, 50].map((start) => ({
    method: 'catalog.product.list',
    params: {
      filter: { iblockId: 15 },
      select: ['id', 'iblockId'],
      order: { ID: 'ASC' },
      start,
    },
  })),
);
assert.deepEqual(
  pages.result.result.flatMap((page: Any) => page.products.map((one: Any) => one.id)),
  ids,
);
assert.deepEqual(pages.result.result_total, [MANY, MANY]);

const deleted = await bitrix.batch(
  [element.id, ...ids].map((id) => ({ method: 'catalog.product.delete', params: { id } })),
);
assert.ok(deleted.result.result.every((one: Any) => one === true));
await assert.rejects(call('catalog.product.get', { id: element.id }), { name: 'HTTPError' });
process.stdout.write(`\n${JSON.stringify({ told: true })}\n`);
