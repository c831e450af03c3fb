import { describe, expect, it } from 'vitest';
import { FileAnswer } from '../../src/core/fileAnswer.ts';
import { GIF, PNG } from '../images/fixtures.ts';
import { testPortal } from '../portal.ts';
import { addImage, addProduct, hashOf, profiles, refused } from './_given.ts';

const downloads = [
  ['product', 'catalog.product.download'],
  ['sku', 'catalog.product.sku.download'],
  ['offer', 'catalog.product.offer.download'],
  ['service', 'catalog.product.service.download'],
] as const;

/** The fields of the address that a product names its picture by. */
const fieldsOf = (url: string): Record<string, string> =>
  Object.fromEntries(
    [...new URL(url, 'http://portal.test').searchParams].map(([name, value]) => [
      name.slice(7, -1),
      value,
    ]),
  );

describe.each(downloads)('a %s: %s', (face, method) => {
  it.each(['detailPicture', 'previewPicture'])(
    'answers the bytes of %s under its address',
    async (field) => {
      const portal = await testPortal();
      const product = await addProduct(portal, face, { [field]: { fileData: ['a.gif', GIF] } });
      const fields = fieldsOf(product[field].url);
      const constant = field === 'detailPicture' ? 'DETAIL_PICTURE' : 'PREVIEW_PICTURE';
      for (const fieldName of [field, constant]) {
        const answer = await portal.raw(await portal.callerOf(2), method, {
          fields: { ...fields, fieldName },
        });
        expect(answer).toEqual({
          kind: 'file',
          file: new FileAnswer({
            hash: hashOf(GIF),
            size: 43,
            name: 'a.gif',
            contentType: 'image/gif',
          }),
        });
      }
    },
  );
});

const REQUIRED = ['0', 'Required fields: fieldName, fileId, productId'] as const;
const WRONG = ['0', 'Product file wrong'] as const;
const given = { fieldName: 'detailPicture', fileId: 1, productId: 1 };

/** The portal holds product 1 with detail picture 1 and photo 2, and product 2 without pictures. */
const rows: [what: string, user: number, params: object, refusal: readonly [string, string]][] = [
  ['no fields', 99, {}, ['100', 'Could not find value for parameter {fields}']],
  [
    'fields a text',
    99,
    { fields: 'x' },
    ['100', 'Invalid value {x} to match with parameter {fields}. Should be value of type array.'],
  ],
  ['no rights', 99, { fields: {} }, ['200040300010', 'Access Denied']],
  ['empty fields', 2, { fields: {} }, REQUIRED],
  ['zeros and nulls', 2, { fields: { fieldName: '', fileId: 0, productId: null } }, REQUIRED],
  [
    'no fileId',
    2,
    { fields: { fieldName: 'detailPicture', productId: 999 } },
    ['0', 'Required fields: fileId'],
  ],
  [
    'an unknown product',
    2,
    { fields: { ...given, productId: 999, fieldName: 'x' } },
    ['', 'product does not exist.'],
  ],
  [
    'a product that is no number',
    2,
    { fields: { ...given, productId: {} } },
    ['', 'product does not exist.'],
  ],
  [
    'an unknown field',
    2,
    { fields: { ...given, fieldName: 'name' } },
    ['0', 'Name file field is not available'],
  ],
  [
    'a field of every object',
    2,
    { fields: { ...given, fieldName: 'constructor' } },
    ['0', 'Name file field is not available'],
  ],
  ['an unknown file', 2, { fields: { ...given, fileId: 999 } }, WRONG],
  ['a file that is no number', 2, { fields: { ...given, fileId: '1 or 1=1' } }, WRONG],
  ['the file of another field', 2, { fields: { ...given, fieldName: 'previewPicture' } }, WRONG],
  ['a photo', 2, { fields: { ...given, fileId: 2 } }, WRONG],
  ['the file of another product', 2, { fields: { ...given, productId: 2 } }, WRONG],
];

describe.each(profiles)('catalog.product.download refuses in profile %s', (profile) => {
  it.each(rows)('%s', async (_what, user, params, refusal) => {
    const portal = await testPortal({ profile });
    const product = await addProduct(portal, 'product', {
      detailPicture: { fileData: ['a.gif', GIF] },
    });
    await addImage(portal, product.id, PNG);
    await addProduct(portal);
    expect(await portal.as(user)('catalog.product.download', params)).toEqual(
      refused(profile, ...refusal),
    );
  });
});
