/** Rows that the administrator made, by the names of their entities. */
export type Ids = Readonly<Record<string, number>>;

export type Write = readonly [method: string, params: object];

const usd = (price: number) => ({ price, currency: 'USD' });
const rule = { price: 10, roundType: 1, roundPrecision: 1 };

/** What readers may not do to measures, rates, prices and their types, and rounding. */
const accounts = (ids: Ids): Write[] => {
  const catalogGroupId = ids.priceType;
  const german = { catalogGroupId, lang: 'de', name: 'Handel' };
  return [
    ['catalog.measure.add', { fields: { code: 715, measureTitle: 'Pair' } }],
    ['catalog.measure.update', { id: ids.measure, fields: { measureTitle: 'Pairs' } }],
    ['catalog.measure.delete', { id: ids.measure }],
    ['catalog.vat.add', { fields: { name: 'New', rate: 1 } }],
    ['catalog.vat.update', { id: ids.vat, fields: { name: 'Newer', rate: 2 } }],
    ['catalog.vat.delete', { id: ids.vat }],
    ['catalog.price.add', { fields: { productId: ids.service, catalogGroupId: 1, ...usd(1) } }],
    ['catalog.price.update', { id: ids.price, fields: usd(2) }],
    [
      'catalog.price.modify',
      { fields: { product: { id: ids.product, prices: [{ id: ids.price, ...usd(3) }] } } },
    ],
    ['catalog.price.delete', { id: ids.price }],
    ['catalog.roundingRule.add', { fields: { ...rule, catalogGroupId: 1 } }],
    ['catalog.roundingRule.update', { id: ids.rule, fields: { ...rule, catalogGroupId: 1 } }],
    ['catalog.roundingRule.delete', { id: ids.rule }],
    ['catalog.priceTypeLang.add', { fields: german }],
    ['catalog.priceTypeLang.update', { id: ids.translation, fields: { ...german, lang: 'en' } }],
    ['catalog.priceTypeLang.delete', { id: ids.translation }],
    ['catalog.priceTypeGroup.delete', { id: ids.group }],
    ['catalog.priceTypeGroup.add', { fields: { catalogGroupId, groupId: 1, access: 'N' } }],
    ['catalog.priceType.add', { fields: { name: 'Another' } }],
    ['catalog.priceType.update', { id: ids.priceType, fields: { name: 'Renamed' } }],
    ['catalog.priceType.delete', { id: ids.priceType }],
  ];
};

/** Nor to sections, goods, pictures and the properties of goods. */
const goods = (ids: Ids, content: string): Write[] => {
  const named = { iblockId: 14, name: 'New' };
  const propertyId = ids.property;
  const feature = { propertyId, moduleId: 'iblock', featureId: 'DETAIL_PAGE_SHOW', isEnabled: 'Y' };
  return [
    ['catalog.section.add', { fields: named }],
    ['catalog.section.update', { id: ids.section, fields: named }],
    ['catalog.section.delete', { id: ids.section }],
    ['catalog.productProperty.add', { fields: { ...named, propertyType: 'S' } }],
    ['catalog.productPropertyEnum.add', { fields: { propertyId, value: 'B', xmlId: 'b' } }],
    [
      'catalog.productPropertyEnum.update',
      { id: ids.value, fields: { propertyId, value: 'C', xmlId: 'c' } },
    ],
    ['catalog.productPropertyFeature.add', { fields: feature }],
    [
      'catalog.productPropertyFeature.update',
      { id: ids.feature, fields: { ...feature, featureId: 'LIST_PAGE_SHOW' } },
    ],
    [
      'catalog.productImage.add',
      { fields: { productId: ids.product }, fileContent: ['new.png', content] },
    ],
    ['catalog.productImage.delete', { productId: ids.product, id: ids.image }],
    ['catalog.product.add', { fields: named }],
    ['catalog.product.update', { id: ids.product, fields: { sort: 1 } }],
    ['catalog.product.offer.add', { fields: { ...named, iblockId: 15, parentId: ids.sku } }],
    ['catalog.product.offer.update', { id: ids.offer, fields: { sort: 1 } }],
    ['catalog.product.offer.delete', { id: ids.offer }],
    ['catalog.product.sku.add', { fields: named }],
    ['catalog.product.sku.update', { id: ids.sku, fields: { sort: 1 } }],
    ['catalog.product.sku.delete', { id: ids.sku }],
    ['catalog.product.service.add', { fields: named }],
    ['catalog.product.service.update', { id: ids.service, fields: { sort: 1 } }],
    ['catalog.product.service.delete', { id: ids.service }],
  ];
};

/** Nor to stores and inventory documents; last of all goes the product that those were about. */
const stock = (ids: Ids): Write[] => {
  const id = ids.document;
  const draft = { docType: 'S', currency: 'USD', responsibleId: 1 };
  const line = { docId: id, elementId: ids.product, storeTo: 1, amount: 1 };
  const contact = { documentId: id, entityTypeId: 3, entityId: ids.otherContact };
  return [
    ['catalog.store.add', { fields: { address: 'New' } }],
    ['catalog.store.update', { id: ids.store, fields: { title: 'Newer' } }],
    ['catalog.store.delete', { id: ids.store }],
    ['catalog.document.add', { fields: draft }],
    ['catalog.document.update', { id, fields: { title: 'Renamed' } }],
    ['catalog.userfield.document.update', { documentId: id, fields: { documentType: 'A' } }],
    ['catalog.document.element.add', { fields: line }],
    ['catalog.document.element.update', { id: ids.line, fields: { amount: 2 } }],
    ['catalog.documentcontractor.add', { fields: contact }],
    ['catalog.documentcontractor.delete', { id: ids.contractor }],
    ['catalog.document.conduct', { id }],
    ['catalog.document.cancel', { id }],
    ['catalog.document.confirm', { id }],
    ['catalog.document.unconfirm', { id }],
    ['catalog.document.conductList', { documentIds: [id] }],
    ['catalog.document.cancelList', { documentIds: [id] }],
    ['catalog.document.element.delete', { id: ids.line }],
    ['catalog.document.deleteList', { documentIds: [ids.draft] }],
    ['catalog.document.delete', { id }],
    ['catalog.product.delete', { id: ids.product }],
  ];
};

/** Every write that takes a right which readers have not, in an order in which all of them work. */
export const writesOn = (ids: Ids, content: string): readonly Write[] => [
  ...accounts(ids),
  ...goods(ids, content),
  ...stock(ids),
];
