import { expect, it } from 'vitest';
import { PRODUCTS, testPortal } from '../portal.ts';

const LONG = 'x'.repeat(65_535);

it('what a caller can store is bounded', async () => {
  const { as } = await testPortal();
  const admin = as(1, ['catalog', 'crm']);
  const refused = async (name: string, params: object, field: string, most = 65_535) =>
    expect(await admin(name, params)).toMatchObject({
      status: 400,
      error_description: `The field "${field}" takes at most ${most} characters`,
    });
  const fields = { iblockId: PRODUCTS, name: 'A' };

  const fits = { ...fields, detailText: 'x'.repeat(1_048_576), previewText: LONG };
  expect((await admin('catalog.product.add', { fields: fits })).status).toBe(200);
  const detailText = `${fits.detailText}x`;
  await refused(
    'catalog.product.add',
    { fields: { ...fields, detailText } },
    'detailText',
    1_048_576,
  );
  for (const name of ['previewText', 'name', 'xmlId']) {
    await refused('catalog.product.add', { fields: { ...fields, [name]: `${LONG}x` } }, name);
  }
  await refused('catalog.store.add', { fields: { address: `${LONG}x` } }, 'address');

  const property = { iblockId: PRODUCTS, name: 'P', propertyType: 'S' };
  const { result } = await admin('catalog.productProperty.add', { fields: property });
  const own = `property${result.productProperty.id}`;
  await refused('catalog.product.add', { fields: { ...fields, [own]: `${LONG}x` } }, own);
  expect((await admin('catalog.product.add', { fields: { ...fields, [own]: LONG } })).status).toBe(
    200,
  );

  const PHONE = [{ VALUE: '1'.repeat(300) }];
  await refused('crm.contact.add', { fields: { NAME: 'A', PHONE } }, 'PHONE', 255);
});
