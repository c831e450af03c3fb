import { describe, expect, it } from 'vitest';
import { FileAnswer } from '../../src/core/fileAnswer.ts';
import { BLUE_PNG, GIF, PNG, SCRIPT } from '../images/fixtures.ts';
import { OFFERS, PRODUCTS, testPortal } from '../portal.ts';
import {
  type AnyRow,
  addImage,
  addProduct,
  addProperty,
  faces,
  hashOf,
  type Portal,
  refused,
} from './_given.ts';

const TEXT = Buffer.from('some text').toString('base64');
const upload = (content: string, name = 'a.txt') => ({ value: { fileData: [name, content] } });
const gone = (valueId?: unknown) => ({ valueId, value: { remove: 'Y' } });

/** A portal with the file property 4 of the product catalog. */
async function withProperty(fields: object = {}): Promise<Portal> {
  const portal = await testPortal();
  await addProperty(portal, { propertyType: 'F', code: 'MANUAL', ...fields });
  return portal;
}

const update = async ({ as }: Portal, id: number, property4: unknown) => {
  const { status, result, error_description } = await as(1)('catalog.product.update', {
    id,
    fields: { property4 },
  });
  return status === 200 ? result.element.property4 : error_description;
};

const fileValue = (id: number, productId = 1, field = 'property4') => {
  const url = `/rest/catalog.product.download?fields%5BfieldName%5D=${field}&fields%5BfileId%5D=${id}&fields%5BproductId%5D=${productId}`;
  return { value: { id: String(id), url, urlMachine: url }, valueId: String(id) };
};

describe('a file property', () => {
  it('stores any file and answers its address', async () => {
    const portal = await withProperty();
    const { property4 } = await addProduct(portal, 'product', { property4: upload(TEXT) });
    expect(property4).toEqual(fileValue(1));
    expect(await portal.storedHashes()).toEqual([hashOf(TEXT)]);
  });

  it('replaces the file and drops the old bytes', async () => {
    const portal = await withProperty();
    const { id } = await addProduct(portal, 'product', { property4: upload(TEXT) });
    expect(await update(portal, id, upload(PNG, 'b.png'))).toEqual(fileValue(2));
    expect(await portal.storedHashes()).toEqual([hashOf(PNG)]);
  });

  it.each([
    ['by its value id', gone(1)],
    ['as the only one', gone()],
  ])('removes the file %s', async (_what, change) => {
    const portal = await withProperty();
    const { id } = await addProduct(portal, 'product', { property4: upload(TEXT) });
    expect(await update(portal, id, change)).toBeNull();
    expect(await portal.storedHashes()).toEqual([]);
  });

  it.each([
    [null],
    [''],
    ['a text'],
    [{}],
    [{ value: null }],
    [{ value: 'x' }],
    [{ value: { remove: 'N' } }],
    [gone(999)],
    [gone({})],
    [[upload(PNG)]],
  ])('keeps the file for %j', async (change) => {
    const portal = await withProperty();
    const { id } = await addProduct(portal, 'product', { property4: upload(TEXT) });
    expect(await update(portal, id, change)).toEqual(fileValue(1));
  });

  it.each([
    ['no base64', upload('%%%'), 'Could not save file.'],
    ['an unsafe name', upload(TEXT, '.htaccess'), 'The file name is not safe'],
    [
      'a zero byte in the name',
      upload(TEXT, 'a\0.txt'),
      'The file name contains invalid characters',
    ],
    ['another extension', upload(TEXT, 'a.exe'), 'The extension of the file must be txt, png'],
    ['no extension', upload(TEXT, 'a'), 'The extension of the file must be txt, png'],
  ])('refuses %s and keeps what it had', async (_what, change, message) => {
    const portal = await withProperty({ fileType: 'txt, PNG' });
    const { id } = await addProduct(portal, 'product', { property4: upload(TEXT) });
    expect(await update(portal, id, change)).toBe(message);
    expect(await update(portal, id, undefined)).toEqual(fileValue(1));
    expect(await portal.storedHashes()).toEqual([hashOf(TEXT)]);
  });

  it('of another catalog or an inactive one stores nothing', async () => {
    const portal = await withProperty({ iblockId: OFFERS });
    await addProperty(portal, { propertyType: 'F', active: 'N' });
    await addProduct(portal, 'product', { property4: upload(TEXT), property5: upload(PNG) });
    expect(await portal.storedHashes()).toEqual([]);
  });

  it('goes with its product', async () => {
    const portal = await withProperty();
    const { id } = await addProduct(portal, 'product', { property4: upload(TEXT) });
    expect((await portal.as(1)('catalog.product.delete', { id })).result).toBe(true);
    expect(await portal.storedHashes()).toEqual([]);
  });
});

