import type { ImageType } from '../../schemas/productImage.ts';
import type { PictureSpec } from '../pictures/draw.ts';
import type { Random } from './random.ts';
import { colours, materials, models, rooms, services, things } from './words.ts';

export type Colour = (typeof colours)[number];

/** A product to be, before rules decide what its row says. */
export interface Item {
  readonly id: number;
  readonly type: 1 | 3 | 4 | 7;
  readonly parentId: number | null;
  readonly name: string;
  readonly subject: PictureSpec['subject'];
  readonly room: number;
  readonly colour: Colour;
  readonly material: number;
  readonly active: boolean;
  readonly price: number;
  readonly currency: 'USD' | 'EUR';
  /** What lies in the first and in the second store. */
  readonly stock: readonly [number, number];
  readonly pictures: readonly ImageType[];
}

/** Products of a block: five simple ones, a parent with three variations, and a service. */
export const BLOCK = 10;
const PARENT = 5;
const SERVICE = 9;

type Kind = Pick<Item, 'id' | 'type' | 'parentId'>;

/** The kinds of the products from `first` on; a parent that would stay alone is a simple product. */
function kindsFrom(first: number, count: number): Kind[] {
  const parentId = first + PARENT;
  return Array.from({ length: count }, (_, at) => {
    const id = first + at;
    if (at === SERVICE) return { id, type: 7, parentId: null };
    if (at > PARENT) return { id, type: 4, parentId };
    return { id, type: at === PARENT && count > PARENT + 1 ? 3 : 1, parentId: null };
  });
}

/** One block of at most ten products whose ids begin with `first`. */
export function drawBlock(random: Random, first: number, count: number): Item[] {
  const family = drawLooks(random, first + PARENT);
  return kindsFrom(first, count).map((kind): Item => {
    const { id, type } = kind;
    if (type === 7) return { ...kind, ...drawService(random, id) };
    const cents = random.below(100) < 20 ? 99 : 0;
    const price = family.from + random.below(400) + cents / 100;
    const goods = {
      ...kind,
      material: random.below(materials.length),
      active: random.below(12) > 0,
      price,
      currency: random.below(10) === 0 ? 'EUR' : 'USD',
      stock: drawStock(random),
    } as const;
    if (type === 4) {
      const colour = random.pick(colours);
      const name = `${family.name}, ${colour[0]}`;
      return { ...family, ...goods, name, colour, pictures: [] };
    }
    const looks = type === 3 ? family : drawLooks(random, id);
    const more = id % BLOCK === 1 ? (['MORE_PHOTO', 'MORE_PHOTO'] as const) : [];
    return { ...looks, ...goods, pictures: ['DETAIL_PICTURE', ...more] };
  });
}

function drawLooks(random: Random, id: number) {
  const { subject, name, from } = random.pick(things);
  const room = random.below(rooms.length);
  return {
    subject,
    from,
    room,
    name: `${name} ${random.pick(models)} ${id}`,
    colour: random.pick(colours),
  };
}

/** One in ten is sold out; of the others half lie in both stores. */
function drawStock(random: Random): [number, number] {
  if (random.below(10) === 0) return [0, 0];
  return [1 + random.below(80), random.below(2) * random.below(40)];
}

function drawService(random: Random, id: number) {
  const { subject, name, from } = random.pick(services);
  return {
    subject,
    name: `${name} ${random.pick(models)} ${id}`,
    room: 0,
    colour: random.pick(colours),
    material: 0,
    active: true,
    price: from + random.below(60),
    currency: 'USD',
    stock: [0, 0],
    pictures: [],
  } as const;
}
