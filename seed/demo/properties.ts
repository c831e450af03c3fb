import { propertyDefaults, shownAtFirst } from '../../catalog/properties/propertyDefaults.ts';
import '../../schemas/productPropertyEnum.ts';
import '../../schemas/productPropertyFeature.ts';
import type { Db } from '../../src/core/store.ts';
import { OFFERS, PRODUCTS } from '../base.ts';
import type { Language, Text } from '../language.ts';

/** What properties hold, as information blocks name it. */
const kinds = {
  string: { propertyType: 'S' },
  number: { propertyType: 'N' },
  list: { propertyType: 'L' },
  /** A list of one value (spec/catalog.md section 5.3). */
  yesNo: { propertyType: 'L', listType: 'C' },
  date: { propertyType: 'S', userType: 'Date' },
  html: { propertyType: 'S', userType: 'HTML' },
  file: { propertyType: 'F' },
  product: { propertyType: 'E', linkIblockId: PRODUCTS },
} as const;

type Feature = 'LIST_PAGE_SHOW' | 'DETAIL_PAGE_SHOW' | 'IN_BASKET' | 'OFFER_TREE';

/** A property of the demo shop. */
export interface DemoProperty {
  readonly id: number;
  readonly iblockId: number;
  readonly kind: keyof typeof kinds;
  readonly name: Text;
  readonly hint?: Text;
  readonly multiple?: 'Y';
  readonly searchable?: 'Y';
  readonly fileType?: string;
  /** How it is shown in the smart filter; without it it is not. */
  readonly filter?: 'A' | 'F' | 'K' | 'P';
  readonly features?: readonly Feature[];
  /** Of a list: external ids and texts. */
  readonly values?: Readonly<Record<string, Text>>;
}

const materials = {
  oak: { en: 'Oak', ru: 'Дуб' },
  beech: { en: 'Beech', ru: 'Бук' },
  birch: { en: 'Birch', ru: 'Берёза' },
  steel: { en: 'Steel', ru: 'Сталь' },
  wool: { en: 'Wool', ru: 'Шерсть' },
  linen: { en: 'Linen', ru: 'Лён' },
} as const satisfies Record<string, Text>;

const colours = {
  blue: { en: 'Blue', ru: 'Синий' },
  moss: { en: 'Moss green', ru: 'Болотный' },
  sand: { en: 'Sand', ru: 'Песочный' },
  plum: { en: 'Plum', ru: 'Сливовый' },
  rust: { en: 'Rust', ru: 'Терракотовый' },
} as const satisfies Record<string, Text>;

const sizes = {
  '140x200': { en: '140 × 200 cm', ru: '140 × 200 см' },
  '160x200': { en: '160 × 200 cm', ru: '160 × 200 см' },
  '170x240': { en: '170 × 240 cm', ru: '170 × 240 см' },
  '200x300': { en: '200 × 300 cm', ru: '200 × 300 см' },
} as const satisfies Record<string, Text>;

