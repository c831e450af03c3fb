import type { Brush } from '../brush.ts';

/**
 * One thing to draw. The origin is the middle of its foot on the floor, y grows downwards,
 * so the thing itself stands at negative y.
 */
export type Subject = {
  width: number;
  height: number;
  /** The middle of the close-up and how far it is enlarged. */
  focus: { x: number; y: number; zoom: number };
  paint(brush: Brush): string;
};

/** A tapering leg from (x, y) down to (foot, 0 + rise). */
export function leg(b: Brush, x: number, y: number, foot: number, width: number, n = 0, rise = 0) {
  const top = width / 2;
  const end = width * 0.28;
  return b.path(
    `M${x - top} ${y}L${x + top} ${y}L${foot + end} ${-rise}Q${foot} ${3 - rise} ${foot - end} ${-rise}Z`,
    b.across(b.leg(n + 0.12), b.leg(n - 0.22)),
  );
}

/** The outline of a stuffed cushion: sides bulge, corners are pinched. */
export function cushion(x: number, y: number, w: number, h: number, bulge: number): string {
  const r = Math.min(w, h) * 0.16;
  return [
    `M${x + r} ${y}`,
    `Q${x + w / 2} ${y - bulge} ${x + w - r} ${y}`,
    `Q${x + w} ${y} ${x + w} ${y + r}`,
    `Q${x + w + bulge * 0.6} ${y + h / 2} ${x + w} ${y + h - r}`,
    `Q${x + w} ${y + h} ${x + w - r} ${y + h}`,
    `Q${x + w / 2} ${y + h + bulge * 0.5} ${x + r} ${y + h}`,
    `Q${x} ${y + h} ${x} ${y + h - r}`,
    `Q${x - bulge * 0.6} ${y + h / 2} ${x} ${y + r}`,
    `Q${x} ${y} ${x + r} ${y}Z`,
  ].join('');
}

/** A square pillow of side `s`, turned by `turn` degrees about its middle. */
export function pillow(
  b: Brush,
  cx: number,
  cy: number,
  s: number,
  turn: number,
  ink: (n?: number) => string,
) {
  const h = s / 2;
  const d = [
    `M${-h * 0.92} ${-h}Q0 ${-h * 0.86} ${h * 0.92} ${-h}Q${h * 1.04} ${-h} ${h} ${-h * 0.86}`,
    `Q${h * 0.93} 0 ${h} ${h * 0.86}Q${h * 1.04} ${h} ${h * 0.9} ${h}Q0 ${h * 0.92} ${-h * 0.9} ${h}`,
    `Q${-h * 1.04} ${h} ${-h} ${h * 0.86}Q${-h * 0.93} 0 ${-h} ${-h * 0.86}Q${-h * 1.04} ${-h} ${-h * 0.92} ${-h}Z`,
  ].join('');
  const fold = `M${-h * 0.9} ${-h * 0.9}Q${-h * 0.6} ${-h * 0.55} ${-h * 0.5} ${-h * 0.3}M${h * 0.9} ${-h * 0.9}Q${h * 0.6} ${-h * 0.55} ${h * 0.5} ${-h * 0.3}`;
  return `<g transform="translate(${cx} ${cy}) rotate(${turn})">${[
    b.oval(4, h * 0.9, h * 1.05, h * 0.25, b.glow('#1c1020', 0.3)),
    b.path(d, b.across(ink(0.18), ink(-0.14)), 'cloth'),
    b.oval(-h * 0.2, -h * 0.1, h * 0.62, h * 0.62, b.glow(ink(0.5), 0.35)),
    b.line(fold, ink(-0.4), 1.6, 0.35),
  ].join('')}</g>`;
}

/** A potted plant of the given height. */
export function plant(b: Brush, x: number, y: number, height: number): string {
  const leaves = [-62, -38, -18, 4, 24, 44, 66].map((turn, i) => {
    const reach = [118, 150, 176, 190, 170, 146, 112][i]!;
    const tone = [-0.2, 0.05, -0.1, 0.14, -0.02, 0.1, -0.22][i]!;
    return `<g transform="rotate(${turn})">${[
      b.path(
        `M0 0C${-reach * 0.26} ${-reach * 0.35} ${-reach * 0.2} ${-reach * 0.8} 0 ${-reach}C${reach * 0.2} ${-reach * 0.8} ${reach * 0.26} ${-reach * 0.35} 0 0Z`,
        b.across(b.leaf(tone + 0.1), b.leaf(tone - 0.12)),
      ),
      b.line(`M0 -6L0 ${-reach * 0.9}`, b.leaf(0.5), 1.6, 0.5),
    ].join('')}</g>`;
  });
  return `<g transform="translate(${x} ${y}) scale(${height / 270})">${[
    b.oval(6, 0, 74, 15, b.glow('#1c1020', 0.42)),
    `<g transform="translate(0 -76)">${[leaves[0], leaves[6], leaves[1], leaves[5], leaves[2], leaves[4], leaves[3]].join('')}</g>`,
    b.path('M-50 -88L50 -88L38 -4Q0 6 -38 -4Z', b.across(b.cream(0.5), b.cream(-0.24))),
    b.box(-54, -98, 108, 20, 6, b.across(b.cream(0.6), b.cream(-0.16))),
  ].join('')}</g>`;
}

/** Puts a subject with its foot at (x, y). */
export const place = (svg: string, x: number, y: number, scale: number): string =>
  `<g transform="translate(${x} ${y}) scale(${scale})">${svg}</g>`;

/** The shadow under a thing that is `width` wide. */
export const grounded = (b: Brush, x: number, y: number, width: number): string =>
  [
    b.oval(x + width * 0.05, y - 4, width * 0.68, width * 0.07 + 8, b.glow('#1c1020', 0.26, 0.7)),
    b.oval(x, y - 6, width * 0.58, width * 0.034 + 5, b.glow('#1c1020', 0.3, 0.8)),
  ].join('');
