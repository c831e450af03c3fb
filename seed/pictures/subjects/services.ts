import type { Brush } from '../brush.ts';
import { grounded, type Subject } from './subject.ts';

/** A cardboard parcel whose lower left corner is (x, y). */
export function parcel(b: Brush, x: number, y: number, w: number, h: number): string {
  const card = b.dipped('#c99a63').main;
  const lid = h * 0.16;
  return [
    b.box(x, y - h, w, h, 3, b.across(card(0.14), card(-0.12))),
    b.box(x, y - h, w, lid, 3, b.across(card(0.3), card(0.06))),
    b.box(x + w * 0.42, y - h, w * 0.16, h * 0.5, 0, b.across('#f3dcae', '#dcb97c')),
    b.line(`M${x + 2} ${y - h + lid}L${x + w - 2} ${y - h + lid}`, card(-0.4), 1.6, 0.45),
    b.line(
      `M${x + w * 0.12} ${y - h * 0.12}L${x + w * 0.3} ${y - h * 0.12}M${x + w * 0.12} ${y - h * 0.2}L${x + w * 0.24} ${y - h * 0.2}`,
      card(-0.5),
      3,
      0.6,
    ),
    b.line(
      `M${x + w * 0.84} ${y - h * 0.1}L${x + w * 0.84} ${y - h * 0.34}l${-w * 0.05} ${h * 0.07}m${w * 0.05} ${-h * 0.07}l${w * 0.05} ${h * 0.07}`,
      card(-0.5),
      2.6,
      0.6,
    ),
  ].join('');
}

function wheel(b: Brush, x: number): string {
  return [
    b.oval(x, -46, 50, 50, b.main(-0.72)),
    b.oval(x, -40, 40, 40, b.down('#3d3c46', '#24232b')),
    b.oval(x, -40, 22, 22, b.down('#eceaf0', '#a9a8b3')),
    b.oval(x, -40, 8, 8, '#6b6a76'),
    ...[0, 72, 144, 216, 288].map(
      (turn) =>
        `<g transform="rotate(${turn} ${x} -40)">${b.oval(x, -54, 2.6, 2.6, '#6b6a76')}</g>`,
    ),
  ].join('');
}

const delivery: Subject = {
  width: 660,
  height: 330,
  focus: { x: 168, y: -150, zoom: 2.1 },
  paint: (b) =>
    [
      b.path(
        'M-262 -44L-262 -296Q-262 -322 -236 -322L92 -322L92 -44Z',
        b.down(b.main(0.2), b.main(-0.1)),
      ),
      b.box(-262, -112, 354, 68, 0, b.down(b.main(-0.16), b.main(-0.34))),
      b.line('M-246 -306L80 -306', b.main(0.8), 5, 0.45),
      b.line('M-88 -300L-88 -62M-250 -112L92 -112', b.main(-0.5), 2, 0.35),
      b.path(
        'M92 -292L160 -292Q188 -290 206 -260L244 -184L290 -166Q316 -156 318 -128L320 -62Q320 -44 302 -44L92 -44Z',
        b.across(b.main(0.16), b.main(-0.14)),
      ),
      b.path(
        'M92 -112L318 -112L320 -62Q320 -44 302 -44L92 -44Z',
        b.across(b.main(-0.18), b.main(-0.34)),
      ),
      b.path(
        'M112 -272L156 -272Q172 -270 184 -250L218 -184L112 -184Z',
        b.down('#e3f2f6', '#94bccb'),
      ),
      b.path(
        'M122 -272L146 -272L112 -206L112 -244ZM158 -272L168 -266L130 -184L116 -184Z',
        '#ffffff70',
      ),
      b.line('M102 -284L102 -62M102 -164L236 -164', b.main(-0.5), 2, 0.4),
      b.box(120, -150, 32, 8, 4, b.main(-0.55)),
      b.box(290, -146, 30, 28, 10, b.across('#fff4cf', '#ffd777')),
      b.box(292, -76, 38, 22, 8, b.down('#6b6a76', '#3d3c46')),
      b.box(-274, -76, 30, 22, 8, b.down('#6b6a76', '#3d3c46')),
      b.box(-264, -160, 12, 36, 4, b.down('#f0806a', '#b8402f')),
      b.box(-250, -54, 544, 12, 4, b.metal(-0.3)),
      b.oval(-88, -206, 70, 70, b.cream(0.5)),
      parcel(b, -126, -172, 76, 66),
      wheel(b, -166),
      wheel(b, 214),
      b.oval(-296, 0, 60, 9, b.glow('#1c1020', 0.4)),
      parcel(b, -342, 2, 84, 70),
      parcel(b, -328, -68, 56, 46),
    ].join(''),
};

function hammer(b: Brush, x: number, turn: number): string {
  return `<g transform="translate(${x} -150) rotate(${turn})">${[
    b.box(-9, -190, 18, 200, 6, b.across(b.leg(0.2), b.leg(-0.3)), 'plank'),
    b.path(
      'M-44 -222L26 -222Q56 -220 66 -196Q40 -204 26 -190L-44 -190Q-52 -206 -44 -222Z',
      b.down('#b7b9c4', '#5c5e6b'),
    ),
    b.line('M-40 -216L28 -216', '#ffffff', 3, 0.5),
  ].join('')}</g>`;
}