/** By their codes; the first three ids are taken by the base seed. */
export const properties = {
  ARTICLE: {
    id: 4,
    iblockId: PRODUCTS,
    kind: 'string',
    name: { en: 'Article number', ru: 'Артикул' },
    searchable: 'Y',
    features: ['LIST_PAGE_SHOW', 'DETAIL_PAGE_SHOW'],
  },
  MATERIAL: {
    id: 5,
    iblockId: PRODUCTS,
    kind: 'list',
    name: { en: 'Material', ru: 'Материал' },
    multiple: 'Y',
    filter: 'F',
    features: ['DETAIL_PAGE_SHOW', 'IN_BASKET'],
    values: materials,
  },
  SEATS: {
    id: 6,
    iblockId: PRODUCTS,
    kind: 'number',
    name: { en: 'Seats', ru: 'Количество мест' },
    filter: 'A',
    features: ['DETAIL_PAGE_SHOW'],
  },
  ASSEMBLY: {
    id: 7,
    iblockId: PRODUCTS,
    kind: 'yesNo',
    name: { en: 'Needs assembly', ru: 'Требует сборки' },
    filter: 'F',
    values: { Y: { en: 'Y', ru: 'Y' } },
  },
  SINCE: {
    id: 8,
    iblockId: PRODUCTS,
    kind: 'date',
    name: { en: 'In the shop since', ru: 'В продаже с' },
  },
  CARE: {
    id: 9,
    iblockId: PRODUCTS,
    kind: 'html',
    name: { en: 'Care', ru: 'Уход' },
    features: ['DETAIL_PAGE_SHOW'],
  },
  FEATURES: {
    id: 10,
    iblockId: PRODUCTS,
    kind: 'string',
    name: { en: 'Good to know', ru: 'Особенности' },
    multiple: 'Y',
    features: ['DETAIL_PAGE_SHOW'],
  },
  RELATED: {
    id: 11,
    iblockId: PRODUCTS,
    kind: 'product',
    name: { en: 'Goes with', ru: 'Сочетается с' },
    hint: { en: 'Of a set: what it consists of', ru: 'У комплекта: что в него входит' },
    multiple: 'Y',
  },
  MANUAL: {
    id: 12,
    iblockId: PRODUCTS,
    kind: 'file',
    name: { en: 'Assembly instructions', ru: 'Инструкция по сборке' },
    fileType: 'pdf,txt',
    features: ['DETAIL_PAGE_SHOW'],
  },
  COLOR: {
    id: 13,
    iblockId: OFFERS,
    kind: 'list',
    name: { en: 'Colour', ru: 'Цвет' },
    filter: 'K',
    features: ['OFFER_TREE', 'IN_BASKET'],
    values: colours,
  },
  SIZE: {
    id: 14,
    iblockId: OFFERS,
    kind: 'list',
    name: { en: 'Size', ru: 'Размер' },
    filter: 'P',
    features: ['OFFER_TREE', 'IN_BASKET'],
    values: sizes,
  },
} as const satisfies Record<string, DemoProperty>;

/** What a product has of them. */
export interface ProductValues {
  readonly ARTICLE?: string;
  readonly MATERIAL?: readonly (keyof typeof materials)[];
  readonly SEATS?: number;
  readonly ASSEMBLY?: 'Y';
  /** A day, `2024-03-14`. */
  readonly SINCE?: string;
  readonly CARE?: Text;
  readonly FEATURES?: readonly Text[];
  readonly RELATED?: readonly number[];
  readonly MANUAL?: DemoFile;
  readonly COLOR?: keyof typeof colours;
  readonly SIZE?: keyof typeof sizes;
}

/** A text file. */
export interface DemoFile {
  readonly name: string;
  readonly text: Text;
}

const defined: readonly [string, DemoProperty][] = Object.entries(properties);

/** Ids of list values by property and external id, `5 oak`, from 1 on. */
export const enumIds: ReadonlyMap<string, number> = new Map(
  defined
    .flatMap(([, { id, values = {} }]) => Object.keys(values).map((xmlId) => `${id} ${xmlId}`))
    .map((key, index) => [key, index + 1]),
);

/** The properties with their list values, features and places in the filter. */
export async function insertProperties(
  { query }: Db,
  now: number,
  language: Language,
): Promise<void> {
  await query
    .insertInto('productProperty')
    .values(
      defined.map(([code, { id, iblockId, kind, name, hint, filter, multiple, ...more }]) => ({
        ...propertyDefaults,
        userType: null,
        ...kinds[kind],
        id,
        iblockId,
        code,
        name: name[language],
        hint: hint?.[language] ?? null,
        multiple: multiple ?? 'N',
        searchable: more.searchable ?? 'N',
        fileType: more.fileType ?? null,
        filtrable: filter ? 'Y' : 'N',
        timestampX: now,
      })),
    )
    .execute();
  await query
    .insertInto('productPropertyEnum')
    .values(
      defined.flatMap(([, { id: propertyId, values = {} }]) =>
        Object.entries(values).map(([xmlId, value], index) => ({
          id: enumIds.get(`${propertyId} ${xmlId}`) as number,
          propertyId,
          xmlId,
          value: value[language],
          def: 'N',
          sort: (index + 1) * 100,
        })),
      ),
    )
    .execute();
  await query
    .insertInto('productPropertyFeature')
    .values(
      defined.flatMap(([, { id: propertyId, features = [] }]) =>
        features.map((featureId) => ({
          propertyId,
          moduleId: featureId.endsWith('_SHOW') ? 'iblock' : 'catalog',
          featureId,
          isEnabled: 'Y',
        })),
      ),
    )
    .execute();
  await query
    .insertInto('productPropertySection')
    .values(
      defined.map(([, { id: propertyId, filter }]) => ({
        ...shownAtFirst,
        propertyId,
        ...(filter && { smartFilter: 'Y', displayType: filter }),
      })),
    )
    .execute();
}
