import assert from 'node:assert/strict';
import type { Voice } from '../voice.ts';
import type { Goods } from './goods.ts';
import type { PriceList } from './prices.ts';
import { GOODS, type Shelves, VARIANTS } from './shelves.ts';
import type { Stock } from './stock.ts';

export interface Shop {
  readonly shelves: Shelves;
  readonly goods: Goods;
  readonly prices: PriceList;
  readonly stock: Stock;
}

/** What describes fields, and the key that it answers under. */
const descriptions = [
  ['catalog.catalog.getFields', 'catalog'],
  ['catalog.document.element.getFields', 'documentElement'],
  ['catalog.document.getFields', 'document'],
  ['catalog.documentcontractor.getFields', 'documentContractor'],
  ['catalog.extra.getFields', 'extra'],
  ['catalog.measure.getFields', 'measure'],
  ['catalog.price.getFields', 'price'],
  ['catalog.priceType.getFields', 'priceType'],
  ['catalog.priceTypeGroup.getFields', 'priceTypeGroup'],
  ['catalog.priceTypeLang.getFields', 'priceTypeLang'],
  ['catalog.productImage.getFields', 'productImage'],
  ['catalog.productProperty.getFields', 'productProperty'],
  ['catalog.productPropertyEnum.getFields', 'productPropertyEnum'],
  ['catalog.productPropertyFeature.getFields', 'productPropertyFeature'],
  ['catalog.ratio.getFields', 'ratio'],
  ['catalog.roundingRule.getFields', 'roundingRule'],
  ['catalog.section.getFields', 'section'],
  ['catalog.store.getFields', 'store'],
  ['catalog.storeproduct.getFields', 'storeProduct'],
  ['catalog.vat.getFields', 'vat'],
] as const;

/** The fields of one kind of product in one catalog. */
const productFields = [
  ['catalog.product.getFieldsByFilter', 'product', GOODS, 1],
  ['catalog.product.offer.getFieldsByFilter', 'offer', VARIANTS, 4],
  ['catalog.product.service.getFieldsByFilter', 'service', GOODS, 7],
  ['catalog.product.sku.getFieldsByFilter', 'sku', GOODS, 3],
] as const;

/** What reads one row, the key that it answers under, and the row of the story. */
const rows = ({ shelves, prices, stock }: Shop) =>
  [
    ['catalog.catalog.get', 'catalog', VARIANTS],
    ['catalog.measure.get', 'measure', stock.measureId],
    ['catalog.priceType.get', 'priceType', prices.wholesale],
    ['catalog.productProperty.get', 'productProperty', shelves.properties.fabric],
    ['catalog.productPropertyEnum.get', 'productPropertyEnum', shelves.values.summer],
    ['catalog.productPropertyFeature.get', 'productPropertyFeature', shelves.featureId],
    ['catalog.roundingRule.get', 'roundingRule', prices.ruleId],
    ['catalog.section.get', 'section', shelves.sections.shirts],
    ['catalog.store.get', 'store', stock.storeId],
    ['catalog.vat.get', 'vat', stock.vatId],
  ] as const;

/** What lists rows, the key that it answers under, and what finds a row of the story. */
const lists = ({ shelves, goods, prices, stock }: Shop) =>
  [
    ['catalog.catalog.list', 'catalogs', { iblockId: GOODS }],
    ['catalog.document.element.list', 'documentElements', { docId: stock.documentId }],
    ['catalog.document.list', 'documents', { id: stock.documentId }],
    ['catalog.documentcontractor.list', 'documentContractor', { id: stock.contractorId }],
    ['catalog.measure.list', 'measures', { id: stock.measureId }],
    ['catalog.priceType.list', 'priceTypes', { id: prices.wholesale }],
    ['catalog.priceTypeLang.list', 'priceTypeLangs', { catalogGroupId: 1, lang: 'de' }],
    ['catalog.product.list', 'products', { iblockId: GOODS, id: goods.product }],
    ['catalog.product.service.list', 'services', { iblockId: GOODS, id: goods.service }],
    ['catalog.productProperty.list', 'productProperties', { id: shelves.properties.tags }],
    ['catalog.productPropertyFeature.list', 'productPropertyFeatures', { id: shelves.featureId }],
    [
      'catalog.productPropertySection.list',
      'productPropertySections',
      { propertyId: shelves.properties.fabric },
    ],
    ['catalog.roundingRule.list', 'roundingRules', { id: prices.ruleId }],
    ['catalog.section.list', 'sections', { iblockId: GOODS, id: shelves.sections.shirts }],
    ['catalog.store.list', 'stores', { id: stock.storeId }],
    ['catalog.vat.list', 'vats', { id: stock.vatId }],
  ] as const;

/** Whatever describes, reads or lists: each names what the story made. */
export async function takeTour(voice: Voice, shop: Shop): Promise<void> {
  const { batch } = voice;
  const described = await batch(
    Object.fromEntries(descriptions.map(([method]) => [method, [method]])),
  );
  for (const [method, key] of descriptions) {
    const fields = Object.values<{ type: string }>(described[method][key]);
    assert.ok(fields.length > 2 && fields.every((field) => field.type), method);
  }

  const byKind = await batch(
    Object.fromEntries(
      productFields.map(([method, , iblockId, productType]) => [
        method,
        [method, { filter: { iblockId, productType } }],
      ]),
    ),
  );
  for (const [method, key] of productFields) assert.equal(byKind[method][key].name.type, 'string');

  const read = await batch(
    Object.fromEntries(rows(shop).map(([method, , id]) => [method, [method, { id }]])),
  );
  for (const [method, key, id] of rows(shop)) assert.equal(read[method][key].id, id, method);

  const select = ['id', 'iblockId', 'propertyId'];
  const listed = await batch(
    Object.fromEntries(
      lists(shop).map(([method, , filter]) => [method, [method, { select, filter }]]),
    ),
  );
  for (const [method, key] of lists(shop)) {
    assert.ok(listed[method][key].length === 1, `${method} finds ${listed[method][key].length}`);
  }
  await lookAround(voice, shop);
}

/** What has a form of its own, or nothing to show: REST adds neither extras nor ratios. */
async function lookAround({ batch }: Voice, { shelves }: Shop): Promise<void> {
  const seen = await batch({
    isOffers: ['catalog.catalog.isOffers', { id: VARIANTS }],
    roundTypes: ['catalog.enum.getRoundTypes'],
    documentTypes: ['catalog.enum.getStoreDocumentTypes'],
    documentFields: ['catalog.document.fields'],
    lineFields: ['catalog.document.element.fields'],
    setting: ['catalog.productPropertySection.get', { propertyId: shelves.properties.fabric }],
    extras: ['catalog.extra.list'],
    ratios: ['catalog.ratio.list'],
  });
  assert.equal(seen.isOffers, true);
  assert.equal(seen.roundTypes.enum.length, 3);
  assert.equal(seen.documentTypes.enum.length, 5);
  assert.ok(seen.documentFields[0].docType);
  assert.ok(seen.lineFields[0].docId);
  assert.equal(seen.setting.productPropertySection.filterHint, 'What it is made of');
  assert.deepEqual([seen.extras, seen.ratios], [{ extras: [] }, { ratios: [] }]);
}
