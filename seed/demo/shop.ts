import { bedroom } from './bedroom.ts';
import { diningRoom } from './diningRoom.ts';
import { livingRoom } from './livingRoom.ts';
import type { DemoProduct } from './product.ts';
import { services } from './services.ts';

/**
 * A small furniture shop. Image 1 is the picture of product 1 and image 3 one of product 101, so
 * that the examples of both documents run as printed: images are numbered in this order.
 */
export const shop: readonly DemoProduct[] = [...livingRoom, ...diningRoom, ...bedroom, ...services];

const GOODS: readonly number[] = [1, 4];

/** What stores hold and documents move. */
export const goods = shop.filter(({ type }) => GOODS.includes(type));
