import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../src/core/store.ts';
import { type JsonObject, type Sample, sampleRow } from './contract.ts';

type Query = Kysely<Tables>;

const rowsOf = ({ response }: Sample): JsonObject[] =>
  Object.values(response.result as JsonObject)[0] as JsonObject[];

const russian = (text: unknown): string => (text === 'de' ? 'ru' : String(text));

const seconds = (text: unknown): number =>
  Date.parse(String(text).replace(/[+-]\d\d:\d\d$/, '')) / 1000;

const priceType = (query: Query, row: object) =>
  query
    .insertInto('priceType')
    .values({
      name: 'Given',
      base: 'N',
      sort: 1,
      xmlId: null,
      createdBy: 1,
      modifiedBy: 1,
      dateCreate: seconds('2024-10-02T17:49:44'),
      timestampX: 1,
      ...row,
    })
    .execute();

const price = (query: Query, row: object) =>
  query
    .insertInto('price')
    .values({
      productId: 1,
      catalogGroupId: 1,
      price: 100,
      priceScale: 100,
      currency: 'USD',
      extraId: null,
      quantityFrom: null,
      quantityTo: null,
      timestampX: seconds('2024-05-27T10:00:00'),
      ...row,
    })
    .execute();

const product = (query: Query, id: number) =>
  query
    .insertInto('product')
    .values({ id, iblockId: 14, type: 1, name: 'Given', active: 'Y' })
    .execute();

/** The next row of a table gets this id, whatever it held. */
const nextId = (query: Query, table: string, id: unknown) =>
  sql`update sqlite_sequence set seq = ${Number(id) - 1} where name = ${table}`.execute(query);

/** Rows that the samples of prices and price types take for granted. */
export const priceSteps = {
  priceType2: (query: Query) => priceType(query, { id: 2 }),

  baseTypeAsAnswered: (query: Query, sample: Sample) => {
    const { dateCreate, timestampX } = sampleRow(sample);
    return query
      .updateTable('priceType')
      .set({ dateCreate: seconds(dateCreate), timestampX: seconds(timestampX) })
      .execute();
  },

  async priceTypesOfSample(query: Query, sample: Sample) {
    await query.deleteFrom('priceType').execute();
    for (const row of rowsOf(sample)) await priceType(query, row);
  },

  price1: (query: Query) => price(query, { id: 1 }),

  async nextPriceIdAsAnswered(query: Query, sample: Sample) {
    await price(query, { id: Number(sampleRow(sample).id) - 1, catalogGroupId: 2 });
  },

  productOfPrices: (query: Query, { request, response }: Sample) => {
    const asked = (request.fields as JsonObject | undefined)?.product as JsonObject | undefined;
    const { prices } = response.result as { prices: JsonObject[] };
    return product(query, Number(asked?.id ?? prices[0]?.productId));
  },

  async pricesOfSample(query: Query, sample: Sample) {
    for (const row of rowsOf(sample)) await price(query, row);
  },

  /** Types 3 and 5, the price that the sample changes, and one that it takes away. */
  async priceToChange(query: Query) {
    for (const id of [3, 5]) await priceType(query, { id });
    await price(query, { id: 121, productId: 8, catalogGroupId: 1 });
    await price(query, { id: 122, productId: 8, catalogGroupId: 5 });
  },

  async group23(query: Query) {
    await priceType(query, { id: 9 });
    await query.insertInto('userGroup').values({ id: 23, name: 'Given' }).execute();
  },

  priceTypeGroup109: (query: Query) =>
    query
      .insertInto('priceTypeGroup')
      .values({ id: 109, catalogGroupId: 9, groupId: 23, access: 'Y' })
      .execute(),

  nextPriceTypeGroupIdAsAnswered: (query: Query, sample: Sample) =>
    nextId(query, 'priceTypeGroup', sampleRow(sample).id),

  async priceTypeGroupsOfSample(query: Query, sample: Sample) {
    for (const row of rowsOf(sample)) {
      await query
        .insertInto('priceTypeGroup')
        .values(row as { catalogGroupId: number; groupId: number; access: string })
        .execute();
    }
  },

  noTranslations: (query: Query) => query.deleteFrom('priceTypeLang').execute(),

  nextTranslationIdAsAnswered: (query: Query, sample: Sample) =>
    nextId(query, 'priceTypeLang', sampleRow(sample).id),

  async translationOfSample(query: Query, sample: Sample) {
    await query.deleteFrom('priceTypeLang').execute();
    await query
      .insertInto('priceTypeLang')
      .values({
        ...(sampleRow(sample) as { lang: string }),
        catalogGroupId: 1,
        name: 'Retail Price',
      })
      .execute();
  },

  async languagesOfSample(query: Query, { response }: Sample) {
    await query.deleteFrom('language').execute();
    const { languages = [], priceTypeLangs = [] } = response.result as Record<string, JsonObject[]>;
    const rows = [
      ...languages.map(({ lid, name }) => ({ lid: russian(lid), name: String(name) })),
      ...priceTypeLangs.map(({ lang }) => ({ lid: russian(lang), name: 'Given' })),
    ];
    await query
      .insertInto('language')
      .values(rows.map((row) => ({ ...row, active: 'Y' as const })))
      .execute();
  },

  async translationsOfSample(query: Query, sample: Sample) {
    for (const { lang, name } of rowsOf(sample)) {
      await query
        .insertInto('priceTypeLang')
        .values({ catalogGroupId: 1, lang: russian(lang), name: String(name) })
        .execute();
    }
  },
};
