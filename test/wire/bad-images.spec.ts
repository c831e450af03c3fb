import { describe, expect, it } from 'vitest';
import { expectUnpolluted } from './hostile.ts';
import { PNG, shop } from './shop.ts';

async function expectAlive(made: Awaited<ReturnType<typeof shop>>) {
  expect((await made.post('catalog.productImage.list', { productId: 1 })).body.total).toBe(1);
  expectUnpolluted();
}

describe('an image', () => {
  const b64 = PNG.toString('base64');

  it.each([
    ['no content', ['1.png'], 'Could not save image.'],
    ['an empty content', ['1.png', ''], 'Could not save image.'],
    ["PHP's false", ['1.png', 'false'], 'Could not save image.'],
    ['a content that is no text', ['1.png', 5], 'Could not save image.'],
    ['a nested content', ['1.png', [b64]], 'Could not save image.'],
    ['a data URL', ['1.png', `data:image/png;base64,${b64}`], 'Could not save image.'],
    ['no base64', ['1.png', '%%%%'], 'Could not save image.'],
    ['no picture', ['1.png', 'aGVsbG8='], 'The file is not an image'],
    [
      'SVG',
      [
        '1.png',
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>').toString(
          'base64',
        ),
      ],
      'The file is not an image',
    ],
    [
      'HTML',
      ['1.png', Buffer.from('<html><script>alert(1)</script></html>').toString('base64')],
      'The file is not an image',
    ],
    [
      'half a picture',
      ['1.png', PNG.subarray(0, 12).toString('base64')],
      'The file is not an image',
    ],
    ['no name', ['', b64], /extension must be/],
    ['a name without extension', ['1', b64], /extension must be/],
    ['an extension of scripts', ['1.php', b64], /extension must be/],
    ['an SVG name', ['1.svg', b64], /extension must be/],
    ['a double extension', ['1.png.html', b64], /extension must be/],
    ['a NUL', ['1\u0000.png', b64], 'The file name contains invalid characters'],
    [
      'a line break',
      ['1\r\nSet-Cookie: a=b.png', b64],
      'The file name contains invalid characters',
    ],
    [
      'text from right to left',
      ['1\u202egnp.png', b64],
      'The file name contains invalid characters',
    ],
    ['half a surrogate', ['1\ud800.png', b64], 'The file name contains invalid characters'],
    ['a long name', [`${'x'.repeat(252)}.png`, b64], 'The file name is too long'],
    ['a server setting', ['.htaccess', b64], 'The file name is not safe'],
    ['nothing but an extension', ['.png', b64], 'The file name is empty'],
  ])('with %s is refused and leaves nothing', async (_name, fileContent, message) => {
    const made = await shop();
    const { status, body } = await made.post('catalog.productImage.add', {
      fields: { productId: 1 },
      fileContent,
    });
    expect({ status, error: body.error }).toEqual({ status: 400, error: 0 });
    if (typeof message === 'string') expect(body.error_description).toBe(message);
    else expect(body.error_description).toMatch(message);
    expect(await made.storedHashes()).toHaveLength(1);
    await expectAlive(made);
  });

  it.each([
    ['abc', 100],
    ['', 100],
    ['1.5', 100],
    [1.5, 100],
    [true, 100],
    [[1], 100],
    [{ a: 1 }, 100],
    ['0x1', 100],
    ['1e3', 100],
    [1e21, 100],
    ['9'.repeat(19), 100],
    [null, 100],
    [0, 0],
    [-1, 0],
    ['-1', 0],
    [2, 0],
    ['2', 0],
    [Number.MAX_SAFE_INTEGER, 0],
    ['9007199254740991', 0],
  ])('%j is no id of one', async (id, error) => {
    const made = await shop();
    for (const method of ['get', 'delete']) {
      const { status, body } = await made.post(`catalog.productImage.${method}`, {
        productId: 1,
        id,
      });
      expect({ method, status, error: body.error }).toEqual({ method, status: 400, error });
    }
    await expectAlive(made);
  });
});

it('a text that no database keeps is refused', async () => {
  const made = await shop();
  for (const [name, value] of [
    ['name', 'a\u0000b'],
    ['code', '\ud800'],
    ['previewText', 'x\udc00'],
    ['xmlId', '\u0000'],
  ]) {
    const { status, body } = await made.post('catalog.product.update', {
      id: 1,
      fields: { [name as string]: value },
    });
    expect({ status, ...body }).toEqual({
      status: 400,
      error: 0,
      error_description: `Wrong format of field "${name}".`,
    });
  }
});
