import { describe, expect, it } from 'vitest';
import { apiV1Shop, dataUrl, pathOf, pngOf, sha, sofaImage } from './apiV1Shop.ts';

describe('a change of an uploaded image', () => {
  const uploaded = async () => {
    const shop = await apiV1Shop();
    const imageUrl = dataUrl(await pngOf('red'));
    await shop.api.post(shop.images).send({ ...sofaImage, imageUrl });
    const { body } = await shop.api.get(`${shop.images}/1`);
    return { ...shop, one: `${shop.images}/1`, body, red: sha(await pngOf('red')) };
  };

  it.each(['put', 'patch'] as const)('%s with its own address keeps the file', async (verb) => {
    const { api, one, body, red, storedHashes } = await uploaded();
    const changed = await api[verb](one).send({ ...body, altText: 'Red' });
    expect(changed.body).toEqual({ ...body, altText: 'Red' });
    expect(await storedHashes()).toEqual([red]);
    expect((await api.get(pathOf(body.imageUrl))).status).toBe(200);
  });

  it('PATCH of a text keeps a file whose address is very long', async () => {
    const { api, images } = await apiV1Shop();
    const name = `${'字'.repeat(250)}.png`;
    const added = await api
      .post(images)
      .field('productId', '101')
      .attach('file', await pngOf('red'), name);
    const changed = await api.patch(`${images}/1`).send({ altText: 'Red' });
    expect(added.body.imageUrl.length).toBeGreaterThan(2048);
    expect(changed.body).toEqual({ ...added.body, altText: 'Red' });
  });

  it('to an address drops the file', async () => {
    const { api, one, body, storedHashes } = await uploaded();
    const changed = await api.patch(one).send({ imageUrl: 'https://example.com/a.jpg' });
    expect(changed.body).toEqual({ ...body, imageUrl: 'https://example.com/a.jpg' });
    expect(await storedHashes()).toEqual([]);
    expect((await api.get(pathOf(body.imageUrl))).status).toBe(404);
  });

  it('to another file gives it a new address', async () => {
    const { api, one, body, storedHashes } = await uploaded();
    const blue = await pngOf('blue');
    const changed = await api.put(one).field('productId', '101').attach('file', blue, 'blue.png');
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ id: 1, displayOrder: 1 });
    expect(changed.body.imageUrl).not.toBe(body.imageUrl);
    expect((await api.get(pathOf(changed.body.imageUrl))).body).toEqual(blue);
    expect(await storedHashes()).toEqual([sha(blue)]);
  });
});
