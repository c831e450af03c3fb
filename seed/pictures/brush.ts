import { createPalette, type Palette } from './colour.ts';

/** What a surface is made of: the texture laid over the paint. The grain of a plank is upright. */
export type Material = 'cloth' | 'wood' | 'plank' | 'pile' | 'smooth';

/** Draws shapes as SVG text and collects the gradients they need. Units are those of the scene. */
export type Brush = Palette & {
  /** Paint that runs from top to bottom of a shape. */
  down(top: string, bottom: string): string;
  /** Paint that runs from left to right. */
  across(left: string, right: string): string;
  /** A spot that fades to nothing at its rim; `half` is what is left of it half-way out. */
  glow(colour: string, opacity: number, half?: number): string;
  box(x: number, y: number, w: number, h: number, r: number, paint: string, of?: Material): string;
  path(d: string, paint: string, of?: Material): string;
  oval(cx: number, cy: number, rx: number, ry: number, paint: string, of?: Material): string;
  line(d: string, colour: string, width: number, opacity?: number): string;
  /** The same brush and definitions, another main colour. */
  dipped(colour: string): Brush;
  defs(): string;
};

/**
 * Rows of dashes over a tile of 200 x 120. A few long dashed paths draw in half the
 * time that many small shapes or tiles take.
 */
function dashes(start: number, y: number, step: number, dash: string, ink: string): string {
  const rows = Array.from({ length: 120 / step }, (_, i) => `M${start} ${y + i * step}H210`);
  return `<path d="${rows.join('')}" fill="none" stroke="${ink}" stroke-dasharray="${dash}" stroke-width="2.3"/>`;
}

const WEAVE = [
  dashes(-10, 1.1, 6, '4.8 5.2', '#ffffff1e'),
  dashes(-5, 4.1, 6, '4.8 5.2', '#ffffff1e'),
  dashes(-4.6, 1.1, 6, '3.2 6.8', '#1c10201e'),
  dashes(-9.6, 4.1, 6, '3.2 6.8', '#1c10201e'),
].join('');

const PILE = [
  dashes(-8, 1, 6, '2.4 5.6', '#ffffff2c'),
  dashes(-4, 4, 6, '2.4 5.6', '#1c102030'),
].join('');

/** Long wavering lines; each closes on itself over the tile, so that tiles join without a seam. */
const GRAIN = Array.from({ length: 15 }, (_, i) => {
  const y = 3 + i * 6 + ((i * 7) % 5);
  const a = 1.5 + ((i * 5) % 4);
  const d = `M0 ${y}C50 ${y - a} 80 ${y + a} 130 ${y}S220 ${y - a} 260 ${y + a / 2}S310 ${y + a / 3} 340 ${y}`;
  const dark = i % 3 !== 1;
  return `<path d="${d}" fill="none" stroke="${dark ? '#2a1410' : '#fff'}" stroke-width="${0.7 + (i % 3) * 0.6}" opacity="${dark ? 0.13 : 0.12}"/>`;
}).join('');

const tile = (id: string, w: number, h: number, turn: string, body: string): string =>
  `<pattern id="${id}" patternUnits="userSpaceOnUse" width="${w}" height="${h}" patternTransform="${turn}">${body}</pattern>`;

const TEXTURES: Record<Exclude<Material, 'smooth'>, string> = {
  cloth: tile('cloth', 200, 120, 'scale(.44) rotate(-8)', WEAVE),
  pile: tile('pile', 200, 120, 'scale(.62) rotate(4)', PILE),
  wood: tile('wood', 340, 96, 'scale(.8)', GRAIN),
  plank: tile('plank', 340, 96, 'scale(.62 .9) rotate(90)', GRAIN),
};

/**
 * A brush for one picture. With `close` the weave of cloth shows; from further away only the
 * grain of wood does, because a weave finer than a pixel turns into moire.
 */
export function createBrush({ colour, close }: { colour: string; close: boolean }): Brush {
  const definitions = new Map<string, string>();
  const define = (body: (id: string) => string): string => {
    const key = body('');
    const id = definitions.get(key) ?? `p${definitions.size}`;
    definitions.set(key, id);
    return `url(#${id})`;
  };
  const ramp = (from: string, to: string, end: string) =>
    define(
      (id) =>
        `<linearGradient id="${id}" x1="0" y1="0" ${end}><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`,
    );
  const shape = (start: string, paint: string, of: Material): string => {
    const painted = `${start} fill="${paint}"/>`;
    const plain = of === 'smooth' || (of === 'cloth' && !close) || (of === 'pile' && !close);
    return plain ? painted : `${painted}${start} fill="url(#${of})"/>`;
  };
  const strokes = {
    down: (top: string, bottom: string) => ramp(top, bottom, 'x2="0" y2="1"'),
    across: (left: string, right: string) => ramp(left, right, 'x2="1" y2="0"'),
    glow: (colour: string, opacity: number, half = 0.45) =>
      define(
        (id) =>
          `<radialGradient id="${id}"><stop offset="0" stop-color="${colour}" stop-opacity="${opacity}"/><stop offset=".55" stop-color="${colour}" stop-opacity="${opacity * half}"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>`,
      ),
    box: (
      x: number,
      y: number,
      w: number,
      h: number,
      r: number,
      paint: string,
      of: Material = 'smooth',
    ) => shape(`<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}"`, paint, of),
    path: (d: string, paint: string, of: Material = 'smooth') => shape(`<path d="${d}"`, paint, of),
    oval: (
      cx: number,
      cy: number,
      rx: number,
      ry: number,
      paint: string,
      of: Material = 'smooth',
    ) => shape(`<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}"`, paint, of),
    line: (d: string, colour: string, width: number, opacity = 1) =>
      `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" opacity="${opacity}"/>`,
    defs: () =>
      `<defs>${Object.values(TEXTURES).join('')}${[...definitions].map(([key, id]) => key.replace('id=""', `id="${id}"`)).join('')}</defs>`,
  };
  const dipped = (main: string): Brush => ({ ...createPalette(main), ...strokes, dipped });
  return dipped(colour);
}
