import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawPicture, type PictureSpec, pictureSvg } from '../../seed/pictures/draw.ts';
import { type SubjectName, subjects } from '../../seed/pictures/subjects/index.ts';

const names = Object.keys(subjects) as SubjectName[];
const views = ['front', 'detail', 'room'] as const;
const formats = ['png', 'jpeg', 'webp'] as const;
const small = { width: 96, height: 72 };

const magic = {
  png: (b: Buffer) => b.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n',
  jpeg: (b: Buffer) => b.toString('hex', 0, 3) === 'ffd8ff',
  webp: (b: Buffer) =>
    b.toString('latin1', 0, 4) === 'RIFF' && b.toString('latin1', 8, 12) === 'WEBP',
};

const pixels = async (spec: PictureSpec) =>
  sharp(await drawPicture(spec))
    .raw()
    .toBuffer();

describe('drawPicture', () => {
  it.each(names)('draws %s in every view and format', async (subject) => {
    const specs = views.flatMap((view) => formats.map((format) => ({ view, format })));
    await Promise.all(
      specs.map(async ({ view, format }) => {
        const bytes = await drawPicture({ subject, colour: '#3f6f78', view, format, ...small });
        expect(magic[format](Buffer.from(bytes)), `${view} ${format}`).toBe(true);
        expect(await sharp(bytes).metadata()).toMatchObject({ format, ...small });
        const { channels } = await sharp(bytes).stats();
        expect(Math.max(...channels.map((c) => c.stdev)), `${view} is not blank`).toBeGreaterThan(
          4,
        );
      }),
    );
  });

  it.each(names)('draws %s in the colour asked for', async (subject) => {
    const colours = ['#b03a3a', '#2f5f9f'];
    const spec = { subject, view: 'front', format: 'png', ...small } as const;
    const [red, blue] = await Promise.all(
      colours.map((colour) => drawPicture({ ...spec, colour })),
    );
    expect(Buffer.compare(red!, blue!)).not.toBe(0);
    for (const view of views) {
      const [a, b] = colours.map((colour) => pictureSvg({ subject, view, colour }));
      expect(a, view).not.toBe(b);
    }
  });

  it.each(formats)('gives the same pixels for the same spec (%s)', async (format) => {
    const spec = { subject: 'sofa', colour: '#c46a4a', view: 'room', format, ...small } as const;
    expect(Buffer.compare(await pixels(spec), await pixels(spec))).toBe(0);
  });

  it('is 960 x 720 unless told', async () => {
    const bytes = await drawPicture({
      subject: 'lamp',
      colour: '#fa0',
      view: 'front',
      format: 'webp',
    });
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 960, height: 720 });
  });

  it.each([
    [64, 200],
    [200, 64],
    [1, 1],
  ])('fills %i x %i to the corners', async (width, height) => {
    for (const view of views) {
      const svg = pictureSvg({ subject: 'sofa', colour: '#7b86a8', view, width, height });
      const { data, info } = await sharp(Buffer.from(svg))
        .ensureAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      expect(info).toMatchObject({ width, height });
      const corners = [0, width - 1, width * (height - 1), width * height - 1];
      expect(corners.map((at) => data[at * 4 + 3])).toEqual([255, 255, 255, 255]);
    }
  });
});

describe('pictureSvg', () => {
  const spec = { subject: 'bed', colour: '#7b86a8', view: 'room' } as const;

  it('is the same text for the same spec, well-formed numbers only', () => {
    for (const subject of names) {
      for (const view of views) {
        const svg = pictureSvg({ subject, view, colour: '#abc' });
        expect(svg).toBe(pictureSvg({ subject, view, colour: '#aabbcc' }));
        expect(svg).not.toMatch(/NaN|undefined|Infinity|<text/);
      }
    }
  });

  it.each(['', 'red', '#12', '#12345', '#12345g', '#fff"/><script>', '#ffffff\n'])(
    'refuses the colour %j',
    (colour) => {
      expect(() => pictureSvg({ ...spec, colour })).toThrow(TypeError);
    },
  );

  it.each([0, -1, 1.5, Number.NaN, 4097])('refuses the size %d', (size) => {
    expect(() => pictureSvg({ ...spec, width: size })).toThrow(RangeError);
    expect(() => pictureSvg({ ...spec, height: size })).toThrow(RangeError);
  });

  it.each(['spoon', '__proto__', 'constructor'])('refuses the subject %s', (subject) => {
    expect(() => pictureSvg({ ...spec, subject: subject as SubjectName })).toThrow(TypeError);
  });
});
