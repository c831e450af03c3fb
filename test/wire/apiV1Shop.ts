import { createHash } from 'node:crypto';
import sharp from 'sharp';
import request from 'supertest';
import { expect } from 'vitest';
import { PRODUCTS, type TestPortalOptions, testPortal } from '../portal.ts';

/** The product of the user's document. */
export const SOFA = 101;

/** A body as the seed document posts it. */
export const sofaImage = {
  productId: SOFA,
  imageUrl: 'https://example.com/images/new-sofa-1.jpg',
  altText: 'New sofa image',
  displayOrder: 1,
};

export const sofa = {
  name: 'Sofa',
  description: 'Three seats',
  sku: 'SOFA-1',
  category_id: 13,
  price: 499.5,
  cost_price: 250,
  weight_kg: 42.5,
  is_active: true,
};

export const pngOf = (colour: string): Promise<Buffer> =>
  sharp({ create: { width: 2, height: 2, channels: 3, background: colour } })
    .png()
    .toBuffer();

export const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
export const dataUrl = (bytes: Buffer, type = 'image/png') =>
  `data:${type};base64,${bytes.toString('base64')}`;
export const ADDRESS =
  /^http:\/\/portal\.test(\/upload\/iblock\/([0-9a-f]{3})\/\2[0-9a-f]{29}\/[^/]+)$/;

/** The path on this server of an address that it answered. */
export const pathOf = (imageUrl: string): string => {
  expect(imageUrl).toMatch(ADDRESS);
  return ADDRESS.exec(imageUrl)?.[1] as string;
};

/** A portal with products 101 and 102, and its REST API. */
export async function apiV1Shop(options: TestPortalOptions = {}) {
  const portal = await testPortal(options);
  const product = { iblockId: PRODUCTS, type: 1, active: 'Y' };
  await portal.store.write(async ({ query }) => {
    await query
      .insertInto('product')
      .values([
        { ...product, id: SOFA, name: 'Sofa' },
        { ...product, id: 102, name: 'Chair' },
      ])
      .execute();
  });
  const api = request(portal.app);
  const images = '/api/v1/product-images';
  /** Adds an image of the sofa and gives its id. */
  const addImage = async (fields: object = {}): Promise<number> => {
    const { body, status } = await api.post(images).send({ ...sofaImage, ...fields });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.id;
  };
  return { ...portal, api, images, addImage };
}

/** The ids of listed rows, in their order. */
export const idsOf = (rows: readonly { readonly id: number }[]): number[] =>
  rows.map(({ id }) => id);

export const notFound = (message: string) => ({ status: 404, error: 'Not Found', message });

export const invalid = (...errors: [field: string, message: string][]) => ({
  status: 400,
  error: 'Bad Request',
  message: 'Validation failed',
  errors: errors.map(([field, message]) => ({ field, message })),
});
