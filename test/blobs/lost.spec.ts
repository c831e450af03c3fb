import request from 'supertest';
import { expect, it } from 'vitest';
import { BLUE_PNG, PNG } from '../images/fixtures.ts';
import { PRODUCTS, testPortal } from '../portal.ts';

async function shop() {
  const portal = await testPortal();
  const as = portal.as(1);
  const fields = { iblockId: PRODUCTS, name: 'Lamp' };
  const { id } = (await as('catalog.product.add', { fields })).result.element;
  const add = async (content: string) =>
    as('catalog.productImage.add', { fields: { productId: id }, fileContent: ['a.png', content] });
  await add(PNG);
  await add(BLUE_PNG);
  const state = async () => {
    const { status, body } = await request(portal.app).get('/readyz');
    return { status, body };
  };
  return { ...portal, productId: id as number, call: as, state };
}

const parts = { store: 'ok', blobs: 'ok' };

it('files that are there are nothing to tell of', async () => {
  const { lost, state } = await shop();
  await lost.look();
  expect(await state()).toEqual({ status: 200, body: { status: 'ok', ...parts } });
});

it('a lost file is told of by /readyz and logged, before anybody asks for it', async () => {
  const { lost, state, blobs, storedHashes, lines } = await shop();
  const [hash = ''] = await storedHashes();
  await blobs.remove(hash);
  await lost.look();
  await lost.look();
  expect(await state()).toEqual({
    status: 200,
    body: { status: 'degraded', ...parts, lostFiles: 1, some: [hash] },
  });
  const told = lines.filter((line) => line.includes('a file is lost'));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain(hash);
});

it('a file whose row went is not lost', async () => {
  const { lost, state, blobs, call, productId, storedHashes } = await shop();
  const hashes = await storedHashes();
  const { sizeOf } = blobs;
  // The row goes after it was read, and before its file is looked at.
  blobs.sizeOf = async (hash) => {
    await call('catalog.product.delete', { id: productId });
    await storedHashes();
    return sizeOf.call(blobs, hash);
  };
  await lost.look();
  expect(hashes).toHaveLength(2);
  expect((await state()).body.status).toBe('ok');
});
