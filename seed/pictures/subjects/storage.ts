import type { Brush } from '../brush.ts';
import { leg, pillow, plant, type Subject } from './subject.ts';

/** A row of books standing on (x, y); the sequence of sizes and colours is fixed. */
function books(b: Brush, x: number, y: number, count: number, seed: number): string {
  const inks = [
    b.accent,
    b.cream,
    b.leaf,
    b.metal,
    b.dipped('#b8604a').main,
    b.dipped('#7d8fa6').main,
  ];
  let at = x;
  return Array.from({ length: count }, (_, i) => {
    const k = (i * 7 + seed * 5) % 11;
    const w = 11 + (k % 4) * 3.5;
    const h = 56 + ((k * 5) % 7) * 4;
    const ink = inks[(k + i + seed) % inks.length]!;
    const book = [
      b.box(at, y - h, w - 1, h, 2, b.across(ink(0.16), ink(-0.22))),
      b.box(at + 2, y - h + 8, w - 5, 3, 0, ink(0.6)),
      k % 3 ? b.box(at + 2, y - 14, w - 5, 5, 0, ink(-0.4)) : '',
    ].join('');
    at += w;
    return book;
  }).join('');
}

/** A carcass with a visible right side, which gives it depth. */
function carcass(b: Brush, half: number, height: number, foot: number): string {
  const x = half - 34;
  return [
    b.path(
      `M${x} ${-height}L${half + 8} ${-height + 14}L${half + 8} ${-foot - 12}L${x} ${-foot}Z`,
      b.across(b.main(-0.4), b.main(-0.56)),
      'plank',
    ),
    b.box(
      -half,
      -height,
      half * 2 - 34,
      height - foot,
      4,
      b.across(b.main(0.1), b.main(-0.12)),
      'plank',
    ),
  ].join('');
}

const bookcase: Subject = {
  width: 400,
  height: 500,
  focus: { x: -70, y: -258, zoom: 2.3 },
  paint: (b) => {
    const rows = [-484, -368, -252, -136];
    return [
      leg(b, -176, -24, -182, 22, -0.1),
      leg(b, 142, -24, 148, 22, -0.2),
      carcass(b, 196, 500, 18),
      ...rows.map((y) =>
        [
          b.box(-182, y, 330, 104, 2, b.across(b.main(-0.62), b.main(-0.46))),
          b.box(-182, y, 330, 26, 0, b.down('#1c10206a', '#1c102000')),
          b.box(-182, y, 24, 104, 0, b.across('#1c102050', '#1c102000')),
          b.box(-182, y + 101, 330, 5, 0, b.main(0.42)),
        ].join(''),
      ),
      books(b, -172, -380, 11, 1),
      b.path(
        'M76 -380L128 -380L122 -420Q102 -428 82 -420Z',
        b.across(b.accent(0.3), b.accent(-0.3)),
      ),
      b.oval(102, -421, 20, 5, b.accent(-0.5)),
      plant(b, -128, -264, 92),
      books(b, -70, -264, 13, 4),
      books(b, -172, -148, 7, 2),
      `<g transform="rotate(12 -44 -148)">${b.box(-52, -218, 16, 70, 2, b.across(b.accent(0.2), b.accent(-0.2)))}</g>`,
      b.box(14, -206, 116, 58, 5, b.across(b.cream(0.2), b.cream(-0.3)), 'cloth'),
      b.box(52, -192, 40, 12, 6, b.cream(-0.6)),
      b.oval(-122, -60, 40, 28, b.across(b.cream(0.5), b.cream(-0.3))),
      b.oval(-122, -84, 17, 5, b.cream(-0.5)),
      b.box(-68, -48, 84, 16, 3, b.across(b.accent(), b.accent(-0.3))),
      b.box(-62, -63, 74, 15, 3, b.across(b.cream(0.3), b.cream(-0.2))),
      books(b, 34, -32, 6, 6),
      b.line('M-196 -498L160 -498', b.main(0.7), 3, 0.5),
    ].join('');
  },
};

