import { createHash } from 'node:crypto';
import type { Profile } from '../../src/core/errors.ts';
import { OFFERS, PRODUCTS, type testPortal } from '../portal.ts';

export type Portal = Awaited<ReturnType<typeof testPortal>>;

/** A row as a client reads it from an answer. */
// biome-ignore lint/suspicious/noExplicitAny: an answer is JSON
export type AnyRow = Record<string, any>;

export const profiles = ['documented', 'live'] as const satisfies readonly Profile[];

/** The four faces: the method that adds, the key it answers, a catalog that takes them. */
export const faces = [
  {
    name: 'product',
    entity: 'catalog.product',
    saved: 'element',
    plural: 'products',
    iblockId: PRODUCTS,
  },
  { name: 'sku', entity: 'catalog.product.sku', saved: 'sku', plural: 'units', iblockId: PRODUCTS },
  {
    name: 'offer',
    entity: 'catalog.product.offer',
    saved: 'offer',
    plural: 'offers',
    iblockId: OFFERS,
  },
  {
    name: 'service',
    entity: 'catalog.product.service',
    saved: 'service',
    plural: 'services',
    iblockId: PRODUCTS,
  },
] as const;

export type FaceName = (typeof faces)[number]['name'];

/** How a refusal is sent: numeric codes are numbers in `documented`, and '' is 0 there. */
export const refused = (profile: Profile, code: string, error_description: string) => ({
  status: 400,
  error: profile === 'live' || !/^\d*$/.test(code) ? code : Number(code),
  error_description,
});

/** Adds a product through a face as the administrator; gives the answered row. */
export async function addProduct(
  { as }: Portal,
  name: FaceName = 'product',
  fields: object = {},
): Promise<AnyRow> {
  const face = faces.find((one) => one.name === name)!;
  const { status, result, error_description } = await as(1)(`${face.entity}.add`, {
    fields: { iblockId: face.iblockId, name: `A ${name}`, ...fields },
  });
  if (status !== 200) throw new Error(`no ${name}: ${error_description}`);
  return result[face.saved];
}

/** Adds a property to the product catalog as the administrator; gives the answered row. */
export async function addProperty({ as }: Portal, fields: object = {}): Promise<AnyRow> {
  const { status, result, error_description } = await as(1)('catalog.productProperty.add', {
    fields: { iblockId: PRODUCTS, name: 'A property', propertyType: 'S', ...fields },
  });
  if (status !== 200) throw new Error(`no property: ${error_description}`);
  return result.productProperty;
}

/** Adds a value to a list property; gives the answered row. */
export async function addEnum(
  { as }: Portal,
  propertyId: number,
  value: string,
  fields: object = {},
): Promise<AnyRow> {
  const { status, result, error_description } = await as(1)('catalog.productPropertyEnum.add', {
    fields: { propertyId, value, xmlId: value, ...fields },
  });
  if (status !== 200) throw new Error(`no list value: ${error_description}`);
  return result.productPropertyEnum;
}

/** Adds an image as the administrator; gives the answered row. */
export async function addImage(
  { as }: Portal,
  productId: number,
  content: string,
  { type, name = 'photo.png' }: { type?: string; name?: string } = {},
): Promise<AnyRow> {
  const fields = type === undefined ? { productId } : { productId, type };
  const { status, result, error_description } = await as(1)('catalog.productImage.add', {
    fields,
    fileContent: [name, content],
  });
  if (status !== 200) throw new Error(`no image: ${error_description}`);
  return result.productImage;
}

/** Content address of base64 bytes. */
export const hashOf = (content: string): string =>
  createHash('sha256').update(Buffer.from(content, 'base64')).digest('hex');

/** Changes the MORE_PHOTO property of the product catalog, or removes it. */
export async function photoProperty(
  { store }: Portal,
  change: 'missing' | { active?: 'Y' | 'N'; propertyType?: string },
): Promise<void> {
  await store.write(async ({ query }) => {
    if (change === 'missing') {
      await query.deleteFrom('productProperty').where('code', '=', 'MORE_PHOTO').execute();
    } else {
      await query
        .updateTable('productProperty')
        .set(change)
        .where('code', '=', 'MORE_PHOTO')
        .execute();
    }
  });
}

/** ISO 8601 with an offset and no fraction, the one form that is sent. */
export const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/;
