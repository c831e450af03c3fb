import { describe, expect, it } from 'vitest';
import { BLUE_PNG, GIF, PNG, SCRIPT } from '../images/fixtures.ts';
import { PRODUCTS, testPortal } from '../portal.ts';
import { addProduct, hashOf } from './_given.ts';

describe.each(['detailPicture', 'previewPicture'])(
  'catalog.product.add and update: %s',
  (field) => {
    const url = (fileId: string) =>
      `/rest/catalog.product.download?fields%5BfieldName%5D=${field}&fields%5BfileId%5D=${fileId}&fields%5BproductId%5D=1`;

    it.each([
      ['a name and content', ['a.png', PNG], /^a\.png$/],
      ['content alone in a list', [PNG], /^[0-9a-f]{32}\.png$/],
      ['content alone', GIF, /^[0-9a-f]{32}\.gif$/],
      ['an object by position', { 0: 'a.png', 1: PNG }, /^a\.png$/],
    ])('takes %s', async (_what, fileData, name) => {
      const portal = await testPortal();
      const product = await addProduct(portal, 'product', { [field]: { fileData } });
      const { id } = product[field];
      expect(product[field]).toEqual({ id: '1', url: url(id), urlMachine: url(id) });
      const { result } = await portal.as(1)('catalog.productImage.list', { productId: 1 });
      expect(result.productImages).toHaveLength(1);
      expect(result.productImages[0].name).toMatch(name);
    });

    it('replaces the picture and drops the old bytes', async () => {
      const portal = await testPortal();
      const { id } = await addProduct(portal, 'product', { [field]: { fileData: ['a.png', PNG] } });
      const { result } = await portal.as(1)('catalog.product.update', {
        id,
        fields: { [field]: { fileData: ['b.png', BLUE_PNG] } },
      });
      expect(result.element[field].id).toBe('2');
      expect(await portal.storedHashes()).toEqual([hashOf(BLUE_PNG)]);
    });

    it('removes the picture and its bytes', async () => {
      const portal = await testPortal();
      const { id } = await addProduct(portal, 'product', { [field]: { fileData: ['a.png', PNG] } });
      const { result } = await portal.as(1)('catalog.product.update', {
        id,
        fields: { [field]: { remove: 'Y' } },
      });
      expect(result.element[field]).toBeNull();
      expect(await portal.storedHashes()).toEqual([]);
    });

    it.each([
      ['a bare list', ['a.png', PNG]],
      ['null', null],
      ['a text', PNG],
      ['an empty object', {}],
      ['remove=N', { remove: 'N' }],
      ['an empty fileData', { fileData: '' }],
    ])('keeps the picture for %s', async (_what, change) => {
      const portal = await testPortal();
      const { id, [field]: before } = await addProduct(portal, 'product', {
        [field]: { fileData: ['a.png', PNG] },
      });
      const { status, result } = await portal.as(1)('catalog.product.update', {
        id,
        fields: { [field]: change },
      });
      expect(status).toBe(200);
      expect(result.element[field]).toEqual(before);
    });

    it.each([
      ['no base64', ['a.png', '%%%'], 'Could not save image.'],
      [
        'a bad name',
        ['a.exe', PNG],
        'The file is not an image: the extension must be jpg, bmp, jpeg, jpe, gif, png, webp',
      ],
      ['a script', ['a.png', SCRIPT], 'The file is not an image'],
    ])('refuses %s and adds nothing', async (_what, fileData, message) => {
      const portal = await testPortal();
      const fields = { iblockId: PRODUCTS, name: 'x', [field]: { fileData } };
      const answer = await portal.as(1)('catalog.product.add', { fields });
      expect(answer).toEqual({ status: 400, error: 0, error_description: message });
      const products = await portal.store.reader.query.selectFrom('product').selectAll().execute();
      expect(products).toEqual([]);
      expect(await portal.storedHashes()).toEqual([]);
    });
  },
);
