import type { Subject } from './subject.ts';

const HEIGHT = 310;

/** Where the point (u, v) of the unit square lies on the floor; v = 1 is the near edge. */
function spot(u: number, v: number): string {
  const depth = 1 / (1 + 0.62 * (1 - v));
  const far = 1 / 1.62;
  const y = -HEIGHT * (1 - (depth - far) / (1 - far));
  return `${((u - 0.5) * 680 * depth).toFixed(2)} ${y.toFixed(2)}`;
}

const quad = (u: number, v: number, U: number, V: number): string =>
  `M${spot(u, v)}L${spot(U, v)}L${spot(U, V)}L${spot(u, V)}Z`;

const diamond = (u: number, v: number, du: number, dv: number): string =>
  `M${spot(u, v - dv)}L${spot(u + du, v)}L${spot(u, v + dv)}L${spot(u - du, v)}Z`;

/** A rug on the floor: border, bands and two rows of diamonds, all in true perspective. */
export const rug: Subject = {
  width: 720,
  height: 330,
  focus: { x: -150, y: -104, zoom: 2.1 },
  paint: (b) => {
    const fringe = Array.from({ length: 46 }, (_, i) => {
      const v = 0.01 + i * 0.0217;
      return `M${spot(0, v)}L${spot(-0.032, v + ((i % 3) - 1) * 0.006)}M${spot(1, v)}L${spot(1.032, v + ((i % 3) - 1) * 0.006)}`;
    }).join('');
    const cells = Array.from({ length: 7 }, (_, i) => 0.2 + i * 0.1);
    return [
      b.path(`M${spot(0, 1)}L${spot(1, 1)}l4 9L-344 9Z`, b.main(-0.55)),
      b.line(fringe, b.cream(0.2), 3),
      b.path(quad(0, 0, 1, 1), b.down(b.main(-0.14), b.main(0.08)), 'pile'),
      b.path(quad(0.035, 0.05, 0.965, 0.95), b.cream(0.1), 'pile'),
      b.path(quad(0.05, 0.075, 0.95, 0.925), b.down(b.main(-0.2), b.main(-0.04)), 'pile'),
      b.path(quad(0.11, 0.16, 0.89, 0.84), b.down(b.cream(-0.04), b.cream(0.3)), 'pile'),
      b.path(quad(0.12, 0.18, 0.88, 0.82), b.down(b.main(0.14), b.main(0.26)), 'pile'),
      ...Array.from({ length: 17 }, (_, i) => {
        const u = 0.08 + i * 0.0525;
        return [0.118, 0.882]
          .map((v) => b.path(diamond(u, v, 0.016, 0.026), b.accent(0.1)))
          .join('');
      }),
      ...[0.34, 0.66].map((v) =>
        cells
          .map((u, i) =>
            [
              b.path(diamond(u, v, 0.05, 0.135), i % 2 ? b.cream(0.2) : b.main(-0.3), 'pile'),
              b.path(diamond(u, v, 0.034, 0.092), i % 2 ? b.accent() : b.cream(0.2), 'pile'),
              b.path(diamond(u, v, 0.018, 0.049), i % 2 ? b.cream(0.3) : b.accent(), 'pile'),
            ].join(''),
          )
          .join(''),
      ),
      b.path(quad(0, 0, 1, 1), b.across('#ffffff1e', '#1c10202a')),
    ].join('');
  },
};
