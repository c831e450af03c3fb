import { propertyDefaults, shownAtFirst } from '../catalog/properties/propertyDefaults.ts';
import type { Db } from '../src/core/store.ts';
import '../schemas/catalog.ts';
import '../schemas/measure.ts';
import '../schemas/productProperty.ts';
import '../schemas/productPropertySection.ts';
import '../schemas/reference.ts';
import '../schemas/section.ts';
import '../schemas/store.ts';
import '../schemas/vat.ts';
import type { Language, Text } from './language.ts';
import { insertPriceTypes } from './priceTypes.ts';

/** Information blocks of a fresh portal: the product catalog and the catalog of its variations. */
export const PRODUCTS = 14;
export const OFFERS = 15;

/** Section ids of the product catalog: goods and services. */
export const GOODS = 13;
export const SERVICES = 14;

const texts = {
  catalog: { en: 'CRM product catalog', ru: 'Товарный каталог CRM' },
  offers: {
    en: 'CRM product catalog (offers)',
    ru: 'Товарный каталог CRM (предложения)',
  },
  goods: { en: 'Products', ru: 'Товары' },
  services: { en: 'Services', ru: 'Услуги' },
  photos: { en: 'Pictures', ru: 'Картинки' },
  link: { en: 'Catalog element', ru: 'Элемент каталога' },
  noVat: { en: 'no VAT', ru: 'Без НДС' },
  vat0: { en: 'VAT 0%', ru: 'НДС 0%' },
  vat20: { en: 'VAT 20%', ru: 'НДС 20%' },
  store: { en: 'Main warehouse', ru: 'Основной склад' },
  address: { en: '1 Harbour Street', ru: 'Портовая улица, 1' },
} as const satisfies Record<string, Text>;

/** Symbols and letters of the two last columns are international. */
const measures: readonly [code: number, title: Text, symbol: Text, intl: string, letter: string][] =
  [
    [6, { en: 'Meter', ru: 'Метр' }, { en: 'm', ru: 'м' }, 'm', 'MTR'],
    [112, { en: 'Liter', ru: 'Литр' }, { en: 'l', ru: 'л' }, 'l', 'LTR'],
    [163, { en: 'Gram', ru: 'Грамм' }, { en: 'g', ru: 'г' }, 'g', 'GRM'],
    [166, { en: 'Kilogram', ru: 'Килограмм' }, { en: 'kg', ru: 'кг' }, 'kg', 'KGM'],
    [796, { en: 'Piece', ru: 'Штука' }, { en: 'pcs.', ru: 'шт' }, 'pc. 1', 'PCE. NMB'],
  ];
const DEFAULT_MEASURE = 796;

/** Their names are sent as those of language `en`, which is the only one that they have. */
const currencies: readonly [currency: string, rate: number, name: string, format: string][] = [
  ['USD', 1, 'US Dollar', '$#'],
  ['EUR', 1.1, 'Euro', '# €'],
  ['RUB', 0.011, 'Ruble', '# ₽'],
];

/**
 * What every portal has before its first product (spec/catalog.md section 6): catalogs, sections,
 * link and photo properties, price type, measures, VAT rates, currencies, store. `now` in seconds.
 */
export async function seedBase(db: Db, now: number, language: Language = 'en'): Promise<void> {
  await seedCatalogs(db, now, language);
  await insertPriceTypes(db, now, [
    {
      id: 1,
      name: 'BASE',
      xmlId: 'BASE',
      base: 'Y',
      sort: 100,
      shown: { en: 'Retail price', de: 'Verkaufspreis', ru: 'Розничная цена' },
    },
  ]);
  await seedUnits(db, now, language);
  await db.query
    .insertInto('store')
    .values({
      id: 1,
      title: texts.store[language],
      address: texts.address[language],
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

async function seedCatalogs({ query }: Db, now: number, language: Language): Promise<void> {
  const catalog = { iblockTypeId: 0, lid: 's1', subscription: 'N' } as const;
  const link = 3;
  await query
    .insertInto('catalog')
    .values([
      {
        ...catalog,
        id: PRODUCTS,
        iblockId: PRODUCTS,
        name: texts.catalog[language],
        productIblockId: null,
        skuPropertyId: null,
        vatId: null,
      },
      {
        ...catalog,
        id: OFFERS,
        iblockId: OFFERS,
        name: texts.offers[language],
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
      { ...section, id: GOODS, name: texts.goods[language], code: 'products' },
      { ...section, id: SERVICES, name: texts.services[language], code: 'services' },
    ])
    .execute();

  const property = { ...propertyDefaults, userType: null, timestampX: now } as const;
  const photo = {
    ...property,
    name: texts.photos[language],
    code: 'MORE_PHOTO',
    propertyType: 'F',
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
        name: texts.link[language],
        code: 'CML2_LINK',
        sort: 5,
        propertyType: 'E',
        userType: 'SKU',
      },
    ])
    .execute();
  await query
    .insertInto('productPropertySection')
    .values([1, 2, link].map((propertyId) => ({ ...shownAtFirst, propertyId })))
    .execute();
}

/** What products are measured, taxed and paid in. */
async function seedUnits({ query }: Db, now: number, language: Language): Promise<void> {
  await query
    .insertInto('measure')
    .values(
      measures.map(([code, title, symbol, symbolIntl, symbolLetterIntl], index) => ({
        id: index + 1,
        code,
        measureTitle: title[language],
        symbol: symbol[language],
        symbolIntl,
        symbolLetterIntl,
        isDefault: code === DEFAULT_MEASURE ? 'Y' : 'N',
      })),
    )
    .execute();

  const vat = { active: 'Y', timestampX: now } as const;
  await query
    .insertInto('vat')
    .values([
      { ...vat, id: 1, name: texts.noVat[language], rate: 0, sort: 100 },
      { ...vat, id: 2, name: texts.vat0[language], rate: 0, sort: 200 },
      { ...vat, id: 3, name: texts.vat20[language], rate: 20, sort: 300 },
    ])
    .execute();

  const money = { decPoint: '.', thousandsVariant: 'C', decimals: 2, sort: 100, dateUpdate: now };
  await query
    .insertInto('currency')
    .values(
      currencies.map(([currency, rate, fullName, formatString]) => ({
        ...money,
        currency,
        rate,
        base: rate === 1 ? ('Y' as const) : ('N' as const),
        fullName,
        formatString,
      })),
    )
    .execute();
}