function screwdriver(b: Brush, x: number, turn: number): string {
  return `<g transform="translate(${x} -150) rotate(${turn})">${[
    b.box(-5, -60, 10, 90, 3, b.across('#d5d7df', '#777985')),
    b.path(
      'M-17 -150Q-17 -164 0 -164Q17 -164 17 -150L14 -112L18 -74Q17 -58 0 -58Q-17 -58 -18 -74L-14 -112Z',
      b.across(b.accent(0.3), b.accent(-0.35)),
    ),
    b.line('M-6 -152L-6 -72M6 -152L6 -72', b.accent(-0.55), 2.4, 0.5),
  ].join('')}</g>`;
}

function spanner(b: Brush, x: number, turn: number): string {
  return `<g transform="translate(${x} -150) rotate(${turn})">${b.path('M-11 10L-11 -120Q-32 -132 -30 -160Q-26 -182 -12 -188L-12 -158L0 -148L12 -158L12 -188Q26 -182 30 -160Q32 -132 11 -120L11 10Z', b.across('#d3d6df', '#6b6d79'))}${b.line('M-4 -110L-4 0', '#ffffff', 3, 0.4)}</g>`;
}

const assembly: Subject = {
  width: 560,
  height: 400,
  focus: { x: -70, y: -210, zoom: 2.2 },
  paint: (b) =>
    [
      b.line(
        'M-96 -206L-96 -262Q-96 -282 -76 -282L76 -282Q96 -282 96 -262L96 -206',
        b.metal(-0.1),
        15,
      ),
      b.line('M-96 -262Q-96 -282 -76 -282L76 -282', b.metal(0.5), 4, 0.5),
      b.path('M-216 -168L-190 -206L190 -206L216 -168Z', b.main(-0.62)),
      hammer(b, -138, -13),
      spanner(b, -34, 4),
      screwdriver(b, 54, -5),
      screwdriver(b, 146, 12),
      b.path(
        'M-216 -172L216 -172L204 -14Q202 0 188 0L-188 0Q-202 0 -204 -14Z',
        b.down(b.main(0.14), b.main(-0.24)),
      ),
      b.box(-222, -182, 444, 34, 8, b.down(b.main(0.36), b.main(-0.04))),
      b.line('M-212 -176L210 -176', b.main(0.9), 3, 0.5),
      b.path('M-212 -148L212 -148L211 -132L-211 -132Z', '#1c102030'),
      ...[-132, 96].map((x) =>
        [
          b.box(x, -162, 38, 46, 6, b.down('#e4e5ea', '#8b8d99')),
          b.box(x + 9, -140, 20, 9, 4, '#5b5d69'),
        ].join(''),
      ),
      b.oval(0, -74, 42, 42, b.cream(0.5)),
      b.path('M-22 -68L0 -94L22 -68L15 -68L15 -50L-15 -50L-15 -68Z', b.main(-0.1)),
      b.oval(254, -2, 60, 9, b.glow('#1c1020', 0.35)),
      b.line('M222 -6L284 -6Q298 -6 298 -20L298 -52', '#6b6d79', 9),
      b.line('M222 -8L284 -8', '#ffffff', 2.4, 0.5),
      ...[-262, -288, -240].map(
        (x, i) =>
          `<g transform="translate(${x} ${[-6, -2, 2][i]}) rotate(${[16, -28, 70][i]})">${[b.box(-3, -30, 6, 30, 2, b.across('#d9dbe2', '#7b7d89')), b.line('M-3 -22L3 -20M-3 -15L3 -13M-3 -8L3 -6', '#5b5d69', 1.4), b.box(-9, -36, 18, 7, 3, '#9a9ca8')].join('')}</g>`,
      ),
    ].join(''),
};

/** A shelf half built: an open frame with two boards in, the others leaning on it. */
export function flatpack(b: Brush): string {
  const oak = b.dipped('#c79a66').main;
  const board = (x: number, y: number, w: number, h: number, n: number) =>
    b.box(x, y, w, h, 2, b.across(oak(n + 0.16), oak(n - 0.14)), w > h ? 'wood' : 'plank');
  return [
    grounded(b, 20, 0, 400),
    b.path('M126 -430L156 -418L156 -12L126 0Z', b.across(oak(-0.36), oak(-0.52)), 'plank'),
    b.box(-140, -300, 256, 292, 0, b.across(oak(-0.34), oak(-0.16)), 'plank'),
    ...[-302, -162, -20].map((y) =>
      [
        board(-150, y, 280, 18, 0.02),
        b.box(-140, y + 18, 256, 22, 0, b.down('#1c102058', '#1c102000')),
      ].join(''),
    ),
    board(-154, -430, 26, 430, 0.1),
    board(104, -430, 26, 430, 0),
    ...[-372, -340].flatMap((y) => [-141, 117].map((x) => b.oval(x, y, 3, 3, oak(-0.6)))),
    ...[8, 13].map(
      (turn, i) =>
        `<g transform="rotate(${turn} ${216 + i * 44} 0)">${board(172 + i * 44, -318 + i * 40, 62, 316 - i * 40, i * 0.14 - 0.08)}</g>`,
    ),
    parcel(b, -128, -18, 112, 74),
  ].join('');
}

/** Delivery (a van with parcels) and assembly (a tool box). */
export const services = { delivery, assembly };
