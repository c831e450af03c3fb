type Rgb = readonly [number, number, number];

const DARK: Rgb = [34, 24, 40];
const LIGHT: Rgb = [255, 247, 234];

/** Reads `#rgb` or `#rrggbb`. Throws TypeError for anything else, so no foreign text enters an SVG. */
export function parseHex(hex: string): Rgb {
  const long = /^#[0-9a-f]{3}$/i.test(hex) ? hex.replace(/[0-9a-f]/gi, '$&$&') : hex;
  if (!/^#[0-9a-f]{6}$/i.test(long)) throw new TypeError(`not a hex colour: ${hex}`);
  const n = Number.parseInt(long.slice(1), 16);
  return [n >> 16, (n >> 8) & 255, n & 255];
}

const hexOf = (rgb: Rgb): string =>
  `#${rgb.map((c) => Math.round(c).toString(16).padStart(2, '0')).join('')}`;

const blend = (a: Rgb, b: Rgb, t: number): Rgb => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
  a[2] + (b[2] - a[2]) * t,
];

/** The colour `t` (0..1) of the way from `a` to `b`. */
export const mix = (a: string, b: string, t: number): string =>
  hexOf(blend(parseHex(a), parseHex(b), t));

/** Lighter for `n` in 0..1 (towards warm white), darker for -1..0 (towards a violet black). */
export function shade(colour: string, n: number): string {
  return hexOf(blend(parseHex(colour), n < 0 ? DARK : LIGHT, Math.min(1, Math.abs(n))));
}

/** Hue in degrees and saturation 0..1 (HSV). */
function hueOf(colour: string): { hue: number; saturation: number } {
  const [r, g, b] = parseHex(colour);
  const max = Math.max(r, g, b);
  const span = max - Math.min(r, g, b);
  if (span === 0) return { hue: 0, saturation: 0 };
  const sixth = max === r ? (g - b) / span : max === g ? 2 + (b - r) / span : 4 + (r - g) / span;
  return { hue: (sixth * 60 + 360) % 360, saturation: span / max };
}

/** The few colours one picture is painted with; each is a function of lightness (see `shade`). */
export type Palette = {
  main(n?: number): string;
  /** Wood of legs and stands. */
  leg(n?: number): string;
  /** A second colour that stands apart from the main one: cushions, throws, book spines. */
  accent(n?: number): string;
  cream(n?: number): string;
  metal(n?: number): string;
  leaf(n?: number): string;
  /** The wall behind. */
  wall(n?: number): string;
};

/** Derives everything from the main colour. */
export function createPalette(main: string): Palette {
  const { hue, saturation } = hueOf(main);
  const warm = saturation > 0.12 && (hue < 75 || hue > 320);
  const accent = warm ? '#3f7276' : '#dc9b45';
  const wall = mix(warm ? '#dfe5df' : '#f0e4d6', main, 0.1);
  const tones =
    (colour: string) =>
    (n = 0) =>
      shade(colour, n);
  return {
    main: tones(main),
    leg: tones('#a8744a'),
    accent: tones(accent),
    cream: tones('#efe3d0'),
    metal: tones('#4a4a55'),
    leaf: tones('#4f7f5b'),
    wall: tones(wall),
  };
}
