import type { Brush } from './brush.ts';
import { mix } from './colour.ts';
import { subjects } from './subjects/index.ts';
import { grounded, place } from './subjects/subject.ts';

function house(b: Brush, x: number, w: number, h: number, colour: string): string {
  const ink = b.dipped(colour).main;
  const top = 520 - h;
  const panes = [0, 1, 2].flatMap((i) =>
    [0, 1].map((k) => {
      const px = x + w * 0.14 + i * w * 0.27;
      const py = top + 38 + k * 112;
      return [
        b.box(px, py, w * 0.18, 72, 3, b.down('#dcecf0', '#9fc0cb')),
        b.box(px - 4, py + 72, w * 0.18 + 8, 8, 2, ink(0.7)),
        b.line(`M${px + w * 0.09} ${py}l0 72`, ink(0.7), 4),
      ].join('');
    }),
  );
  return [
    b.box(x, top, w, h, 0, b.across(ink(0.2), ink(0))),
    b.path(
      `M${x - 16} ${top}L${x + w / 2} ${top - 74}L${x + w + 16} ${top}Z`,
      b.across('#b5654c', '#8a4638'),
    ),
    ...panes,
    b.path(
      `M${x + w * 0.42} 520l0 -92a${w * 0.08} ${w * 0.08} 0 0 1 ${w * 0.16} 0l0 92Z`,
      b.across(b.main(0.1), b.main(-0.3)),
    ),
  ].join('');
}

/** A street with houses: where the van of a delivery stands. */
export function street(b: Brush): string {
  const van = subjects.delivery;
  const tree = (x: number, s: number) =>
    place(
      [
        b.box(-8, -110, 16, 110, 4, b.leg(-0.4)),
        b.oval(0, -160, 66, 82, b.across(b.leaf(0.2), b.leaf(-0.2))),
        b.oval(-20, -186, 36, 40, b.leaf(0.3)),
      ].join(''),
      x,
      522,
      s,
    );
  return [
    b.box(0, 0, 960, 720, 0, b.down(mix('#bfe0ec', b.wall(), 0.2), '#fbf1df')),
    ...[
      [180, 110, 1],
      [700, 76, 0.8],
      [470, 150, 0.6],
    ].map(([x, y, s]) =>
      place(
        [
          b.oval(0, 0, 70, 24, '#ffffffc0'),
          b.oval(-24, -18, 34, 26, '#ffffffc0'),
          b.oval(26, -14, 30, 22, '#ffffffc0'),
        ].join(''),
        x!,
        y!,
        s!,
      ),
    ),
    b.path('M0 430Q240 340 480 400T960 360L960 540L0 540Z', '#b9cfb4'),
    house(b, 70, 250, 280, '#e6c9a5'),
    house(b, 350, 250, 300, '#d3dcd6'),
    house(b, 640, 260, 270, '#ecd9c4'),
    tree(32, 0.96),
    tree(334, 0.8),
    tree(930, 1.1),
    b.box(0, 520, 960, 44, 0, b.down('#d9cfc2', '#c3b8ab')),
    b.box(0, 560, 960, 160, 0, b.down('#77737c', '#5b5863')),
    b.box(0, 558, 960, 7, 0, '#a79d93'),
    ...[0, 1, 2, 3, 4].map((i) => b.path(`M${40 + i * 210} 684l120 0l8 10l-128 0Z`, '#ffffffb0')),
    grounded(b, 500, 640, 600),
    place(van.paint(b), 520, 640, 0.98),
  ].join('');
}
