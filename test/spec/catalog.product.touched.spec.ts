import { expect, it } from 'vitest';
import { PNG } from '../images/fixtures.ts';
import { PRODUCTS, testPortal } from '../portal.ts';

/** A sync by `>timestampX` has to see pictures that came and went. */
it('a product is changed by who adds or deletes its images, through either API', async () => {
  let seconds = 1_750_000_000;
  const portal = await testPortal({
    now: () => {
      seconds += 60;
      return seconds * 1000;
    },
  });
  const fields = { iblockId: PRODUCTS, name: 'Lamp' };
  const { id } = (await portal.as(1)('catalog.product.add', { fields })).result.element;
  const manager = await portal.userWith('catalog.view', 'element.edit', 'catalog.read');
  const seen: { at: string; by: number }[] = [];
  const look = async () => {
    const { timestampX, modifiedBy } = (await portal.as(1)('catalog.product.get', { id })).result
      .product;
    seen.push({ at: timestampX, by: modifiedBy });
  };
  const by = portal.as(manager);
  await look();
  const added = await by('catalog.productImage.add', {
    fields: { productId: id, type: 'MORE_PHOTO' },
    fileContent: ['a.png', PNG],
  });
  await look();
  const { id: imageId } = added.result.productImage;
  expect((await by('catalog.productImage.delete', { productId: id, id: imageId })).result).toBe(
    true,
  );
  await look();
  const image = { productId: id, imageUrl: 'https://example.com/a.png' };
  const other = await by('apiV1.productImage.add', { fields: image });
  await look();
  await by('apiV1.productImage.patch', { id: other.result.id, fields: { altText: 'A lamp' } });
  await look();
  await by('apiV1.productImage.reorder', { productId: id, imageIds: [other.result.id] });
  await look();
  await by('apiV1.productImage.delete', { id: other.result.id });
  await look();
  expect(seen.map((one) => one.by)).toEqual([1, ...Array(6).fill(manager)]);
  expect(new Set(seen.map((one) => one.at)).size).toBe(7);
});
