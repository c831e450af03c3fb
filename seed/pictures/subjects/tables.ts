import type { Brush } from '../brush.ts';
import { leg, type Subject } from './subject.ts';

/** A table top seen a little from above: surface, lit edge and the shadow below it. */
function top(b: Brush, half: number, y: number, depth: number, thick: number): string {
  const back = half - depth * 0.9;
  return [
    b.path(
      `M${-back} ${y - depth}L${back} ${y - depth}L${half} ${y}L${-half} ${y}Z`,
      b.across(b.main(0.3), b.main(0.06)),
      'wood',
    ),
    b.path(
      `M${-back} ${y - depth}L${-back + 220} ${y - depth}L${-half + 150} ${y}L${-half} ${y}Z`,
      b.across('#ffffff38', '#ffffff00'),
    ),
    b.box(-half, y, half * 2, thick, 5, b.down(b.main(-0.04), b.main(-0.26)), 'wood'),
    b.line(`M${-half + 3} ${y + 1}L${half - 3} ${y + 1}`, b.main(0.65), 2.4, 0.6),
  ].join('');
}

const woodLeg = (
  b: Brush,
  x: number,
  y: number,
  foot: number,
  width: number,
  n: number,
  rise = 0,
) => leg({ ...b, leg: b.main }, x, y, foot, width, n, rise);

function vase(b: Brush, x: number, y: number): string {
  const twigs = [
    'M0 -60C-8 -110 -30 -140 -34 -178',
    'M0 -60C4 -110 10 -150 6 -196',
    'M2 -60C14 -100 38 -126 48 -160',
  ];
  const leaves = [
    [-34, -178, -30],
    [-22, -138, -70],
    [6, -196, 4],
    [8, -150, 60],
    [2, -122, -50],
    [48, -160, 30],
    [32, -126, 80],
    [-12, -112, 40],
  ];
  return `<g transform="translate(${x} ${y})">${[
    b.oval(8, -2, 46, 9, b.glow('#1c1020', 0.4)),
    ...twigs.map((d) => b.line(d, b.leaf(-0.35), 3)),
    ...leaves.map(
      ([lx, ly, turn], i) =>
        `<g transform="translate(${lx} ${ly}) rotate(${turn})">${b.path('M0 8C-15 0 -13 -20 0 -32C13 -20 15 0 0 8Z', b.across(b.leaf(0.22 - (i % 3) * 0.14), b.leaf(-0.16)))}</g>`,
    ),
    b.path(
      'M-12 -72L12 -72C10 -58 34 -46 32 -24Q30 0 12 0L-12 0Q-30 0 -32 -24C-34 -46 -10 -58 -12 -72Z',
      b.across(b.accent(0.3), b.accent(-0.3)),
    ),
    b.oval(0, -72, 12, 3, b.accent(-0.5)),
    b.line('M-22 -34Q-26 -22 -20 -12', b.accent(0.8), 4, 0.45),
  ].join('')}</g>`;
}

const table: Subject = {
  width: 660,
  height: 440,
  focus: { x: -155, y: -262, zoom: 2.3 },
  paint: (b) =>
    [
      woodLeg(b, -206, -230, -218, 28, -0.5, 34),
      woodLeg(b, 206, -230, 218, 28, -0.5, 34),
      b.box(-262, -226, 524, 44, 4, b.down(b.main(-0.5), b.main(-0.3)), 'wood'),
      woodLeg(b, -270, -226, -294, 40, -0.02),
      woodLeg(b, 270, -226, 294, 40, -0.12),
      top(b, 330, -246, 52, 22),
      b.box(-284, -224, 568, 14, 0, b.down('#1c102048', '#1c102000')),
      vase(b, -120, -264),
      b.oval(112, -264, 84, 11, b.glow('#1c1020', 0.42)),
      ...[
        [78, -306, 22],
        [116, -312, 25],
        [150, -303, 21],
      ].map(([x, y, r], i) =>
        b.oval(
          x!,
          y!,
          r!,
          r! * 0.96,
          b.across(['#e9a94e', '#d8754a', '#b9c46a'][i]!, ['#c27a2d', '#9c4330', '#7c8f3f'][i]!),
        ),
      ),
      b.path(
        'M40 -306L188 -306C184 -278 158 -262 132 -262L96 -262C70 -262 44 -278 40 -306Z',
        b.across(b.cream(0.6), b.cream(-0.26)),
      ),
      b.line('M43 -304L185 -304', '#ffffff', 3, 0.6),
    ].join(''),
};

