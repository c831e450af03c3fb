import type { Kysely } from 'kysely';
import type { Tables } from '../../src/core/store.ts';
import type { JsonObject, Sample } from './contract.ts';
import { sampleRow } from './contract.ts';

type Query = Kysely<Tables>;
type Step = (query: Query, sample: Sample) => Promise<unknown>;

const seconds = (text: unknown): number =>
  Date.parse(String(text).replace(/[+-]\d\d:\d\d$/, '')) / 1000;

const dates = (row: JsonObject, ...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, seconds(row[name])]));

const user = (query: Query, id: number) =>
  query
    .insertInto('user')
    .values({ id, login: `user${id}`, name: 'Given', lastName: '', active: 'Y', admin: 'N' })
    .execute();

const document = (id: number, docType = 'S') =>
  ({
    id,
    docType,
    siteId: 's1',
    responsibleId: 1,
    status: 'N',
    wasCancelled: 'N',
    currency: 'USD',
  }) as const;

const line = { elementId: 6907, amount: 5, storeTo: 1 } as const;

/** The ids of documents that a sample's request names. */
const asked = ({ request }: Sample): number[] =>
  (request.documentIds as number[] | undefined) ?? [Number(request.id)];

const monster = async (query: Query): Promise<void> => {
  await query
    .insertInto('product')
    .values({ id: 6907, iblockId: 14, type: 1, name: 'Monster Energy', active: 'Y' })
    .execute();
};

const inventoryOn = (query: Query) =>
  query.insertInto('setting').values({ key: 'inventory', value: 'Y' }).execute();

/** The documents that the sample names, each with one line of 5. */
async function documentsOf(query: Query, sample: Sample, change: object = {}): Promise<void> {
  await inventoryOn(query);
  await monster(query);
  for (const id of asked(sample)) {
    await query
      .insertInto('document')
      .values({ ...document(id), ...change })
      .execute();
    await query
      .insertInto('documentElement')
      .values({ ...line, docId: id })
      .execute();
  }
}

async function conducted(query: Query, sample: Sample): Promise<void> {
  await documentsOf(query, sample, { status: 'Y' });
  await query
    .insertInto('storeProduct')
    .values({ productId: 6907, storeId: 1, amount: 15, quantityReserved: 0 })
    .execute();
}

const document64 = async (query: Query, status: 'Y' | 'N', lastLine = 149): Promise<void> => {
  await query
    .insertInto('document')
    .values({ ...document(64), status })
    .execute();
  const lines = [
    { id: 147, docId: 64, elementId: 1, amount: 1 },
    { id: 148, docId: 64, elementId: 312, amount: 5, storeTo: 2, purchasingPrice: 1180 },
    { id: 149, docId: 64, elementId: 420, amount: 12, storeTo: 2, purchasingPrice: 560 },
  ];
  await query
    .insertInto('documentElement')
    .values(lines.filter(({ id }) => id <= lastLine))
    .execute();
};

/** What samples of stores, stock and inventory documents take for granted. */
export const stockSteps = {
  inventoryOn,

  /** Store 1 as the sample answers it, picture included. */
  async storeAsAnswered(query, sample) {
    const { id: _, imageId, ...row } = sampleRow(sample);
    const image = imageId as JsonObject;
    const [folder, name] = String(image.url).split('/').slice(-2) as [string, string];
    await query
      .insertInto('storeImage')
      .values({
        id: Number(image.id),
        storeId: 1,
        name,
        folder,
        hash: '0'.repeat(64),
        size: 1,
        contentType: 'image/jpeg',
        createTime: 0,
      })
      .execute();
    await query
      .updateTable('store')
      .set({ ...row, ...dates(row, 'dateCreate', 'dateModify'), imageId: Number(image.id) })
      .where('id', '=', 1)
      .execute();
  },

  async stockOf6973(query) {
    await query
      .insertInto('product')
      .values({ id: 6973, iblockId: 14, type: 1, name: 'Given', active: 'Y' })
      .execute();
    const store = { address: 'A', active: 'Y', title: 'Given' };
    await query
      .insertInto('store')
      .values({ ...store, id: 11 })
      .execute();
    const stock = { productId: 6973, quantityReserved: 0 };
    await query
      .insertInto('storeProduct')
      .values([
        { ...stock, id: 11, storeId: 1, amount: 54 },
        { ...stock, id: 13, storeId: 11, amount: 14 },
      ])
      .execute();
  },

  user29: (query) => user(query, 29),
  user21: (query) => user(query, 21),

  /** The next document gets the id that the sample answers. */
  nextDocumentIdAsAnswered: (query, sample) =>
    query
      .insertInto('document')
      .values(document(Number(sampleRow(sample).id) - 1))
      .execute(),

  /** What update cannot change as answered, the rest otherwise. */
  async documentToChange(query, sample) {
    const row = sampleRow(sample);
    await query
      .insertInto('document')
      .values({
        ...document(11, 'A'),
        createdBy: 29,
        docNumber: String(row.docNumber),
        title: 'Before',
        ...dates(row, 'dateCreate', 'dateStatus'),
      })
      .execute();
  },

  documentsAsAnswered: (query, { response }) =>
    query
      .insertInto('document')
      .values(
        ((response.result as JsonObject).documents as JsonObject[]).map((row) => ({
          ...document(Number(row.id), String(row.docType)),
          title: String(row.title),
          status: row.status as 'Y' | 'N',
          dateCreate: seconds('2025-10-10T00:00:00'),
        })),
      )
      .execute(),

  documents: documentsOf,
  conductedDocuments: conducted,
  documentsWithoutAmount: async (query, sample) => {
    await documentsOf(query, sample, { title: 'Incoming 33' });
    await query.updateTable('documentElement').set({ amount: 0 }).execute();
  },
  receipt35: (query, sample) => documentsOf(query, sample, { title: 'Receipt 35' }),

  document64: (query) => document64(query, 'N'),
  conductedDocument64: (query) => document64(query, 'Y'),
  /** The next line gets the id that the sample answers. */
  document64UpToLine147: (query) => document64(query, 'N', 147),

  async arrivals(query) {
    await query
      .insertInto('document')
      .values([document(7, 'A'), document(73, 'A')])
      .execute();
    await query.insertInto('crmContact').values({ id: 2185, name: 'Given' }).execute();
    const binding = { entityTypeId: 3, entityId: 1 };
    await query
      .insertInto('documentContractor')
      .values([
        { ...binding, id: 5, documentId: 7 },
        { ...binding, id: 14, documentId: 73 },
      ])
      .execute();
  },
  binding42: (query) =>
    query
      .insertInto('documentContractor')
      .values({ id: 42, documentId: 7, entityTypeId: 4, entityId: 1 })
      .execute(),

  async document81(query) {
    await query.insertInto('document').values(document(81, 'A')).execute();
    await query
      .insertInto('documentField')
      .values({ id: 7097, docType: 'A', name: 'Given' })
      .execute();
    await query
      .insertInto('documentFieldValue')
      .values({ documentId: 81, fieldId: 7097, value: 'Test Field' })
      .execute();
  },
} as const satisfies Record<string, Step>;
