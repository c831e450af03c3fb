import type { Text } from '../language.ts';
import type { PictureSpec } from '../pictures/draw.ts';
import type { ProductValues } from './properties.ts';

/** A drawn picture of a product. */
export interface DemoPicture extends PictureSpec {
  readonly type: 'DETAIL_PICTURE' | 'MORE_PHOTO';
  readonly name: string;
  readonly altText: Text;
}

/** One product of the demo shop; `type` and `parentId` as in spec/catalog.md section 5.2. */
export interface DemoProduct {
  readonly id: number;
  /** 1 product, 2 set, 3 parent, 4 variation, 7 service. */
  readonly type: 1 | 2 | 3 | 4 | 7;
  readonly parentId?: number;
  /** The main section, and others that it is shown in; variations stand in none. */
  readonly sections?: readonly number[];
  readonly active?: 'N';
  readonly name: Text;
  readonly code: string;
  readonly text: Text;
  /** Of one; a parent has none of its own but the least of its variations. */
  readonly price?: number;
  /** Of each, from so many on. */
  readonly bulk?: { readonly from: number; readonly price: number };
  /** US dollars unless told. */
  readonly currency?: 'EUR';
  /** What it was bought for, in US dollars. */
  readonly cost?: number;
  /** What lies in which store. */
  readonly stock?: { readonly main: number; readonly showroom?: number; readonly fair?: number };
  readonly reserved?: number;
  /** Sold by the metre, in such steps. */
  readonly metres?: number;
  /** Millimetres and grams. */
  readonly size?: {
    readonly width: number;
    readonly height: number;
    readonly length: number;
    readonly weight: number;
  };
  readonly pictures: readonly DemoPicture[];
  readonly values?: ProductValues;
}

const views = {
  front: { en: 'seen from the front', ru: 'вид спереди' },
  detail: { en: 'a close look', ru: 'крупный план' },
  room: { en: 'in a room', ru: 'в интерьере' },
} as const satisfies Record<string, Text>;

const formats = { front: 'png', detail: 'jpeg', room: 'webp' } as const;

/** Pictures of a product, one for each view. */
export const photos = (
  subject: PictureSpec['subject'],
  colour: string,
  what: Text,
  wanted: readonly (keyof typeof views)[],
): DemoPicture[] =>
  wanted.map((view) => ({
    subject,
    colour,
    view,
    format: formats[view],
    type: 'MORE_PHOTO',
    name: `${subject}-${view}.${formats[view]}`,
    altText: {
      en: `${what.en}, ${views[view].en}`,
      ru: `${what.ru}, ${views[view].ru}`,
    },
  }));

/** The same pictures, the first of them as the detail picture. */
export const asDetail = (pictures: DemoPicture[]): DemoPicture[] =>
  pictures.map((picture, i) => (i === 0 ? { ...picture, type: 'DETAIL_PICTURE' } : picture));