const desk: Subject = {
  width: 620,
  height: 420,
  focus: { x: 176, y: -186, zoom: 2.5 },
  paint: (b) =>
    [
      woodLeg(b, -196, -230, -204, 24, -0.5, 30),
      woodLeg(b, -270, -226, -284, 32, 0),
      b.box(-270, -226, 540, 34, 3, b.down(b.main(-0.48), b.main(-0.26)), 'wood'),
      woodLeg(b, 110, -40, 106, 22, -0.4),
      woodLeg(b, 254, -40, 260, 22, -0.4),
      b.box(92, -228, 182, 194, 6, b.across(b.main(-0.1), b.main(-0.34)), 'wood'),
      ...[0, 1, 2].map((i) => {
        const y = -216 + i * 59;
        return [
          b.box(101, y, 164, 53, 4, b.down(b.main(0.16 - i * 0.04), b.main(-0.12)), 'wood'),
          b.line(`M103 ${y + 53}L263 ${y + 53}`, b.main(-0.6), 2, 0.5),
          b.box(160, y + 20, 46, 9, 4.5, b.down('#e8c987', '#a87f3e')),
          b.box(160, y + 29, 46, 6, 3, '#1c102030'),
        ].join('');
      }),
      top(b, 310, -248, 46, 20),
      b.box(-274, -228, 548, 11, 0, b.down('#1c102048', '#1c102000')),
      b.oval(-46, -262, 130, 9, b.glow('#1c1020', 0.42)),
      b.path('M-74 -264L-64 -300L-28 -300L-18 -264Z', b.across(b.metal(0.6), b.metal(0.25))),
      b.box(-152, -412, 212, 126, 9, b.metal(-0.2)),
      b.box(-144, -404, 196, 106, 3, b.down(b.accent(0.62), b.accent(0.16))),
      b.path('M-144 -330Q-100 -366 -60 -336T52 -350L52 -298L-144 -298Z', b.accent(-0.16)),
      b.oval(8, -376, 13, 13, b.cream(0.6)),
      b.path('M-144 -404L-66 -404L-130 -298L-144 -298Z', '#ffffff1c'),
      ...[
        [-270, 82, 15],
        [-270, 74, 14],
        [-262, 62, 17],
      ].map(([x, w, h], i) =>
        b.box(
          x!,
          -270 - [0, 15, 29][i]! - h! + 8,
          w! + 20,
          h!,
          3,
          b.across(
            [b.accent(), b.cream(0.3), b.main(-0.3)][i]!,
            [b.accent(-0.3), b.cream(-0.2), b.main(-0.5)][i]!,
          ),
        ),
      ),
      b.oval(228, -262, 40, 8, b.glow('#1c1020', 0.4)),
      b.line('M214 -296L204 -352M226 -296L228 -362M238 -296L250 -346', b.accent(), 6),
      b.box(200, -312, 52, 50, 6, b.across(b.cream(0.5), b.cream(-0.3))),
      b.box(106, -272, 66, 10, 3, b.cream(0.6)),
      b.box(110, -281, 58, 9, 3, b.accent(0.3)),
    ].join(''),
};

const lamp: Subject = {
  width: 300,
  height: 520,
  focus: { x: -18, y: -420, zoom: 2.4 },
  paint: (b) =>
    [
      b.oval(0, -420, 290, 270, b.glow('#ffd98c', 0.5)),
      leg(b, 6, -334, 26, 14, -0.5, 34),
      leg(b, -8, -336, -118, 18),
      leg(b, 8, -336, 118, 18, -0.12),
      b.line('M-62 -176L64 -176', b.metal(0.1), 5),
      b.box(-5, -400, 10, 70, 4, b.across(b.metal(0.4), b.metal(-0.2))),
      b.box(-19, -346, 38, 24, 7, b.across('#ecd092', '#8f6a33')),
      b.oval(0, -374, 118, 18, b.down('#fff3cf', '#ffdf9a')),
      b.path(
        'M-86 -518L86 -518L122 -372Q0 -346 -122 -372Z',
        b.across(b.main(0.16), b.main(-0.3)),
        'cloth',
      ),
      b.path('M-86 -518L86 -518L122 -372Q0 -346 -122 -372Z', b.down('#fff0c400', '#ffe3a08c')),
      b.oval(-4, -420, 96, 78, b.glow('#fff1c9', 0.6)),
      b.oval(0, -518, 86, 13, b.down(b.main(-0.3), b.main(-0.1))),
      b.oval(0, -517, 76, 9.5, '#ffe9b4'),
      b.line('M-120 -378Q0 -352 120 -378', b.main(-0.45), 3, 0.5),
      b.line('M-85 -511Q0 -496 85 -511', b.main(-0.45), 2, 0.4),
      b.line('M84 -366L84 -300', '#c9a45c', 2),
      b.oval(84, -296, 4.5, 5.5, '#c9a45c'),
    ].join(''),
};

/** Table, desk and lamp. */
export const tables = { table, desk, lamp };
