import { PNG } from '../images/fixtures.ts';
import { OFFERS, PRODUCTS, testPortal } from '../portal.ts';
import { addProduct } from '../spec/_given.ts';
import { addContractor, addDocument, addStore, done, switchInventory } from '../spec/_stock.ts';

type Portal = Awaited<ReturnType<typeof testPortal>>;

const picture = { fileData: ['a.png', PNG] };
const added = (iblockId: number, fields: object = {}) => ({
  fields: { iblockId, name: 'Added', detailPicture: picture, ...fields },
});
const list = (iblockId: number) => ({ select: ['*', 'id', 'iblockId'], filter: { iblockId } });

/** The portal holds one product of each face, ids 1 to 4 in this order; 1 is the parent of 3. */
const ids = { product: 1, sku: 2, offer: 3, service: 4 } as const;
const face = (id: number, iblockId: number) => ({
  getFieldsByFilter: { filter: { iblockId } },
  add: added(iblockId),
  delete: { id },
  get: { id },
  list: list(iblockId),
  update: { id, fields: { previewPicture: picture } },
});
const rule = { catalogGroupId: 1, price: 1, roundType: 1, roundPrecision: 1 };
const section = { iblockId: PRODUCTS, name: 'Toys' };
const property = { iblockId: PRODUCTS, name: 'Size', propertyType: 'S' };
/** Property 4 is a list with value 1, 5 a directory with feature 1. */
const enumRow = { propertyId: 4, value: 'Large', xmlId: 'L' };
const feature = {
  propertyId: 5,
  moduleId: 'iblock',
  featureId: 'LIST_PAGE_SHOW',
  isEnabled: 'Y',
};
/** A conducted document, one that is not, whose line is 2, and an arrival with a contractor. */
const stock = { conducted: 1, document: 2, line: 2, arrival: 3, emptyStore: 2 } as const;
const photo = { productId: ids.product, id: 1 };

const price = { catalogGroupId: 1, price: 5, currency: 'USD' };
const changed = { name: 'Other' };
/** Price 1 is that of the service; price type 2 was added, and group 2 may only see it. */
const LAST_GROUP_ROW = 8;
const priceCalls = {
  'catalog.price': {
    add: { fields: { ...price, productId: ids.product } },
    delete: { id: 1 },
    get: { id: 1 },
    getFields: {},
    list: {},
    modify: { fields: { product: { id: ids.service, prices: [{ ...price, id: 1 }] } } },
    update: { id: 1, fields: price },
  },
  'catalog.priceType': {
    add: { fields: changed },
    delete: { id: 2 },
    get: { id: 1 },
    getFields: {},
    list: {},
    update: { id: 1, fields: changed },
  },
  'catalog.priceTypeGroup': {
    add: { fields: { catalogGroupId: 2, groupId: 2, access: 'Y' } },
    delete: { id: 1 },
    getFields: {},
    list: {},
  },
  'catalog.priceTypeLang': {
    add: { fields: { catalogGroupId: 2, lang: 'en', name: 'Other' } },
    delete: { id: 1 },
    get: { id: 1 },
    getFields: {},
    getLanguages: {},
    list: {},
    update: { id: 1, fields: changed },
  },
};

