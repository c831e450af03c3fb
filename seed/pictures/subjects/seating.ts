import type { Brush } from '../brush.ts';
import { cushion, leg, pillow, type Subject } from './subject.ts';

/** Seat cushions side by side, each with a piped front edge and a shadow on what is below. */
function seats(b: Brush, left: number, y: number, w: number, h: number, count: number): string {
  return Array.from({ length: count }, (_, i) => {
    const x = left + (i * w) / count;
    const each = w / count - 3;
    return [
      b.path(cushion(x + 1, y, each, h, 5), b.down(b.main(0.2), b.main(-0.14)), 'cloth'),
      b.line(
        `M${x + 14} ${y + 22}Q${x + each / 2} ${y + 18} ${x + each - 12} ${y + 22}`,
        b.main(0.5),
        2,
        0.45,
      ),
      b.line(
        `M${x + 14} ${y + 25}Q${x + each / 2} ${y + 21} ${x + each - 12} ${y + 25}`,
        b.main(-0.5),
        1.6,
        0.4,
      ),
    ].join('');
  }).join('');
}

function arm(b: Brush, x: number, top: number, w: number, bottom: number, n: number): string {
  const r = w / 2;
  const d = `M${x} ${top + r}A${r} ${r} 0 0 1 ${x + w} ${top + r}L${x + w - 3} ${bottom}Q${x + r} ${bottom + 6} ${x + 3} ${bottom}Z`;
  const inner = `M${x + 8} ${bottom - 8}L${x + 7} ${top + r}A${r - 7} ${r - 7} 0 0 1 ${x + w - 7} ${top + r}L${x + w - 8} ${bottom - 8}`;
  return [
    b.path(d, b.across(b.main(n + 0.14), b.main(n - 0.2)), 'cloth'),
    b.path(d, b.down('#ffffff24', '#1c102030')),
    b.line(inner, b.main(-0.45), 1.8, 0.4),
    b.line(
      `M${x + r * 0.4} ${top + r * 0.72}A${r * 0.8} ${r * 0.8} 0 0 1 ${x + r * 1.2} ${top + 6}`,
      b.main(0.7),
      3,
      0.4,
    ),
  ].join('');
}

const sofa: Subject = {
  width: 640,
  height: 300,
  focus: { x: -175, y: -168, zoom: 2.7 },
  paint: (b) =>
    [
      leg(b, -205, -50, -198, 22, -0.5, 12),
      leg(b, 205, -50, 198, 22, -0.5, 12),
      leg(b, -272, -52, -286, 26),
      leg(b, 272, -52, 286, 26),
      b.path(
        'M-276 -100L-270 -262Q-266 -296 -228 -298L228 -298Q266 -296 270 -262L276 -100Z',
        b.down(b.main(-0.06), b.main(-0.34)),
        'cloth',
      ),
      b.path(cushion(-256, -282, 253, 158, 9), b.down(b.main(0.14), b.main(-0.2)), 'cloth'),
      b.path(cushion(3, -282, 253, 158, 9), b.down(b.main(0.1), b.main(-0.24)), 'cloth'),
      b.oval(-140, -240, 100, 44, b.glow(b.main(0.8), 0.22)),
      b.oval(122, -240, 100, 44, b.glow(b.main(0.8), 0.16)),
      b.box(-280, -112, 560, 66, 12, b.down(b.main(-0.22), b.main(-0.44)), 'cloth'),
      b.oval(0, -138, 262, 22, b.glow('#1c1020', 0.4)),
      seats(b, -256, -154, 512, 58, 2),
      b.box(-256, -96, 512, 14, 0, b.down('#1c102050', '#1c102000')),
      pillow(b, -186, -196, 104, -9, b.accent),
      pillow(b, 188, -192, 98, 8, b.cream),
      arm(b, -318, -226, 74, -46, 0.02),
      arm(b, 244, -226, 74, -46, -0.12),
    ].join(''),
};

const armchair: Subject = {
  width: 360,
  height: 370,
  focus: { x: -52, y: -196, zoom: 2.6 },
  paint: (b) =>
    [
      leg(b, -100, -70, -94, 22, -0.5, 14),
      leg(b, 100, -70, 94, 22, -0.5, 14),
      leg(b, -134, -74, -152, 26),
      leg(b, 134, -74, 152, 26),
      b.path(
        'M-142 -120C-150 -220 -150 -300 -134 -334Q-120 -366 -74 -368L74 -368Q120 -366 134 -334C150 -300 150 -220 142 -120Z',
        b.across(b.main(-0.02), b.main(-0.34)),
        'cloth',
      ),
      b.path(
        'M-112 -130C-118 -220 -118 -290 -106 -318Q-94 -344 -60 -346L60 -346Q94 -344 106 -318C118 -290 118 -220 112 -130Z',
        b.down(b.main(0.16), b.main(-0.22)),
        'cloth',
      ),
      b.oval(-34, -300, 74, 40, b.glow(b.main(0.8), 0.28)),
      b.line(
        'M-56 -343Q-64 -250 -58 -150M0 -346L0 -150M56 -343Q64 -250 58 -150',
        b.main(-0.5),
        2,
        0.32,
      ),
      b.line(
        'M-53 -343Q-61 -250 -55 -150M3 -346L3 -150M59 -343Q67 -250 61 -150',
        b.main(0.5),
        1.5,
        0.28,
      ),
      b.box(-140, -122, 280, 58, 14, b.down(b.main(-0.24), b.main(-0.46)), 'cloth'),
      b.oval(0, -156, 118, 18, b.glow('#1c1020', 0.4)),
      seats(b, -112, -170, 224, 60, 1),
      b.box(-112, -110, 224, 14, 0, b.down('#1c102050', '#1c102000')),
      pillow(b, 20, -206, 96, 7, b.accent),
      arm(b, -178, -238, 68, -64, 0.04),
      arm(b, 110, -238, 68, -64, -0.12),
    ].join(''),
};

