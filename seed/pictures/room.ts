import type { Brush } from './brush.ts';
import { type Indoors, layouts, type Standing } from './layouts.ts';
import { subjects } from './subjects/index.ts';
import { flatpack } from './subjects/services.ts';
import { grounded, place, plant } from './subjects/subject.ts';

const FLOOR = 500;

function floor(b: Brush): string {
  const wood = b.dipped('#c79f74').main;
  const rows = [0, 18, 42, 74, 116, 170, 240];
  const planks = rows.slice(0, -1).flatMap((y, i) => {
    const next = rows[i + 1]!;
    const near = 1 + (y + next) / 300;
    return Array.from({ length: 9 }, (_, k) => {
      const w = 190 * near;
      const x = 480 + (k - 4.5 + ((i * 37) % 10) / 10 - 0.5) * w;
      const tone = ((i * 5 + k * 3) % 7) * 0.026 - 0.07;
      return b.box(x, FLOOR + y, w - 1.4, next - y - 1.2, 0, wood(tone), 'wood');
    });
  });
  return [
    b.box(0, FLOOR, 960, 220, 0, wood(-0.3)),
    ...planks,
    b.box(0, FLOOR, 960, 220, 0, b.down('#1c102048', '#fff7ea18')),
  ].join('');
}

function curtain(b: Brush, x: number, w: number): string {
  const linen = b.dipped('#dfcdb2').main;
  return Array.from({ length: 5 }, (_, i) => {
    const fold = w / 5;
    const at = x + i * fold;
    const d = `M${at} 66L${at + fold} 66Q${at + fold + 4} 280 ${at + fold} ${474 + (i % 2) * 4}L${at} 474Q${at + 4} 280 ${at} 66Z`;
    return b.path(d, b.across(linen(0.5), linen(0.14)));
  }).join('');
}

function windowed(b: Brush): string {
  return [
    b.box(78, 84, 208, 302, 4, b.cream(0.85)),
    b.box(90, 96, 184, 278, 2, b.down('#bfdbe6', '#f3efdf')),
    b.oval(222, 150, 24, 24, '#fff6dc'),
    b.path('M90 318Q140 276 190 306T274 290L274 374L90 374Z', '#a9c2a6'),
    b.path('M90 346Q150 312 210 336T274 330L274 374L90 374Z', '#86a888'),
    b.path('M104 96L160 96L90 250L90 130Z', '#ffffff3c'),
    b.box(178, 96, 8, 278, 0, b.cream(0.85)),
    b.box(90, 208, 184, 7, 0, b.cream(0.85)),
    b.box(66, 384, 232, 13, 4, b.down(b.cream(0.9), b.cream(0.1))),
    b.line('M22 62L342 62', b.leg(-0.3), 7),
    b.oval(20, 62, 9, 9, b.leg(-0.3)),
    b.oval(344, 62, 9, 9, b.leg(-0.3)),
    curtain(b, 34, 58),
    curtain(b, 272, 58),
  ].join('');
}

function pictures(b: Brush, x: number): string {
  const frame = (fx: number, w: number, h: number, inside: string) =>
    `<g transform="translate(${fx} 178)">${b.box(-w / 2 + 4, -h / 2 + 7, w, h, 2, '#1c102026')}${b.box(-w / 2, -h / 2, w, h, 2, b.leg(-0.1))}${b.box(-w / 2 + 6, -h / 2 + 6, w - 12, h - 12, 0, b.cream(0.75))}${inside}</g>`;
  return [
    frame(
      x - 72,
      118,
      158,
      [
        b.oval(8, -24, 24, 24, b.accent(0.1)),
        b.path('M-45 66L-45 16Q-20 -14 4 14T45 8L45 66Z', b.main(0.2)),
        b.path('M-45 66L-45 40Q-10 18 14 40T45 34L45 66Z', b.main(-0.2)),
      ].join(''),
    ),
    frame(
      x + 76,
      118,
      158,
      [
        b.path('M-30 58L-30 -6A30 30 0 0 1 30 -6L30 58Z', b.accent(0.3)),
        b.path('M-14 58L-14 8A14 14 0 0 1 14 8L14 58Z', b.main(0.1)),
        b.oval(0, -52, 9, 9, b.main(-0.1)),
      ].join(''),
    ),
  ].join('');
}

const stand = (b: Brush, { name, x, y, scale, colour }: Standing): string => {
  const { width, paint } = subjects[name];
  const svg = paint(colour ? b.dipped(colour) : b);
  // A rug alone is seen from higher up than the floor of a room is.
  if (name === 'rug') return place(`<g transform="scale(1 .54)">${svg}</g>`, x, y, scale);
  return grounded(b, x, y, width * scale * 0.9) + place(svg, x, y, scale);
};

/** A sunlit room with a window, in which the subject stands among neutral furniture. */
export function room(b: Brush, name: Indoors): string {
  const { things, mirrored, art, ...rest } = layouts[name];
  const svg = [
    b.box(0, 0, 960, FLOOR, 0, b.across(b.wall(0.2), b.wall(-0.1))),
    b.oval(330, 200, 520, 380, b.glow('#fff8e6', 0.6)),
    windowed(b),
    art ? pictures(b, art) : '',
    b.box(0, FLOOR - 24, 960, 24, 0, b.down(b.wall(0.75), b.wall(0.3))),
    floor(b),
    b.path(`M170 ${FLOOR}L340 ${FLOOR}L600 720L290 720Z`, b.down('#fff3cf14', '#fff3cf4c')),
    plant(b, ...rest.plant),
    rest.flatpack ? place(flatpack(b), ...rest.flatpack) : '',
    ...things.map((thing) => stand(b, thing)),
    b.oval(200, 200, 620, 480, b.glow('#fff6da', 0.16)),
  ].join('');
  return mirrored ? `<g transform="translate(960 0) scale(-1 1)">${svg}</g>` : svg;
}
