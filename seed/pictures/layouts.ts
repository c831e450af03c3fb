import type { SubjectName } from './subjects/index.ts';

/** A thing set into a room: foot at (x, y). Without a colour it has the colour of the picture. */
export type Standing = { name: SubjectName; x: number; y: number; scale: number; colour?: string };

/** The subjects that live in a room; the van stays in the street. */
export type Indoors = Exclude<SubjectName, 'delivery'>;

/** What stands in the room of each subject, back to front. */
export type Layout = {
  things: Standing[];
  plant: [x: number, y: number, height: number];
  /** The middle of two pictures on the wall. */
  art?: number;
  /** A half-built shelf: x, y, scale. */
  flatpack?: [x: number, y: number, scale: number];
  /** The window on the right instead of the left. */
  mirrored?: boolean;
};

const PALE = '#d9cdbb';
const OAK = '#b98a5c';

/** The room of each subject. */
export const layouts: Record<Indoors, Layout> = {
  sofa: {
    things: [
      { name: 'lamp', x: 846, y: 548, scale: 0.8, colour: PALE },
      { name: 'rug', x: 496, y: 690, scale: 0.98, colour: PALE },
      { name: 'sofa', x: 496, y: 604, scale: 0.9 },
    ],
    plant: [120, 586, 230],
    art: 520,
  },
  armchair: {
    things: [
      { name: 'rug', x: 520, y: 694, scale: 0.86, colour: PALE },
      { name: 'lamp', x: 800, y: 560, scale: 0.9, colour: PALE },
      { name: 'armchair', x: 520, y: 636, scale: 0.98 },
    ],
    plant: [150, 590, 230],
    art: 510,
  },
  chair: {
    things: [
      { name: 'table', x: 640, y: 590, scale: 0.84, colour: OAK },
      { name: 'chair', x: 380, y: 650, scale: 0.86 },
    ],
    plant: [130, 584, 230],
    art: 720,
    mirrored: true,
  },
  table: {
    things: [
      { name: 'chair', x: 420, y: 574, scale: 0.74, colour: PALE },
      { name: 'chair', x: 640, y: 574, scale: 0.74, colour: PALE },
      { name: 'table', x: 530, y: 640, scale: 0.96 },
    ],
    plant: [112, 586, 240],
    art: 650,
  },
  desk: {
    things: [
      { name: 'bookcase', x: 800, y: 528, scale: 0.72, colour: PALE },
      { name: 'desk', x: 500, y: 596, scale: 0.94 },
      { name: 'chair', x: 440, y: 676, scale: 0.72, colour: '#8d9aa0' },
    ],
    plant: [110, 580, 250],
  },
  lamp: {
    things: [
      { name: 'rug', x: 470, y: 694, scale: 0.82, colour: PALE },
      { name: 'lamp', x: 748, y: 600, scale: 0.98 },
      { name: 'armchair', x: 440, y: 640, scale: 0.82, colour: '#a9b0a4' },
    ],
    plant: [130, 584, 220],
    art: 480,
    mirrored: true,
  },
  bookcase: {
    things: [
      { name: 'bookcase', x: 560, y: 540, scale: 0.92 },
      { name: 'armchair', x: 806, y: 640, scale: 0.74, colour: '#c2a58a' },
    ],
    plant: [160, 590, 240],
  },
  bed: {
    things: [
      { name: 'lamp', x: 866, y: 546, scale: 0.74, colour: PALE },
      { name: 'rug', x: 496, y: 704, scale: 1.06, colour: PALE },
      { name: 'bed', x: 496, y: 616, scale: 0.96 },
    ],
    plant: [100, 580, 220],
    art: 520,
    mirrored: true,
  },
  wardrobe: {
    things: [
      { name: 'wardrobe', x: 560, y: 546, scale: 0.92 },
      { name: 'stool', x: 826, y: 610, scale: 0.56, colour: '#c2a58a' },
    ],
    plant: [160, 590, 230],
  },
  rug: {
    things: [
      { name: 'rug', x: 500, y: 700, scale: 1.16 },
      { name: 'armchair', x: 700, y: 564, scale: 0.76, colour: '#b9b2a4' },
      { name: 'stool', x: 400, y: 560, scale: 0.5, colour: '#c2a58a' },
    ],
    plant: [110, 552, 210],
    art: 560,
    mirrored: true,
  },
  stool: {
    things: [
      { name: 'armchair', x: 690, y: 580, scale: 0.82, colour: PALE },
      { name: 'stool', x: 430, y: 656, scale: 0.82 },
    ],
    plant: [130, 584, 230],
    art: 560,
  },
  assembly: {
    things: [{ name: 'assembly', x: 430, y: 664, scale: 0.8 }],
    plant: [120, 566, 220],
    flatpack: [640, 560, 0.88],
  },
};
