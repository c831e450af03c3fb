import assert from 'node:assert/strict';
import { BLUE_PNG, GIF, PNG } from '../../images/fixtures.ts';
import type { Any } from '../client.ts';
import { download, type Voice } from '../voice.ts';
import { GOODS, type Shelves, VARIANTS } from './shelves.ts';

export type Goods = Awaited<ReturnType<typeof bringGoods>>;

/** The four faces of goods: what changes and what reads, and the keys that they answer under. */
const faces = {
  product: ['catalog.product.update', 'element', 'catalog.product.get', 'product'],
  sku: ['catalog.product.sku.update', 'sku', 'catalog.product.sku.get', 'sku'],
  offer: ['catalog.product.offer.update', 'offer', 'catalog.product.offer.get', 'offer'],
  service: ['catalog.product.service.update', 'service', 'catalog.product.service.get', 'service'],
} as const;

type Face = keyof typeof faces;

/** A parent with variants, a simple product and a service, with values, pictures and a manual. */
export async function bringGoods(voice: Voice, shelves: Shelves) {
  const { call } = voice;
  const { sections, properties, values } = shelves;
  const manual = Buffer.from('Wash at 30 degrees').toString('base64');
  const key = (name: keyof typeof properties) => `property${properties[name]}`;

  const { sku: parent } = await call('catalog.product.sku.add', {
    fields: {
      iblockId: GOODS,
      name: 'Shirt',
      iblockSectionId: sections.shirts,
      detailPicture: { fileData: ['shirt.gif', GIF] },
      [key('fabric')]: 'Cotton',
      [key('tags')]: [{ value: 'soft' }, { value: 'light' }],
      [key('isNew')]: { value: 'Y' },
      [key('season')]: values.summer,
      [key('manual')]: { value: { fileData: ['manual.txt', manual] } },
    },
  });
  assert.equal(parent[key('isNew')], 'Y');
  assert.equal(parent[key('season')].valueEnum, 'Summer');
  assert.deepEqual(
    parent[key('tags')].map((one: Any) => one.value),
    ['soft', 'light'],
  );

  const offer = async (name: string, size: number): Promise<Any> =>
    (
      await call('catalog.product.offer.add', {
        fields: {
          iblockId: VARIANTS,
          name,
          parentId: parent.id,
          [key('size')]: size,
          previewPicture: { fileData: ['small.png', BLUE_PNG] },
        },
      })
    ).offer;
  const medium = await offer('Shirt M', values.medium);
  const large = await offer('Shirt L', values.large);
  assert.equal(large[key('size')].valueEnum, 'Large');
  assert.equal(large.parentId.value, String(parent.id));
  assert.equal((await call('catalog.product.sku.get', { id: parent.id })).sku.type, 3);

  const { element: product } = await call('catalog.product.add', {
    fields: { iblockId: GOODS, name: 'Cap', [key('season')]: values.winter },
  });
  const { service } = await call('catalog.product.service.add', {
    fields: {
      iblockId: GOODS,
      name: 'Ironing',
      available: 'Y',
      detailPicture: { fileData: ['iron.gif', GIF] },
    },
  });
  const ids = {
    product: product.id as number,
    sku: parent.id as number,
    offer: medium.id as number,
    service: service.id as number,
  };

  await changeValues(voice, ids.sku, key);
  await resortAll(voice, ids);
  await takePictures(voice, ids);
  await readFiles(voice, { parent, medium, service }, { field: key('manual'), content: manual });
  return { ...ids, large: large.id as number };
}

/** One of two tags is changed in place, the other goes; what is not named stays. */
async function changeValues({ call }: Voice, id: number, key: (name: 'tags' | 'fabric') => string) {
  const [soft] = (await call('catalog.product.get', { id })).product[key('tags')];
  const { sku } = await call('catalog.product.sku.update', {
    id,
    fields: { [key('tags')]: [{ valueId: soft.valueId, value: 'very soft' }] },
  });
  assert.deepEqual(sku[key('tags')], [{ valueId: soft.valueId, value: 'very soft' }]);
  assert.equal(sku[key('fabric')].value, 'Cotton');
}

/** Each face changes its own. */
async function resortAll({ call }: Voice, ids: Readonly<Record<Face, number>>) {
  for (const face of Object.keys(faces) as Face[]) {
    const [update, saved, get, got] = faces[face];
    const { [saved]: changed } = await call(update, { id: ids[face], fields: { sort: 7 } });
    const { [got]: read } = await call(get, { id: ids[face] });
    assert.deepEqual([changed.sort, read.sort, read.id], [7, 7, ids[face]]);
  }
}

/** Pictures of the gallery: what was sent is what their addresses give. */
async function takePictures({ call }: Voice, { offer: productId }: { readonly offer: number }) {
  const { productImage } = await call('catalog.productImage.add', {
    fields: { productId },
    fileContent: ['front.png', PNG],
  });
  const { id } = productImage;
  const { productImage: same } = await call('catalog.productImage.get', { productId, id });
  assert.equal(await download(same.downloadUrl), PNG);
  const { productImages } = await call('catalog.productImage.list', {
    productId,
    select: ['name', 'type', 'downloadUrl'],
  });
  assert.deepEqual(
    productImages.map(({ name, type }: Any) => [name, type]),
    [
      ['small.png', 'PREVIEW_PICTURE'],
      ['front.png', 'MORE_PHOTO'],
    ],
  );
  assert.equal(await download(productImages[0].downloadUrl), BLUE_PNG);
  assert.equal(await call('catalog.productImage.delete', { productId, id }), true);
}

/** Files of pictures and properties, by the fields that the address of an answer names. */
async function readFiles(
  { bytes }: Voice,
  { parent, medium, service }: Readonly<Record<'parent' | 'medium' | 'service', Any>>,
  manual: { readonly field: string; readonly content: string },
) {
  const at = (address: string) => Object.fromEntries(new URL(address, 'https://x').searchParams);
  const read = (method: string, file: Any) => bytes(method, at(file.urlMachine));
  assert.equal(await read('catalog.product.download', parent.detailPicture), GIF);
  assert.equal(await read('catalog.product.sku.download', parent.detailPicture), GIF);
  assert.equal(await read('catalog.product.offer.download', medium.previewPicture), BLUE_PNG);
  assert.equal(await read('catalog.product.service.download', service.detailPicture), GIF);
  assert.equal(await read('catalog.product.download', parent[manual.field].value), manual.content);
}
