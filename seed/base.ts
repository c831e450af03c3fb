import type { Db } from '../src/core/store.ts';
import '../schemas/catalog.ts';
import '../schemas/measure.ts';
import '../schemas/priceType.ts';
import '../schemas/priceTypeGroup.ts';
import '../schemas/priceTypeLang.ts';
import '../schemas/productProperty.ts';
import '../schemas/productPropertySection.ts';
import '../schemas/reference.ts';
import '../schemas/section.ts';
import '../schemas/store.ts';
import '../schemas/vat.ts';

/** Information blocks of a fresh portal: the product catalog and the catalog of its variations. */
export const PRODUCTS = 14;
export const OFFERS = 15;

/**
 * What every portal has before its first product (spec/catalog.md section 6): catalogs, sections,
 * link and photo properties, price type, measures, VAT rates, currencies, store. `now` in seconds.
 */
export async function seedBase({ query }: Db, now: number): Promise<void> {
  const noCatalog = { iblockTypeId: 0, lid: 's1', subscription: 'N' } as const;
  const link = 3;
  await query
    .insertInto('catalog')
    .values([
      {
        ...noCatalog,
        id: PRODUCTS,
        iblockId: PRODUCTS,
        name: 'CRM product catalog',
        productIblockId: null,
        skuPropertyId: null,
        vatId: null,
      },
      {
        ...noCatalog,
        id: OFFERS,
        iblockId: OFFERS,
        name: 'CRM product catalog (offers)',
        productIblockId: PRODUCTS,
        skuPropertyId: link,
        vatId: 1,
      },
    ])
    .execute();

  const section = {
    iblockId: PRODUCTS,
    iblockSectionId: null,
    xmlId: null,
    active: 'Y',
    sort: 500,
  } as const;
  await query
    .insertInto('section')
    .values([
      { ...section, id: 13, name: 'Products', code: 'products' },
      { ...section, id: 14, name: 'Services', code: 'services' },
    ])
    .execute();

  const property = {
    active: 'Y',
    sort: 500,
    colCount: 30,
    filtrable: 'N',
    isRequired: 'N',
    listType: 'L',
    rowCount: 1,
    searchable: 'N',
    timestampX: now,
  } as const;
  const photo = {
    ...property,
    name: 'Pictures',
    code: 'MORE_PHOTO',
    propertyType: 'F',
    userType: null,
    multiple: 'Y',
  } as const;
  await query
    .insertInto('productProperty')
    .values([
      { ...photo, id: 1, iblockId: PRODUCTS },
      { ...photo, id: 2, iblockId: OFFERS },
      {
        ...property,
        id: link,
        iblockId: OFFERS,
        name: 'Catalog element',
        code: 'CML2_LINK',
        sort: 5,
        propertyType: 'E',
        userType: 'SKU',
        multiple: 'N',
      },
    ])
    .execute();

  const shown = { smartFilter: 'N', displayType: 'F', displayExpanded: 'N', filterHint: null };
  await query
    .insertInto('productPropertySection')
    .values([1, 2, link].map((propertyId) => ({ ...shown, propertyId })))
    .execute();

  await query
    .insertInto('priceType')
    .values({
      id: 1,
      name: 'BASE',
      base: 'Y',
      sort: 100,
      xmlId: 'BASE',
      createdBy: 1,
      modifiedBy: 1,
      dateCreate: now,
      timestampX: now,
    })
    .execute();
  await query
    .insertInto('priceTypeGroup')
    .values(
      [1, 2].flatMap((groupId) => [
        { catalogGroupId: 1, groupId, access: 'N' },
        { catalogGroupId: 1, groupId, access: 'Y' },
      ]),
    )
    .execute();
  await query
    .insertInto('priceTypeLang')
    .values([
      { catalogGroupId: 1, lang: 'en', name: 'Retail price' },
      { catalogGroupId: 1, lang: 'de', name: 'Verkaufspreis' },
      { catalogGroupId: 1, lang: 'ru', name: 'Розничная цена' },
    ])
    .execute();

  const measure = { isDefault: 'N' } as const;
  await query
    .insertInto('measure')
    .values([
      {
        ...measure,
        id: 1,
        code: 6,
        measureTitle: 'Meter',
        symbol: 'm',
        symbolIntl: 'm',
        symbolLetterIntl: 'MTR',
      },
      {
        ...measure,
        id: 2,
        code: 112,
        measureTitle: 'Liter',
        symbol: 'l',
        symbolIntl: 'l',
        symbolLetterIntl: 'LTR',
      },
      {
        ...measure,
        id: 3,
        code: 163,
        measureTitle: 'Gram',
        symbol: 'g',
        symbolIntl: 'g',
        symbolLetterIntl: 'GRM',
      },
      {
        ...measure,
        id: 4,
        code: 166,
        measureTitle: 'Kilogram',
        symbol: 'kg',
        symbolIntl: 'kg',
        symbolLetterIntl: 'KGM',
      },
      {
        id: 5,
        code: 796,
        measureTitle: 'Piece',
        symbol: 'pcs.',
        symbolIntl: 'pc. 1',
        symbolLetterIntl: 'PCE. NMB',
        isDefault: 'Y',
      },
    ])
    .execute();

  const vat = { active: 'Y', timestampX: now } as const;
  await query
    .insertInto('vat')
    .values([
      { ...vat, id: 1, name: 'no VAT', rate: 0, sort: 100 },
      { ...vat, id: 2, name: 'VAT 0%', rate: 0, sort: 200 },
      { ...vat, id: 3, name: 'VAT 20%', rate: 20, sort: 300 },
    ])
    .execute();

  const money = { decPoint: '.', thousandsVariant: 'C', decimals: 2, sort: 100, dateUpdate: now };
  await query
    .insertInto('currency')
    .values([
      { ...money, currency: 'USD', rate: 1, base: 'Y', fullName: 'US Dollar', formatString: '$#' },
      { ...money, currency: 'EUR', rate: 1.1, base: 'N', fullName: 'Euro', formatString: '# €' },
      { ...money, currency: 'RUB', rate: 0.011, base: 'N', fullName: 'Ruble', formatString: '# ₽' },
    ])
    .execute();

  await query
    .insertInto('store')
    .values({
      id: 1,
      title: 'Main warehouse',
      address: '1 Harbour Street',
      active: 'Y',
      issuingCenter: 'N',
      sort: 100,
      userId: 1,
      modifiedBy: 1,
      dateCreate: now,
      dateModify: now,
    } as const)
    .execute();
}