const chair: Subject = {
  width: 290,
  height: 440,
  focus: { x: -24, y: -278, zoom: 2.7 },
  paint: (b) =>
    [
      leg(b, -66, -206, -82, 17, -0.45, 26),
      leg(b, 66, -206, 82, 17, -0.45, 26),
      b.line('M-72 -120L72 -120', b.leg(-0.4), 8),
      b.path(
        'M-112 -226C-124 -300 -122 -372 -100 -412Q-86 -438 -44 -440L44 -440Q86 -438 100 -412C122 -372 124 -300 112 -226Z',
        b.across(b.main(-0.1), b.main(-0.42)),
        'cloth',
      ),
      b.path(
        'M-103 -226C-114 -300 -112 -366 -92 -404Q-80 -428 -42 -430L42 -430Q80 -428 92 -404C112 -366 114 -300 103 -226Z',
        b.down(b.main(0.18), b.main(-0.2)),
        'cloth',
      ),
      b.oval(-30, -376, 70, 50, b.glow(b.main(0.85), 0.34)),
      b.line('M-88 -318Q0 -302 88 -318', b.main(-0.5), 2, 0.4),
      b.line('M-88 -315Q0 -299 88 -315', b.main(0.5), 1.6, 0.35),
      b.oval(0, -244, 104, 20, b.glow('#1c1020', 0.42)),
      b.path(
        'M-104 -248Q0 -258 104 -248Q130 -232 128 -212Q126 -196 100 -194L-100 -194Q-126 -196 -128 -212Q-130 -232 -104 -248Z',
        b.down(b.main(0.22), b.main(-0.06)),
        'cloth',
      ),
      b.path(
        'M-128 -214Q0 -194 128 -214Q128 -184 98 -180L-98 -180Q-128 -184 -128 -214Z',
        b.down(b.main(-0.12), b.main(-0.4)),
        'cloth',
      ),
      b.line('M-124 -214Q0 -194 124 -214', b.main(0.6), 2, 0.4),
      leg(b, -96, -184, -132, 22),
      leg(b, 96, -184, 132, 22, -0.08),
      b.box(-104, -186, 208, 13, 5, b.across(b.leg(-0.1), b.leg(-0.4))),
    ].join(''),
};

const stool: Subject = {
  width: 290,
  height: 330,
  focus: { x: -30, y: -282, zoom: 2.8 },
  paint: (b) =>
    [
      leg(b, -56, -250, -72, 18, -0.45, 30),
      leg(b, 56, -250, 72, 18, -0.45, 30),
      b.line('M-98 -112A98 20 0 0 1 98 -112', b.leg(-0.45), 8),
      leg(b, -88, -252, -130, 22),
      leg(b, 88, -252, 130, 22, -0.08),
      b.line('M-106 -112A106 22 0 0 0 106 -112', b.leg(0.04), 9),
      b.path(
        'M-118 -262L118 -262L112 -240Q0 -222 -112 -240Z',
        b.across(b.leg(0.05), b.leg(-0.4)),
        'wood',
      ),
      b.path(
        'M-128 -304C-136 -270 -132 -256 -116 -250Q0 -228 116 -250C132 -256 136 -270 128 -304Z',
        b.across(b.main(0.06), b.main(-0.38)),
        'cloth',
      ),
      b.oval(0, -304, 129, 31, b.across(b.main(0.3), b.main(0.02)), 'cloth'),
      b.oval(-36, -310, 74, 16, b.glow(b.main(0.9), 0.4)),
      b.line('M-131 -282Q0 -238 131 -282', b.main(-0.5), 2, 0.45),
      b.line('M-131 -279Q0 -235 131 -279', b.main(0.5), 1.6, 0.35),
      b.oval(0, -306, 8, 3.4, b.main(-0.35)),
      b.line(
        'M-9 -306Q-40 -314 -74 -310M9 -306Q40 -314 74 -310M-4 -303Q-20 -288 -26 -280M4 -303Q20 -288 26 -280',
        b.main(-0.4),
        1.6,
        0.35,
      ),
    ].join(''),
};

/** Sofa, armchair, chair and stool. */
export const seating = { sofa, armchair, chair, stool };
