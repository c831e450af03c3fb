import { IMAGES_PER_PRODUCT, productOfImage } from './dataset.ts';

/** Columns of a product page: those of the SDKs' own examples. */
export const listed = [
  'id',
  'iblockId',
  'name',
  'active',
  'code',
  'dateCreate',
  'quantity',
  'sort',
  'type',
  'vatId',
  'weight',
  'xmlId',
];

/** Content of the added and downloaded files, bytes. */
export const FILE_SIZE = 200_000;

export interface Scenario {
  readonly name: string;
  /** Path at the floor, and the method at Vitrine. */
  readonly floor: string;
  readonly method: string;
  /** Body of the n-th request. */
  readonly body: (n: number) => object;
  /** Uses up an image with each request, so that numbers are never used twice. */
  readonly consumes?: true;
}

/** The 1x1 PNG that every added file begins with. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A picture whose bytes are new at each call: what follows the end of a PNG is ignored. */
function freshFile(n: number): string {
  const bytes = Buffer.alloc(FILE_SIZE, n % 251);
  PNG.copy(bytes);
  bytes.writeUInt32BE(n, PNG.length);
  bytes.writeDoubleBE(performance.now(), PNG.length + 4);
  return bytes.toString('base64');
}

/** The n-th of so many images, in no order that a cache would like. */
export const anyImage = (images: number) => (n: number) => {
  const id = ((n * 7919) % images) + 1;
  return { id, productId: productOfImage(id) };
};

/** The scenarios of a dataset with so many images. */
export function scenarios(images: number): readonly Scenario[] {
  const nextImage = (n: number) => ({ id: n + 1, productId: productOfImage(n + 1) });
  const remove = {
    method: 'catalog.productImage.delete',
    body: nextImage,
    consumes: true,
  } as const;
  return [
    {
      name: 'productImage.get',
      floor: '/get',
      method: 'catalog.productImage.get',
      body: anyImage(images),
    },
    {
      name: 'productImage.list of 10',
      floor: '/list',
      method: 'catalog.productImage.list',
      body: (n) => ({ productId: ((n * 7919) % (images / IMAGES_PER_PRODUCT)) + 1 }),
    },
    {
      name: 'product.list page 1 with total',
      floor: '/products',
      method: 'catalog.product.list',
      body: () => ({ select: listed, filter: { iblockId: 14 }, order: { id: 'ASC' } }),
    },
    {
      name: 'productImage.add of 200 KB',
      floor: '/add',
      method: 'catalog.productImage.add',
      body: (n) => ({
        fields: { productId: (n % 1000) + 1 },
        fileContent: ['picture.png', freshFile(n)],
      }),
    },
    { name: 'productImage.delete, floor commits each', floor: '/delete', ...remove },
    { name: 'productImage.delete, floor shares commits', floor: '/delete-shared', ...remove },
  ];
}
