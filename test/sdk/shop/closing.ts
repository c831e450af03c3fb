import assert from 'node:assert/strict';
import { told, type Voice } from '../voice.ts';
import type { Goods } from './goods.ts';
import { GOODS, type Shelves, VARIANTS } from './shelves.ts';
import type { Stock } from './stock.ts';
import type { Shop } from './tour.ts';

const LINK_PROPERTY = 3;

/** Everything that lists tell, by method; ids alone. */
export function countEverything({ batch }: Voice) {
  const all = { select: ['id', 'iblockId', 'propertyId', 'storeId', 'productId'] };
  const of = (iblockId: number) => ({ ...all, filter: { iblockId } });
  return batch({
    catalogs: ['catalog.catalog.list', all],
    lines: ['catalog.document.element.list', all],
    documents: ['catalog.document.list', all],
    contractors: ['catalog.documentcontractor.list', all],
    measures: ['catalog.measure.list', all],
    prices: ['catalog.price.list', all],
    priceTypes: ['catalog.priceType.list', all],
    groups: ['catalog.priceTypeGroup.list', all],
    translations: ['catalog.priceTypeLang.list', all],
    goods: ['catalog.product.list', of(GOODS)],
    variants: ['catalog.product.list', of(VARIANTS)],
    properties: ['catalog.productProperty.list', all],
    values: ['catalog.productPropertyEnum.list', all],
    features: ['catalog.productPropertyFeature.list', all],
    settings: ['catalog.productPropertySection.list', all],
    rules: ['catalog.roundingRule.list', all],
    sections: ['catalog.section.list', of(GOODS)],
    stores: ['catalog.store.list', all],
    stock: ['catalog.storeproduct.list', all],
    rates: ['catalog.vat.list', all],
  });
}

/** What a client meets that takes away what others lean on, or says a thing twice. */
export async function meetRefusals({ call, refused }: Voice, { goods, shelves, stock }: Shop) {
  const expectText = async (method: string, params: object, code: number, text: string) =>
    assert.deepEqual(told(await refused(method, params)), [code, text], method);
  const conducted = { id: stock.documentId };
  await expectText(
    'catalog.document.update',
    { ...conducted, fields: { title: 'Autumn delivery' } },
    0,
    'A conducted document cannot be changed',
  );
  await expectText(
    'catalog.document.conduct',
    conducted,
    0,
    'The document has already been conducted',
  );
  await expectText(
    'catalog.documentcontractor.delete',
    { id: stock.contractorId },
    0,
    'Unable to edit conducted document',
  );
  await expectText(
    'catalog.store.delete',
    { id: stock.storeId },
    0,
    'The store is used in inventory documents',
  );
  await expectText(
    'catalog.measure.add',
    { fields: { code: 715, measureTitle: 'Two' } },
    200600000000,
    'Duplicate entry for key [code]',
  );
  await expectText('catalog.extra.get', { id: 1 }, 202000000000, 'extra does not exist.');
  await expectText('catalog.ratio.get', { id: 1 }, 0, 'ratio does not exist.');
  assert.equal(
    await call('catalog.document.delete', conducted),
    null,
    'documented, instead of true',
  );

  const line = { id: stock.lineId };
  const size = { propertyId: shelves.properties.size, value: 'Middle', xmlId: 'm' };
  for (const [method, params, code, text] of [
    ['catalog.document.element.delete', line, 'ERROR_DOCUMENT_STATUS', /Conducted document/],
    ['catalog.product.offer.delete', { id: goods.offer }, 'ERROR_CORE', /inventory documents/],
    ['catalog.product.sku.delete', { id: goods.sku }, 'ERROR_CORE', /inventory documents/],
    ['catalog.productProperty.delete', { id: LINK_PROPERTY }, 'ERROR_CORE', /links variations/],
    ['catalog.priceType.delete', { id: 1 }, 'BASE', /base price type/],
    ['catalog.productPropertyEnum.add', { fields: size }, 'BX_INVALID_VALUE', /External code/],
  ] as const) {
    const refusal = await refused(method, params);
    assert.partialDeepStrictEqual(refusal, { code, status: 400 });
    assert.match(refusal.message, text);
  }
}

/** Takes all of it away again, what leans on others first. */
export async function closeShop(voice: Voice, { shelves, goods, prices, stock }: Shop) {
  const remove = async (method: string, id: number) =>
    assert.equal(await voice.call(method, { id }), true, `${method} ${id}`);

  await emptyStore(voice, goods, stock);
  await remove('catalog.roundingRule.delete', prices.ruleId);
  await remove('catalog.priceType.delete', prices.wholesale);
  await remove('catalog.product.offer.delete', goods.large);
  await remove('catalog.product.offer.delete', goods.offer);
  assert.deepEqual(await voice.call('catalog.product.sku.get', { id: goods.sku }), { sku: [] });
  const { product } = await voice.call('catalog.product.get', { id: goods.sku });
  assert.deepEqual([product.type, product.quantity], [1, null], 'a parent alone is a product');
  await remove('catalog.product.sku.delete', goods.sku);
  await remove('catalog.product.service.delete', goods.service);
  await remove('catalog.product.delete', goods.product);
  await remove('catalog.measure.delete', stock.measureId);
  await remove('catalog.vat.delete', stock.vatId);
  await clearShelves(remove, shelves);
}

/** Cancelled, the arrival takes its goods back, and then it can go. */
async function emptyStore({ call }: Voice, { offer }: Goods, stock: Stock) {
  assert.equal(await call('catalog.document.cancel', { id: stock.documentId }), true);
  const { product } = await call('catalog.product.get', { id: offer });
  assert.deepEqual([product.quantity, product.available], [null, 'N']);
  const { storeProducts } = await call('catalog.storeproduct.list', {
    select: ['id', 'amount'],
    filter: { productId: offer, storeId: stock.storeId },
  });
  const [{ id }] = storeProducts;
  const { storeProduct } = await call('catalog.storeproduct.get', { id });
  assert.partialDeepStrictEqual(storeProduct, { id, productId: offer });
  for (const [method, row] of [
    ['catalog.documentcontractor.delete', stock.contractorId],
    ['catalog.document.element.delete', stock.lineId],
    ['catalog.document.delete', stock.documentId],
    ['crm.contact.delete', stock.contactId],
    ['catalog.store.delete', stock.storeId],
  ] as const) {
    assert.equal(await call(method, { id: row }), true, method);
  }
}

async function clearShelves(
  remove: (method: string, id: number) => Promise<void>,
  { values, properties, sections }: Shelves,
) {
  await remove('catalog.productPropertyEnum.delete', values.medium);
  for (const id of Object.values(properties)) await remove('catalog.productProperty.delete', id);
  await remove('catalog.section.delete', sections.clothes);
}