/** One call of every method that answers JSON. A new method gets a line here. */
export const calls: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  'catalog.catalog': {
    add: { fields: { iblockId: 31 } },
    delete: { id: 30 },
    get: { id: OFFERS },
    getFields: {},
    isOffers: { id: OFFERS },
    list: {},
    update: { id: OFFERS, fields: { iblockId: OFFERS, vatId: 2 } },
  },
  'catalog.enum': {
    getProductPropertyTypes: {},
    getProductTypes: {},
    getRoundTypes: {},
    getStoreDocumentTypes: {},
  },
  'catalog.extra': { get: { id: 1 }, getFields: {}, list: {} },
  'catalog.measure': {
    add: { fields: { code: 715, measureTitle: 'Pair' } },
    delete: { id: 1 },
    get: { id: 1 },
    getFields: {},
    list: {},
    update: { id: 1, fields: { symbol: 'x' } },
  },
  ...priceCalls,
  'catalog.document': {
    add: { fields: { docType: 'A', currency: 'USD', responsibleId: 1 } },
    cancel: { id: stock.conducted },
    cancelList: { documentIds: [stock.conducted] },
    conduct: { id: stock.document },
    conductList: { documentIds: [stock.document] },
    confirm: { id: stock.document },
    delete: { id: stock.document },
    deleteList: { documentIds: [stock.document] },
    fields: {},
    getFields: {},
    list: {},
    unconfirm: { id: stock.conducted },
    update: { id: stock.document, fields: { title: 'Changed' } },
  },
  'catalog.document.element': {
    add: { fields: { docId: stock.document, elementId: ids.product } },
    delete: { id: stock.line },
    fields: {},
    getFields: {},
    list: {},
    update: { id: stock.line, fields: { amount: 1 } },
  },
  'catalog.document.mode': { status: {}, statusDetails: {} },
  'catalog.documentcontractor': {
    add: { fields: { documentId: stock.arrival, entityTypeId: 4, entityId: 1 } },
    delete: { id: 1 },
    getFields: {},
    list: {},
  },
  'catalog.product': face(ids.product, PRODUCTS),
  'catalog.product.offer': face(ids.offer, OFFERS),
  'catalog.product.service': face(ids.service, PRODUCTS),
  'catalog.product.sku': face(ids.sku, PRODUCTS),
  'catalog.productImage': {
    add: { fields: { productId: ids.product }, fileContent: ['a.png', PNG] },
    delete: photo,
    get: photo,
    getFields: {},
    list: { productId: ids.product },
  },
  'catalog.productProperty': {
    add: { fields: { ...property, userTypeSettings: { b: 1, a: { d: 1, c: 2 } } } },
    delete: { id: 4 },
    get: { id: 5 },
    getFields: {},
    list: {},
    update: { id: 5, fields: { iblockId: PRODUCTS, name: 'Renamed' } },
  },
  'catalog.productPropertyEnum': {
    add: { fields: { ...enumRow, xmlId: 'XL' } },
    delete: { id: 1 },
    get: { id: 1 },
    getFields: {},
    list: {},
    update: { id: 1, fields: enumRow },
  },
  'catalog.productPropertyFeature': {
    add: { fields: { ...feature, featureId: 'DETAIL_PAGE_SHOW' } },
    get: { id: 1 },
    getAvailableFeaturesByProperty: { propertyId: 5 },
    getFields: {},
    list: {},
    update: { id: 1, fields: feature },
  },
  'catalog.productPropertySection': {
    get: { propertyId: 5 },
    getFields: {},
    list: {},
    set: { propertyId: 5, fields: { smartFilter: 'Y' } },
  },
  'catalog.ratio': { get: { id: 1 }, getFields: {}, list: {} },
  'catalog.roundingRule': {
    add: { fields: rule },
    delete: { id: 1 },
    get: { id: 1 },
    getFields: {},
    list: {},
    update: { id: 1, fields: rule },
  },
  'catalog.section': {
    add: { fields: section },
    delete: { id: 13 },
    get: { id: 13 },
    getFields: {},
    list: { filter: { iblockId: PRODUCTS } },
    update: { id: 13, fields: section },
  },
  'catalog.store': {
    add: { fields: { address: 'Added', imageId: picture } },
    delete: { id: stock.emptyStore },
    get: { id: 1 },
    getFields: {},
    list: {},
    update: { id: 1, fields: { imageId: picture } },
  },
  'catalog.storeproduct': { get: { id: 1 }, getFields: {}, list: {} },
  'catalog.userfield.document': {
    list: { select: ['documentType', '*'], filter: { documentType: 'A' } },
    update: { documentId: stock.arrival, fields: { documentType: 'A' } },
  },
  'catalog.vat': {
    add: { fields: { name: 'Tax', rate: 13 } },
    delete: { id: 1 },
    get: { id: 1 },
    getFields: {},
    list: {},
    update: { id: 1, fields: { name: 'Tax', rate: 13 } },
  },
};

/** A portal that holds what the calls name. */
export async function given(profile: 'documented' | 'live'): Promise<Portal> {
  const portal = await testPortal({ profile });
  const call = portal.as(1);
  const list = { ...property, propertyType: 'L', multiple: 'Y' };
  await call('catalog.productProperty.add', { fields: list });
  await call('catalog.productProperty.add', { fields: { ...property, userType: 'directory' } });
  await call('catalog.productPropertyEnum.add', { fields: enumRow });
  await call('catalog.productPropertyFeature.add', { fields: feature });
  await call('catalog.product.add', added(PRODUCTS, { property4: [1], property5: 'red' }));
  await call('catalog.product.sku.add', added(PRODUCTS));
  await call('catalog.product.offer.add', added(OFFERS, { parentId: ids.product }));
  await call('catalog.product.service.add', added(PRODUCTS));
  await call('catalog.catalog.add', { fields: { iblockId: 30 } });
  await call('catalog.roundingRule.add', { fields: rule });
  await portal.store.write(async ({ query }) => {
    await query.insertInto('ratio').values({ productId: 1, ratio: 1 }).execute();
    await query.insertInto('extra').values({ name: 'Retail', percentage: 5 }).execute();
  });
  await call('catalog.price.add', { fields: { ...price, productId: ids.service } });
  await call('catalog.priceType.add', { fields: changed });
  await call('catalog.priceTypeGroup.delete', { id: LAST_GROUP_ROW });
  await addStock(portal);
  return portal;
}

async function addStock(portal: Portal): Promise<void> {
  const { id } = await addProduct(portal);
  await addStore(portal);
  await switchInventory(portal, true);
  const lines = [{ elementId: id, storeTo: 1, amount: 1 }];
  await addContractor(portal, 'crmCompany');
  const conducted = await addDocument(portal, 'S', lines);
  await done(portal, 'catalog.document.conduct', { id: conducted });
  await addDocument(portal, 'S', lines);
  await addDocument(portal, 'A', []);
}