describe('a multiple file property', () => {
  it('adds, removes and keeps in one call', async () => {
    const portal = await withProperty({ multiple: 'Y' });
    const { id, property4 } = await addProduct(portal, 'product', {
      property4: [upload(TEXT), upload(PNG, 'b.png')],
    });
    expect(property4).toEqual([fileValue(1), fileValue(2)]);
    expect(await update(portal, id, [upload(GIF, 'c.gif'), gone('1')])).toEqual([
      fileValue(2),
      fileValue(3),
    ]);
    expect(await update(portal, id, [gone()])).toEqual([fileValue(2), fileValue(3)]);
    expect(await update(portal, id, [gone(2), gone(3)])).toBeNull();
    expect(await portal.storedHashes()).toEqual([]);
  });

  it("leaves another product's files alone", async () => {
    const portal = await withProperty({ multiple: 'Y' });
    await addProduct(portal, 'product', { property4: [upload(TEXT)] });
    const { id } = await addProduct(portal);
    await update(portal, id, [gone(1)]);
    expect(await portal.storedHashes()).toEqual([hashOf(TEXT)]);
  });
});

describe('MORE_PHOTO', () => {
  it('has the images of the product', async () => {
    const portal = await testPortal();
    const { id } = await addProduct(portal, 'product', { property1: [upload(PNG, 'a.png')] });
    await addImage(portal, id, BLUE_PNG);
    const { result } = await portal.as(1)('catalog.product.get', { id });
    const both = [1, 2].map((file) => fileValue(file, id, 'property1'));
    expect(result.product.property1).toEqual(both);
    const fields = { property1: [gone(1)] };
    await portal.as(1)('catalog.product.update', { id, fields });
    const images = await portal.as(1)('catalog.productImage.list', { productId: id });
    expect(images.result.productImages.map((one: AnyRow) => one.id)).toEqual([2]);
    expect(await portal.storedHashes()).toEqual([hashOf(BLUE_PNG)]);
  });

  it('takes images alone', async () => {
    const portal = await testPortal();
    const fields = { iblockId: PRODUCTS, name: 'x', property1: [upload(SCRIPT, 'a.png')] };
    expect(await portal.as(1)('catalog.product.add', { fields })).toEqual(
      refused('documented', '0', 'The file is not an image'),
    );
    expect(await portal.storedHashes()).toEqual([]);
  });
});

describe('catalog.product.list selects files', () => {
  it('of the right product, whatever else is asked', async () => {
    const portal = await withProperty();
    await addProduct(portal);
    const { id } = await addProduct(portal, 'product', {
      property4: upload(TEXT),
      property1: [upload(PNG, 'a.png')],
    });
    const { result } = await portal.as(2)('catalog.product.list', {
      select: ['id', 'iblockId', 'property*'],
      filter: { iblockId: PRODUCTS, property4: 'ignored' },
      order: { property4: 'desc', id: 'desc' },
    });
    expect(result.products).toEqual([
      {
        iblockId: PRODUCTS,
        id,
        property1: [fileValue(1, id, 'property1')],
        property4: fileValue(1, id),
      },
      { iblockId: PRODUCTS, id: 1, property1: null, property4: null },
    ]);
  });
});

describe.each(faces)('$entity.download of a property', ({ name, entity, iblockId }) => {
  it.each(['property4', 'PROPERTY_4', 'propertyUserManual', 'PROPERTY_USER_MANUAL'])(
    'answers the bytes of %s',
    async (fieldName) => {
      const portal = await withProperty({ iblockId, code: 'USER_MANUAL' });
      const { id } = await addProduct(portal, name, { property4: upload(TEXT) });
      const fields = { fieldName, fileId: 1, productId: id };
      const answer = await portal.raw(await portal.callerOf(2), `${entity}.download`, { fields });
      const contentType = 'application/octet-stream';
      expect(answer).toEqual({
        kind: 'file',
        file: new FileAnswer({ hash: hashOf(TEXT), size: 9, name: 'a.txt', contentType }),
      });
    },
  );
});

describe('catalog.product.download refuses', () => {
  it.each([
    ['a property without files', { fieldName: 'property5' }, 'Name file field is not available'],
    ['an unknown property', { fieldName: 'property99' }, 'Name file field is not available'],
    ['an unknown file', { fieldName: 'property4', fileId: 99 }, 'Product file wrong'],
    ['the file of another product', { fieldName: 'property4', productId: 2 }, 'Product file wrong'],
    ['the file of another property', { fieldName: 'property1' }, 'Product file wrong'],
  ])('%s', async (_what, change, message) => {
    const portal = await withProperty();
    await addProperty(portal);
    await addProduct(portal, 'product', { property4: upload(TEXT) });
    await addProduct(portal);
    const fields = { fileId: 1, productId: 1, ...change };
    expect(await portal.as(2)('catalog.product.download', { fields })).toEqual(
      refused('documented', '0', message),
    );
  });

  it('finds photos under their property', async () => {
    const portal = await testPortal();
    await addProduct(portal, 'product', { property1: [upload(PNG, 'a.png')] });
    const fields = { fieldName: 'propertyMorePhoto', fileId: 1, productId: 1 };
    const answer = await portal.raw(await portal.callerOf(2), 'catalog.product.download', {
      fields,
    });
    expect(answer).toMatchObject({ kind: 'file', file: { contentType: 'image/png' } });
  });
});
