import type { PictureSpec } from '../src/images/draw.ts';

/** One picture of the demo shop. */
export interface ShopPicture extends PictureSpec {
  readonly type: 'DETAIL_PICTURE' | 'PREVIEW_PICTURE' | 'MORE_PHOTO';
  readonly name: string;
  readonly altText: string;
}

/** One product of the demo shop; `type` and `parentId` as in spec/catalog.md section 5.2. */
export interface ShopProduct {
  readonly id: number;
  readonly type: 1 | 3 | 4 | 7;
  readonly parentId?: number;
  readonly name: string;
  readonly code: string;
  readonly text: string;
  /** In the base currency; a parent has the least price of its variations. */
  readonly price: number;
  readonly stock?: number;
  /** Millimetres and grams. */
  readonly size?: {
    readonly width: number;
    readonly height: number;
    readonly length: number;
    readonly weight: number;
  };
  readonly pictures: readonly ShopPicture[];
}

const views = { front: 'seen from the front', detail: 'a close look', room: 'in a room' } as const;

const formats = { front: 'png', detail: 'jpeg', room: 'webp' } as const;

const photos = (
  subject: PictureSpec['subject'],
  colour: string,
  what: string,
  wanted: readonly (keyof typeof views)[],
): ShopPicture[] =>
  wanted.map((view) => ({
    subject,
    colour,
    view,
    format: formats[view],
    type: 'MORE_PHOTO',
    name: `${subject}-${view}.${formats[view]}`,
    altText: `${what}, ${views[view]}`,
  }));

const asDetail = (pictures: ShopPicture[]): ShopPicture[] =>
  pictures.map((picture, i) => (i === 0 ? { ...picture, type: 'DETAIL_PICTURE' } : picture));

/**
 * A small furniture shop. Image 1 is the picture of product 1 and image 3 one of product 101, so
 * that the examples of both documents run as printed: images are numbered in this order.
 */
export const shop: readonly ShopProduct[] = [
  {
    id: 1,
    type: 1,
    name: 'Armchair Alva',
    code: 'armchair-alva',
    price: 420,
    stock: 12,
    text: 'A low armchair with a high back, covered in wool.',
    size: { width: 780, height: 960, length: 820, weight: 18_500 },
    pictures: photos('armchair', '#3f7d6e', 'Armchair Alva', ['front']),
  },
  {
    id: 101,
    type: 1,
    name: 'Sofa Milla',
    code: 'sofa-milla',
    price: 1290,
    stock: 4,
    text: 'A sofa for three with deep cushions and oak legs.',
    size: { width: 2180, height: 840, length: 950, weight: 62_000 },
    pictures: photos('sofa', '#c8643c', 'Sofa Milla', ['front', 'detail', 'room']),
  },
  {
    id: 2,
    type: 1,
    name: 'Chair Nils',
    code: 'chair-nils',
    price: 145,
    stock: 40,
    text: 'A dining chair of solid beech.',
    size: { width: 460, height: 820, length: 510, weight: 5_200 },
    pictures: asDetail(photos('chair', '#b98a52', 'Chair Nils', ['front', 'detail'])),
  },
  {
    id: 3,
    type: 1,
    name: 'Table Ekholm',
    code: 'table-ekholm',
    price: 690,
    stock: 7,
    text: 'An oak table for six.',
    size: { width: 1800, height: 740, length: 900, weight: 41_000 },
    pictures: asDetail(photos('table', '#a8743f', 'Table Ekholm', ['front', 'room'])),
  },
  {
    id: 4,
    type: 1,
    name: 'Floor lamp Lykta',
    code: 'lamp-lykta',
    price: 118,
    stock: 0,
    text: 'A floor lamp with a linen shade.',
    size: { width: 380, height: 1520, length: 380, weight: 4_100 },
    pictures: photos('lamp', '#e0b04a', 'Floor lamp Lykta', ['front', 'room']),
  },
  {
    id: 5,
    type: 1,
    name: 'Bookcase Harald',
    code: 'bookcase-harald',
    price: 340,
    stock: 9,
    text: 'Five shelves of birch.',
    size: { width: 900, height: 1980, length: 300, weight: 38_000 },
    pictures: photos('bookcase', '#8a5a36', 'Bookcase Harald', ['front', 'detail']),
  },
  {
    id: 6,
    type: 1,
    name: 'Rug Skog',
    code: 'rug-skog',
    price: 230,
    stock: 15,
    text: 'A woven rug of New Zealand wool.',
    size: { width: 1700, height: 12, length: 2400, weight: 9_800 },
    pictures: photos('rug', '#7a4e6d', 'Rug Skog', ['front', 'detail']),
  },
  {
    id: 7,
    type: 3,
    name: 'Bed Vinter',
    code: 'bed-vinter',
    price: 820,
    text: 'An upholstered bed in three colours.',
    pictures: asDetail(photos('bed', '#5a7896', 'Bed Vinter', ['front', 'room'])),
  },
  {
    id: 8,
    type: 4,
    parentId: 7,
    name: 'Bed Vinter, blue',
    code: 'bed-vinter-blue',
    price: 820,
    stock: 3,
    text: 'Blue wool.',
    pictures: photos('bed', '#5a7896', 'Bed Vinter, blue', ['front']),
  },
  {
    id: 9,
    type: 4,
    parentId: 7,
    name: 'Bed Vinter, moss',
    code: 'bed-vinter-moss',
    price: 840,
    stock: 2,
    text: 'Moss green wool.',
    pictures: photos('bed', '#6f7d4a', 'Bed Vinter, moss', ['front', 'detail']),
  },
  {
    id: 10,
    type: 4,
    parentId: 7,
    name: 'Bed Vinter, sand',
    code: 'bed-vinter-sand',
    price: 860,
    stock: 5,
    text: 'Sand coloured linen.',
    pictures: photos('bed', '#cdb28c', 'Bed Vinter, sand', ['front']),
  },
  {
    id: 11,
    type: 7,
    name: 'Delivery to the room',
    code: 'delivery',
    price: 60,
    text: 'Two people carry it to where it shall stand.',
    pictures: photos('delivery', '#3d6fa8', 'Delivery', ['front']),
  },
  {
    id: 12,
    type: 7,
    name: 'Assembly',
    code: 'assembly',
    price: 45,
    text: 'Assembled within a day, packaging taken away.',
    pictures: photos('assembly', '#d08a2e', 'Assembly', ['front']),
  },
];
