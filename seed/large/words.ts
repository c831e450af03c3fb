import type { PictureSpec } from '../pictures/draw.ts';

/** What is sold: a thing that can be drawn, its section, and what one costs at least. */
export const things = [
  { subject: 'armchair', name: 'Armchair', section: 'Armchairs', from: 240 },
  { subject: 'sofa', name: 'Sofa', section: 'Sofas', from: 690 },
  { subject: 'chair', name: 'Chair', section: 'Chairs', from: 60 },
  { subject: 'stool', name: 'Stool', section: 'Stools', from: 35 },
  { subject: 'table', name: 'Table', section: 'Tables', from: 180 },
  { subject: 'desk', name: 'Desk', section: 'Desks', from: 160 },
  { subject: 'lamp', name: 'Lamp', section: 'Lamps', from: 40 },
  { subject: 'bookcase', name: 'Bookcase', section: 'Bookcases', from: 120 },
  { subject: 'wardrobe', name: 'Wardrobe', section: 'Wardrobes', from: 310 },
  { subject: 'bed', name: 'Bed', section: 'Beds', from: 420 },
  { subject: 'rug', name: 'Rug', section: 'Rugs', from: 90 },
] as const satisfies readonly {
  subject: PictureSpec['subject'];
  name: string;
  section: string;
  from: number;
}[];

export const services = [
  { subject: 'delivery', name: 'Delivery', from: 30 },
  { subject: 'assembly', name: 'Assembly', from: 25 },
] as const satisfies readonly { subject: PictureSpec['subject']; name: string; from: number }[];

/** Sections below that of a thing. */
export const rooms = ['Living room', 'Bedroom', 'Kitchen', 'Hall', 'Office', 'Garden'] as const;

export const models = [
  ...['Alva', 'Milla', 'Nils', 'Ekholm', 'Lykta', 'Harald', 'Skog', 'Vinter', 'Sten', 'Freja'],
  ...['Bjork', 'Tove', 'Lund', 'Asta', 'Ragnar', 'Signe', 'Holm', 'Ingrid', 'Oskar', 'Dagny'],
] as const;

/** Name and colour of what a picture shows. */
export const colours = [
  ['moss', '#6f7d4a'],
  ['blue', '#5a7896'],
  ['sand', '#cdb28c'],
  ['rust', '#c8643c'],
  ['pine', '#3f7d6e'],
  ['plum', '#7a4e6d'],
] as const;

export const materials = [
  ...['Oak', 'Beech', 'Birch', 'Pine', 'Ash', 'Steel', 'Wool', 'Linen', 'Leather', 'Glass'],
] as const;
