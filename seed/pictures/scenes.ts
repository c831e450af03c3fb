import type { Brush } from './brush.ts';
import { mix } from './colour.ts';
import { room } from './room.ts';
import { street } from './street.ts';
import { type SubjectName, subjects } from './subjects/index.ts';
import { grounded, place } from './subjects/subject.ts';

/** How a thing is shown: alone before a backdrop, close up, or where it is used. */
export type View = 'front' | 'detail' | 'room';

/** A scene is 960 x 720 units; `fit` says whether other proportions add backdrop or crop. */
export type Scene = { svg: string; fit: 'meet' | 'slice' };

/** A studio wall; it reaches far beyond the scene, for wider and taller pictures. */
function studio(b: Brush, floor: number): string {
  return [
    b.box(-4000, -4000, 8960, 4000 + floor, 0, b.wall(0.3)),
    b.oval(480, 300, 760, 560, b.glow(b.wall(0.9), 0.9)),
  ].join('');
}

function front(b: Brush, name: SubjectName): Scene {
  const { width, height, paint } = subjects[name];
  const lies = name === 'rug';
  const scale = lies ? 1.16 : Math.min(720 / width, 510 / height, 1.34);
  const foot = lies ? 632 : 606;
  const horizon = lies ? 380 : 530;
  const disc = 286;
  const rim = mix(b.wall(-0.05), b.main(), 0.24);
  const svg = [
    studio(b, 720),
    b.oval(480, 300, disc, disc, b.down(rim, mix(b.wall(0.3), b.main(), 0.08))),
    b.box(-4000, horizon, 8960, 4000, 0, b.wall(-0.06)),
    b.box(-4000, horizon, 8960, 190, 0, b.down(b.wall(0.14), b.wall(-0.06))),
    grounded(b, 480, foot, width * scale * 0.9),
    place(paint(b), 480, foot, scale),
  ].join('');
  return { svg, fit: 'meet' };
}

function detail(b: Brush, name: SubjectName): Scene {
  const { width, focus, paint } = subjects[name];
  const x = 480 - focus.x * focus.zoom;
  const y = 360 - focus.y * focus.zoom;
  const svg = [
    b.box(0, 0, 960, 720, 0, b.down(b.wall(0.2), b.wall(-0.14))),
    b.oval(300, 160, 700, 520, b.glow('#ffffff', 0.6)),
    place(grounded(b, 0, 0, width), x, y, focus.zoom),
    place(paint(b), x, y, focus.zoom),
    b.oval(120, 40, 620, 480, b.glow('#fff6e2', 0.22)),
    b.oval(480, 800, 900, 260, b.glow('#1c1020', 0.22)),
  ].join('');
  return { svg, fit: 'slice' };
}

/** The scene of a subject in a view. */
export function scene(b: Brush, name: SubjectName, view: View): Scene {
  if (view === 'front') return front(b, name);
  if (view === 'detail') return detail(b, name);
  return { svg: name === 'delivery' ? street(b) : room(b, name), fit: 'slice' };
}