const wardrobe: Subject = {
  width: 420,
  height: 520,
  focus: { x: -20, y: -268, zoom: 2.4 },
  paint: (b) => {
    const door = (x: number, n: number) =>
      [
        b.box(x, -492, 172, 346, 4, b.across(b.main(n + 0.18), b.main(n - 0.02)), 'plank'),
        b.box(x + 20, -470, 132, 302, 4, b.main(n - 0.22)),
        b.box(x + 22, -467, 130, 299, 4, b.across(b.main(n + 0.1), b.main(n + 0.2)), 'plank'),
        b.path(`M${x + 22} -467L${x + 100} -467L${x + 22} -300Z`, '#ffffff16'),
      ].join('');
    return [
      leg(b, -182, -34, -190, 26, -0.1),
      leg(b, 146, -34, 152, 26, -0.2),
      leg(b, 196, -40, 200, 20, -0.5, 12),
      carcass(b, 206, 508, 28),
      b.box(-212, -518, 392, 20, 4, b.down(b.main(0.3), b.main(-0.06)), 'wood'),
      b.path('M180 -518L222 -503L222 -488L180 -498Z', b.main(-0.5)),
      b.box(-194, -494, 354, 456, 2, b.main(-0.5)),
      door(-192, 0),
      door(-16, -0.05),
      ...[-192, -16].map((x) =>
        [
          b.box(x, -142, 172, 102, 4, b.down(b.main(0.14), b.main(-0.12)), 'wood'),
          b.box(x + 58, -102, 56, 9, 4.5, b.down('#eed49a', '#9d7436')),
          b.box(x + 58, -92, 56, 7, 3, '#1c102030'),
        ].join(''),
      ),
      ...[-40, 0].map((x) => b.box(x, -350, 9, 74, 4.5, b.across('#f0d9a2', '#9d7436'))),
      ...[-31, 9].map((x) => b.box(x, -346, 6, 74, 3, '#1c102028')),
    ].join('');
  },
};

const bed: Subject = {
  width: 660,
  height: 360,
  focus: { x: -160, y: -250, zoom: 2.4 },
  paint: (b) => {
    const tufts = Array.from({ length: 7 }, (_, i) => -288 + i * 82.3);
    return [
      leg(b, -286, -40, -292, 26),
      leg(b, 286, -40, 292, 26, -0.1),
      b.path(
        'M-296 -40L-296 -318Q-296 -356 -258 -358L258 -358Q296 -356 296 -318L296 -40Z',
        b.down(b.main(-0.1), b.main(-0.44)),
        'cloth',
      ),
      ...tufts.map((x, i) =>
        b.path(
          `M${x} -120L${x} ${i === 0 ? -318 : -346}Q${x + 4} -352 ${x + 41} -352Q${x + 78} -352 ${x + 82} ${i === 6 ? -318 : -346}L${x + 82} -120Z`,
          b.across(b.main(0.18), b.main(-0.24)),
          'cloth',
        ),
      ),
      b.box(-290, -250, 580, 110, 0, b.down('#1c102000', '#1c102060')),
      b.path('M-262 -206L262 -206L306 -104L-306 -104Z', b.down(b.cream(0.2), b.cream(0.55))),
      ...[-146, 146].map((x) =>
        [
          b.path(
            `M${x - 104} -262Q${x} -286 ${x + 104} -262Q${x + 120} -226 ${x + 106} -190Q${x} -176 ${x - 106} -190Q${x - 120} -226 ${x - 104} -262Z`,
            b.down(b.cream(0.85), b.cream(-0.04)),
            'cloth',
          ),
          b.line(
            `M${x - 96} -250Q${x - 70} -236 ${x - 58} -220M${x + 96} -250Q${x + 70} -236 ${x + 58} -220`,
            b.cream(-0.4),
            2,
            0.4,
          ),
        ].join(''),
      ),
      pillow(b, -70, -212, 88, -5, b.accent),
      pillow(b, 62, -210, 84, 6, b.main),
      b.path(
        'M-278 -190Q0 -204 278 -190L318 -108Q326 -70 312 -46L-312 -46Q-326 -70 -318 -108Z',
        b.down(b.cream(0.9), b.cream(0.1)),
        'cloth',
      ),
      b.path('M-278 -190Q0 -204 278 -190L285 -172Q0 -186 -285 -172Z', b.cream(0.97)),
      b.path(
        'M-318 -108Q0 -122 318 -108Q326 -70 312 -46L-312 -46Q-326 -70 -318 -108Z',
        b.down('#1c102006', '#1c102034'),
      ),
      b.path(
        'M-298 -156Q0 -170 298 -156L320 -104Q326 -76 318 -60L-318 -60Q-326 -76 -320 -104Z',
        b.down(b.accent(0.22), b.accent(-0.2)),
        'cloth',
      ),
      b.path(
        'M-320 -106Q0 -120 320 -106Q326 -76 318 -60L-318 -60Q-326 -76 -320 -106Z',
        b.down('#1c102008', '#1c10204a'),
      ),
      b.line('M-294 -148Q0 -162 294 -148M-314 -72L314 -72', b.accent(0.6), 2.4, 0.5),
      b.line(
        'M-210 -112Q-216 -84 -208 -62M-60 -116Q-56 -90 -62 -62M110 -115Q116 -88 108 -62M232 -111Q240 -84 232 -62',
        b.accent(-0.6),
        3,
        0.28,
      ),
      b.box(-312, -52, 624, 30, 8, b.down(b.main(-0.16), b.main(-0.46)), 'cloth'),
    ].join('');
  },
};

/** Bookcase, wardrobe and bed. */
export const storage = { bookcase, wardrobe, bed };
