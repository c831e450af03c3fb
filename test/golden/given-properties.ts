import type { Kysely } from 'kysely';
import type { Tables } from '../../src/core/store.ts';
import { type Json, type JsonObject, type Sample, sampleRow } from './contract.ts';

type Query = Kysely<Tables>;

/** Seconds of a sample's date, whose offset is that of the documentation's server. */
const seconds = (text: string): number => Date.parse(text.replace(/[+-]\d\d:\d\d$/, '')) / 1000;

const property = {
  active: 'Y',
  code: null,
  colCount: 30,
  filtrable: 'N',
  isRequired: 'N',
  listType: 'L',
  multiple: 'N',
  rowCount: 1,
  searchable: 'N',
  sort: 500,
  userType: null,
} as const;

const insertProperty = (query: Query, row: object) =>
  query
    .insertInto('productProperty')
    .values({ ...property, name: 'Given', ...row } as never)
    .execute();

const insertCatalog = (query: Query, id: number) =>
  query
    .insertInto('catalog')
    .values({
      id,
      iblockId: id,
      iblockTypeId: 0,
      lid: 's1',
      name: 'Given',
      productIblockId: null,
      skuPropertyId: null,
      subscription: 'N',
      vatId: null,
    })
    .execute();

/** The columns of a property that is answered like the row. */
const columns = ({ timestampX, userTypeSettings, ...rest }: JsonObject) => ({
  ...rest,
  ...(timestampX ? { timestampX: seconds(String(timestampX)) } : {}),
  ...(userTypeSettings ? { userTypeSettings: JSON.stringify(userTypeSettings) } : {}),
});

const rowsOf = ({ response }: Sample): JsonObject[] => {
  const [value] = Object.values(response.result as JsonObject);
  return (Array.isArray(value) ? value : [value]) as JsonObject[];
};

/** The catalog and two text properties that the samples of products have. */
async function textProperties(query: Query, iblockId: number, first: number) {
  const text = { iblockId, propertyType: 'S' };
  await insertProperty(query, { ...text, id: first, name: 'New Line' });
  await insertProperty(query, { ...text, id: first + 1, name: 'New Line 2', multiple: 'Y' });
}

const list = { propertyType: 'L', iblockId: 14 };
const enumRow = { def: 'N', sort: 500 };

type Feature = { id: number; propertyId: number; moduleId: string; featureId: string };
const insertFeature = (query: Query, row: Feature & { isEnabled: string }) =>
  query.insertInto('productPropertyFeature').values(row).execute();

/** Makes rows of properties exist that a sample takes for granted. */
export const propertySteps = {
  catalog19: (query: Query) => insertCatalog(query, 19),

  /** The next property gets the id that the sample answers. */
  async nextPropertyIdAsAnswered(query: Query, sample: Sample) {
    const id = Number(sampleRow(sample).id) - 1;
    await insertProperty(query, { id, iblockId: 19, propertyType: 'S' });
    await query.deleteFrom('productProperty').where('id', '=', id).execute();
  },

  async propertiesAsAnswered(query: Query, sample: Sample) {
    for (const row of rowsOf(sample)) await insertProperty(query, columns(row));
  },

  propertyToChange: (query: Query, { request }: Sample) =>
    insertProperty(query, {
      id: request.id,
      iblockId: 19,
      propertyType: 'L',
      filtrable: 'Y',
      active: 'N',
    }),

  propertyToDelete: (query: Query, { request }: Sample) =>
    insertProperty(query, { id: request.id, iblockId: 19, propertyType: 'S' }),

  listProperty431: (query: Query) => insertProperty(query, { ...list, id: 431 }),

  async nextEnumIdAsAnswered(query: Query, sample: Sample) {
    const id = Number(sampleRow(sample).id) - 1;
    const row = { ...enumRow, id, propertyId: 431, value: 'Before', xmlId: 'before' };
    await query.insertInto('productPropertyEnum').values(row).execute();
    await query.deleteFrom('productPropertyEnum').where('id', '=', id).execute();
  },

  enumsAsAnswered: (query: Query, sample: Sample) =>
    query
      .insertInto('productPropertyEnum')
      .values(rowsOf(sample) as never)
      .execute(),

  enumToChange: (query: Query, { request }: Sample) =>
    query
      .insertInto('productPropertyEnum')
      .values({
        ...enumRow,
        id: Number(request.id),
        propertyId: 431,
        value: 'Given',
        xmlId: 'given',
      })
      .execute(),

  async property901(query: Query) {
    await insertCatalog(query, 25);
    await insertProperty(query, { id: 901, iblockId: 25, propertyType: 'S' });
    const shown = { smartFilter: 'N', displayType: 'P', displayExpanded: 'Y' };
    await query
      .insertInto('productPropertySection')
      .values({ ...shown, propertyId: 901, filterHint: null })
      .execute();
  },

  async nextFeatureIdAsAnswered(query: Query, sample: Sample) {
    const id = Number(sampleRow(sample).id) - 1;
    const row = { id, propertyId: 901, moduleId: 'iblock', featureId: 'DETAIL_PAGE_SHOW' };
    await insertFeature(query, { ...row, isEnabled: 'Y' });
  },

  featuresAsAnswered: (query: Query, sample: Sample) =>
    query
      .insertInto('productPropertyFeature')
      .values(rowsOf(sample) as never)
      .execute(),

  featureToChange: (query: Query, { request }: Sample) =>
    insertFeature(query, {
      id: Number(request.id),
      propertyId: 901,
      moduleId: 'iblock',
      featureId: 'LIST_PAGE_SHOW',
      isEnabled: 'Y',
    }),

  sectionAsAnswered: (query: Query, sample: Sample) =>
    query
      .updateTable('productPropertySection')
      .set(sampleRow(sample) as never)
      .where('propertyId', '=', 901)
      .execute(),

  properties258: (query: Query) => textProperties(query, 23, 258),
  properties261: (query: Query) => textProperties(query, 24, 261),

  /** The service sample describes catalog 14 with the properties of 23, and no pictures. */
  async properties258InCatalog14(query: Query) {
    await textProperties(query, 14, 258);
    await query.updateTable('productProperty').set({ active: 'N' }).where('id', '=', 1).execute();
  },

  linkProperty97: (query: Query) =>
    insertProperty(query, {
      id: 97,
      iblockId: 24,
      name: 'Catalog Element',
      propertyType: 'E',
      userType: 'SKU',
    }),

  /** The values of the product that is read, as the sample answers them. */
  async valuesAsAnswered(query: Query, sample: Sample) {
    const row = sampleRow(sample);
    for (const [field, given] of Object.entries(row).filter(([name]) => /^property\d/.test(name))) {
      for (const one of [given].flat() as Json[]) {
        const { value, valueId } = one as JsonObject;
        await query
          .insertInto('propertyValue')
          .values({
            id: Number(valueId),
            propertyId: Number(field.slice('property'.length)),
            productId: Number(row.id),
            value: String(value),
            number: null,
            textType: null,
          })
          .execute();
      }
    }
  },
} as const;
