import type { Any } from '../client.ts';
import type { Ids } from './writes.ts';

type Call = (method: string, params: object) => Promise<Any>;

const usd = { price: 5, currency: 'USD' };

/** One row of everything that a user may be kept from changing. */
export async function buildWorld(call: Call, content: string): Promise<Ids> {
  const add = async (entity: string, fields: object, more: object = {}): Promise<number> => {
    const result = await call(`${entity}.add`, { fields, ...more });
    return typeof result === 'number' ? result : (Object.values(result)[0] as Any).id;
  };
  const goods = { iblockId: 14, name: 'Given' };
  const product = await add('catalog.product', {
    ...goods,
    purchasingPrice: 7.5,
    purchasingCurrency: 'USD',
  });
  const sku = await add('catalog.product.sku', goods);
  const property = await add('catalog.productProperty', { ...goods, propertyType: 'L' });
  const priceType = await add('catalog.priceType', { name: 'Given' });
  const { priceTypeGroups } = await call('catalog.priceTypeGroup.list', {
    filter: { catalogGroupId: priceType, groupId: 1, access: 'N' },
  });
  const draft = { currency: 'USD', responsibleId: 1 };
  const document = await add('catalog.document', { ...draft, docType: 'A' });
  const contact = await add('crm.contact', { NAME: 'Given' });
  return {
    product,
    sku,
    offer: await add('catalog.product.offer', { ...goods, iblockId: 15, parentId: sku }),
    service: await add('catalog.product.service', goods),
    image: await add(
      'catalog.productImage',
      { productId: product },
      { fileContent: ['a.png', content] },
    ),
    section: await add('catalog.section', goods),
    property,
    value: await add('catalog.productPropertyEnum', {
      propertyId: property,
      value: 'A',
      xmlId: 'a',
    }),
    feature: await add('catalog.productPropertyFeature', {
      propertyId: property,
      moduleId: 'iblock',
      featureId: 'LIST_PAGE_SHOW',
      isEnabled: 'N',
    }),
    measure: await add('catalog.measure', { code: 900, measureTitle: 'Given' }),
    vat: await add('catalog.vat', { name: 'Given', rate: 3 }),
    price: await add('catalog.price', { productId: product, catalogGroupId: 1, ...usd }),
    rule: await add('catalog.roundingRule', {
      catalogGroupId: 1,
      price: 1,
      roundType: 1,
      roundPrecision: 1,
    }),
    priceType,
    group: priceTypeGroups[0].id,
    translation: await add('catalog.priceTypeLang', {
      catalogGroupId: priceType,
      lang: 'en',
      name: 'Given',
    }),
    store: await add('catalog.store', { address: 'Given' }),
    document,
    draft: await add('catalog.document', { ...draft, docType: 'S' }),
    line: await add('catalog.document.element', {
      docId: document,
      elementId: product,
      storeTo: 1,
      amount: 1,
    }),
    contractor: await add('catalog.documentcontractor', {
      documentId: document,
      entityTypeId: 3,
      entityId: contact,
    }),
    otherContact: await add('crm.contact', { NAME: 'Other' }),
  };
}
