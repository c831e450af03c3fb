import type { Kysely } from 'kysely';
import type { Tables } from '../../src/core/store.ts';
import { type JsonObject, type Sample, sampleRow } from './contract.ts';
import { priceSteps } from './given-prices.ts';
import { propertySteps } from './given-properties.ts';
import { stockSteps } from './given-stock.ts';

/** Makes rows exist that a sample takes for granted. */
export type Step = (query: Kysely<Tables>, sample: Sample) => Promise<unknown>;

/** Seconds of a sample's date, whose offset is that of the documentation's server. */
const seconds = (text: string): number => Date.parse(text.replace(/[+-]\d\d:\d\d$/, '')) / 1000;

const file = (id: number, productId: number) => ({
  id,
  productId,
  name: 'test.jpeg',
  folder: `${'f'.repeat(32)}${id}`.slice(-32),
  hash: '0'.repeat(64),
  size: 1,
  contentType: 'image/jpeg',
  url: null,
  altText: null,
  displayOrder: 1,
});

const dates = new Set(['dateActiveFrom', 'dateActiveTo', 'dateCreate', 'timestampX']);
const pictures = { detailPicture: 'DETAIL_PICTURE', previewPicture: 'PREVIEW_PICTURE' } as const;

/** The columns of a product that is answered like the row. */
function columns(row: JsonObject): Record<string, unknown> {
  const stored: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    if (name in pictures || /^property\d+$/.test(name)) continue;
    if (name === 'parentId') stored[name] = Number((value as JsonObject).value);
    else stored[name] = dates.has(name) ? seconds(value as string) : value;
  }
  return stored;
}

/** The columns of a VAT rate; a delete answers none. */
function vatColumns(row: unknown): { timestampX: number } {
  if (typeof row !== 'object' || row === null) return { timestampX: 1 };
  const { timestampX, ...rest } = row as { timestampX: string };
  return { ...rest, timestampX: seconds(timestampX) };
}

const insertProduct = (query: Kysely<Tables>, row: object) =>
  query
    .insertInto('product')
    .values(row as { iblockId: number; type: number; name: string; active: string })
    .execute();

const bare = { type: 1, name: 'Given', active: 'Y', available: 'Y', bundle: 'N' };

export const steps = {
  ...priceSteps,
  ...propertySteps,
  ...stockSteps,

  async catalogs(query) {
    const catalog = { iblockTypeId: 0, lid: 's1', subscription: 'N' };
    const products = {
      name: 'Products QuickBooks and other similar platforms',
      productIblockId: null,
    };
    const offers = { name: 'Product Catalog CRM (offers)', productIblockId: 23 };
    await query
      .insertInto('catalog')
      .values([
        { ...catalog, ...products, id: 23, iblockId: 23, skuPropertyId: null, vatId: null },
        { ...catalog, ...offers, id: 24, iblockId: 24, skuPropertyId: 97, vatId: 1 },
      ])
      .execute();
  },

  catalog23HoldsVariations: (query) =>
    query.updateTable('catalog').set({ productIblockId: 14 }).where('id', '=', 23).execute(),

  section47: (query) =>
    query
      .insertInto('section')
      .values({
        id: 47,
        iblockId: 23,
        iblockSectionId: null,
        name: 'Section',
        code: null,
        xmlId: null,
        active: 'Y',
        sort: 500,
      })
      .execute(),

  product1: (query) => insertProduct(query, { ...bare, id: 1, iblockId: 14 }),

  image1: (query) =>
    query
      .insertInto('file')
      .values({ ...file(1, 1), type: 'MORE_PHOTO', createTime: seconds('2024-10-17T10:48:05') })
      .execute(),

  parent1275: (query) => insertProduct(query, { ...bare, id: 1275, iblockId: 23, type: 3 }),

  /** The next product gets the id that the sample answers. */
  async nextIdAsAnswered(query, sample) {
    const id = Number(sampleRow(sample).id) - 1;
    await insertProduct(query, { ...bare, id, iblockId: 23 });
    await query.deleteFrom('product').where('id', '=', id).execute();
  },

  /** The product that is read, as the sample answers it. */
  async productAsAnswered(query, sample) {
    const row = sampleRow(sample);
    await insertProduct(query, columns(row));
    for (const [field, type] of Object.entries(pictures)) {
      const id = Number((row[field] as JsonObject).id);
      const image = { ...file(id, Number(row.id)), type: type as 'DETAIL_PICTURE', createTime: 0 };
      await query.insertInto('file').values(image).execute();
    }
  },

  /** The product that is changed: what the call cannot change is as answered, the rest is not. */
  async productToChange(query, sample) {
    const { id, iblockId, type, available, parentId = null } = columns(sampleRow(sample));
    await insertProduct(query, { ...bare, id, iblockId, type, available, parentId });
  },

  productToDelete: (query, { request, method }) =>
    insertProduct(query, {
      ...bare,
      id: request.id,
      iblockId: method.includes('.offer.') ? 24 : 23,
    }),

  /** The VAT rate that is read, changed or deleted: as answered, or another of the same id. */
  vatOfSample: (query, { request, response }) =>
    query
      .insertInto('vat')
      .values({
        name: 'Given',
        rate: 1,
        active: 'N',
        sort: 1,
        ...vatColumns((response.result as JsonObject).vat),
        id: Number(request.id),
      })
      .execute(),

  /** The next VAT rate gets the id that the sample answers. */
  async nextVatIdAsAnswered(query, sample) {
    const id = Number(sampleRow(sample).id) - 1;
    const row = { name: 'Before', rate: 1, active: 'Y', sort: 1, timestampX: 1 };
    await query
      .insertInto('vat')
      .values({ ...row, id })
      .execute();
  },
} as const satisfies Record<string, Step>;

export type StepName = keyof typeof steps;
