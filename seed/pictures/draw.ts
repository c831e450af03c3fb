import { createBrush } from './brush.ts';
import { scene, type View } from './scenes.ts';
import { type SubjectName, subjects } from './subjects/index.ts';

/** The file formats a picture can be drawn in. */
export type PictureFormat = 'png' | 'jpeg' | 'webp';

/** What to draw. */
export type PictureSpec = {
  subject: SubjectName;
  /** The colour of the upholstery or wood, `#rgb` or `#rrggbb`. */
  colour: string;
  /** Alone before a backdrop, close up, or in the place where it is used. */
  view: View;
  format: PictureFormat;
  /** Pixels, 1 to 4096; 960 unless told. */
  width?: number;
  /** Pixels, 1 to 4096; 720 unless told. */
  height?: number;
};

const side = (name: string, value: number): number => {
  if (Number.isInteger(value) && value >= 1 && value <= 4096) return value;
  throw new RangeError(`${name} must be a whole number from 1 to 4096: ${value}`);
};

/**
 * The picture as an SVG document; the same spec gives the same text. It holds shapes only,
 * no letters, because a server may have no fonts. Throws TypeError for a colour that is not
 * hex or a subject that is unknown, RangeError for a size out of range.
 */
export function pictureSvg(spec: Omit<PictureSpec, 'format'>): string {
  const { subject, colour, view } = spec;
  if (!Object.hasOwn(subjects, subject)) throw new TypeError(`unknown subject: ${subject}`);
  const width = side('width', spec.width ?? 960);
  const height = side('height', spec.height ?? 720);
  const brush = createBrush({ colour, close: view === 'detail' });
  const { svg, fit } = scene(brush, subject, view);
  // Under the scene, so that no edge is ever half transparent.
  const ground = brush.box(-4000, -4000, 8960, 8720, 0, brush.wall(0));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 960 720" preserveAspectRatio="xMidYMid ${fit}">${brush.defs()}${ground}${svg}</svg>`;
}

/** Draws a picture and returns the bytes of the image file. Throws as `pictureSvg` does. */
export async function drawPicture(spec: PictureSpec): Promise<Uint8Array> {
  const svg = pictureSvg(spec);
  const { default: sharp } = await import('sharp');
  const image = sharp(Buffer.from(svg)).removeAlpha();
  const encoded = {
    png: () => image.png({ palette: true, quality: 90, effort: 4, dither: 0.5 }),
    jpeg: () => image.jpeg({ quality: 86, mozjpeg: true }),
    webp: () => image.webp({ quality: 93 }),
  };
  return encoded[spec.format]().toBuffer();
}
