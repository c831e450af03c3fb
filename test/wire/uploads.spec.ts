import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { secrets } from '../portal.ts';
import { HOOK, PNG, sendRaw, shop } from './shop.ts';

async function added(fields: object = {}, name = 'a b.png') {
  const made = await shop();
  const { status, body } = await made.post('catalog.productImage.add', {
    fields: { productId: 1, ...fields },
    fileContent: [name, PNG.toString('base64')],
  });
  expect({ status, body }).toMatchObject({ status: 200 });
  const get = (path: string) => request(made.app).get(path);
  return { ...made, get, image: body.result.productImage };
}

describe('a file name', () => {
  it.each([
    ['a"b.png'],
    ["a'b.png"],
    ['a;b=c.png'],
    ['имя.png'],
    ['名前.png'],
    ['a%20b.png'],
    ['%2e%2e%2fx.png'],
    ['é e\u0301.png'],
    ['a b  c.png'],
    ['x".png; filename=evil.html'.concat('.png')],
    ['../../etc/passwd.png'],
    ['..\\..\\x.png'],
    ['CON.png'],
    ['<script>alert(1)</script>.png'],
    ['evil.html.png'],
    ['evil.php.png'],
    ['💺.png'],
    ['a?b#c.png'],
    ['x.PNG'],
    [`${'я'.repeat(120)}.png`],
  ])('%s is safe in Content-Disposition and in the address', async (name) => {
    const { get, image } = await added({}, name);
    const { detailUrl, downloadUrl, name: stored } = image;
    expect(detailUrl).toMatch(/^\/upload\/iblock\/[0-9a-f]{3}\/[0-9a-f]{32}\/[^/?#"'<>\s\\]+$/);
    const { pathname, search } = new URL(downloadUrl);
    for (const path of [detailUrl, pathname + search]) {
      const { status, headers, body: bytes } = await get(path);
      expect({ path, status }).toEqual({ path, status: 200 });
      expect(Buffer.compare(bytes, PNG)).toBe(0);
      const disposition = headers['content-disposition'] as string;
      expect(disposition).toMatch(
        /^inline; filename=(?:"(?:[^"\\\r\n]|\\["\\])*"|[\w.!#$%&'*+^`|~-]+)(?:; filename\*=UTF-8''[\w.!~*'()%-]+)?$/,
      );
      const extended = /filename\*=UTF-8''(.*)$/.exec(disposition)?.[1];
      if (extended) expect(decodeURIComponent(extended)).toBe(stored);
      expect(headers['content-type']).toBe('image/png');
    }
  });
});

describe('detailUrl', () => {
  it('serves anybody, for good', async () => {
    const { get, image } = await added();
    const { status, headers, body } = await get(image.detailUrl);
    expect(status).toBe(200);
    expect(Buffer.compare(body, PNG)).toBe(0);
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'content-type': 'image/png',
    });
    const [, , , prefix, folder, name] = image.detailUrl.split('/');
    const doubled = `//upload///iblock//${prefix}/${folder}/${name}/?v=1`;
    expect((await get(doubled)).status).toBe(200);
    expect((await get(image.detailUrl.replace('%20', '%20'.toLowerCase()))).status).toBe(200);
  });

  it('knows one folder and one name', async () => {
    const { get, image, post } = await added();
    const [, , , prefix, folder, name] = image.detailUrl.split('/') as string[];
    const { detailUrl: other } = (await post('catalog.productImage.get', { productId: 1, id: 1 }))
      .body.result.productImage;
    const otherFolder = other.split('/')[4];
    const wrong = [
      `${prefix}/${folder}/1.png`,
      `${prefix}/${folder}/A%20B.PNG`,
      `${prefix}/${folder}/a%2520b.png`,
      `${prefix}/${folder}/a%20b.png%00`,
      `${prefix}/${folder}/%`,
      `${prefix}/${folder}/__proto__`,
      `${prefix}/${folder}`,
      `${prefix}/${folder}/`,
      `${prefix}/${folder}/${name}/x`,
      `${prefix}/${folder}/x/${name}`,
      `000/${folder}/${name}`,
      `/${folder}/${name}`,
      `${prefix}/${folder?.slice(0, -1)}/${name}`,
      `${prefix}/${folder}0/${name}`,
      `${prefix}/${folder?.toUpperCase()}/${name}`,
      `${otherFolder.slice(0, 3)}/${otherFolder}/${name}`,
      `${prefix}/${'%'.repeat(32)}/${name}`,
      `${prefix}/${prefix}%/${name}`,
      `%25/%25/${name}`,
      `${prefix}/${prefix}' or 1=1 --/${name}`.replaceAll(' ', '%20'),
      `${prefix}/${folder}/${'a'.repeat(5000)}.png`,
    ];
    for (const path of wrong) {
      const { status, headers, text } = await get(`/upload/iblock/${path}`);
      expect({ path, status, type: headers['content-type'] }).toEqual({
        path,
        status: 404,
        type: 'application/json; charset=utf-8',
      });
      expect(text).toBe('{"status":404,"error":"Not Found","message":"File not found"}');
      expect(headers).not.toHaveProperty('cache-control');
    }
  });

  it.each([
    '..',
    '%2e%2e',
    '..%2f..%2f..%2fetc%2fpasswd',
    '%2e%2e%2f%2e%2e%2fvitrine.db',
    '..\\..\\etc',
    '%c0%ae%c0%ae',
    'iblock/../../etc/passwd',
    'iblock/..',
    'iblock/abc/../..',
    'iblock/000/%2e%2e/x',
    'iblock/...//....//x',
    'tmp',
    'files',
    'tls/ca-key.pem',
    '%00',
    '',
  ])('/upload/%s leads nowhere', async (path) => {
    const { app } = await shop();
    // Raw, because an HTTP client would tidy the path up.
    const { status, bytes } = await sendRaw(app, `GET /upload/${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect({ status, text: `${bytes}` }).toEqual({
      status: 404,
      text: '{"status":404,"error":"Not Found","message":"File not found"}',
    });
  });

  it('takes GET and HEAD alone', async () => {
    const { app, image } = await added();
    for (const sent of [
      request(app).post(image.detailUrl),
      request(app).put(image.detailUrl),
      request(app).delete(image.detailUrl),
    ]) {
      const { status, headers } = await sent;
      expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: 'GET, HEAD' });
    }
  });

  it('ends with its image, its product, and a picture that replaces it', async () => {
    const { get, image, post } = await added({ type: 'DETAIL_PICTURE' });
    const fileContent = ['next.png', PNG.toString('base64')];
    await post('catalog.productImage.add', {
      fields: { productId: 1, type: 'DETAIL_PICTURE' },
      fileContent,
    });
    expect((await get(image.detailUrl)).status).toBe(404);
    const { productImages } = (await post('catalog.productImage.list', { productId: 1 })).body
      .result;
    expect(productImages).toHaveLength(2);
    await post('catalog.productImage.delete', { productId: 1, id: productImages[0].id });
    expect((await get(productImages[0].detailUrl)).status).toBe(404);
    expect((await get(productImages[1].detailUrl)).status).toBe(200);
    await post('catalog.product.delete', { id: 1 });
    expect((await get(productImages[1].detailUrl)).status).toBe(404);
  });
});

describe('catalog.product.download', () => {
  const query = (fields: object) =>
    Object.entries(fields)
      .map(([name, value]) => `fields[${name}]=${value}`)
      .join('&');

  it('is the address that a product names, once the client adds its webhook', async () => {
    const { get, post } = await added({ type: 'DETAIL_PICTURE' });
    const { detailPicture } = (await post('catalog.product.get', { id: 1 })).body.result.product;
    expect(detailPicture.urlMachine).toBe(detailPicture.url);
    const path = detailPicture.url.replace('/rest/', HOOK);
    const { status, headers, body } = await get(path);
    expect(status).toBe(200);
    expect(Buffer.compare(body, PNG)).toBe(0);
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    expect((await get(detailPicture.url)).status).toBe(401);
    expect((await get(path.replace(HOOK, `/rest/1/${secrets.scopeless}/`))).status).toBe(403);
    expect((await get(path).set('Range', 'bytes=1-3')).headers['content-range']).toBe(
      `bytes 1-3/${PNG.length}`,
    );
  });

  it.each([
    [{}, 'Required fields: fieldName, fileId, productId'],
    [{ fieldName: 'detailPicture', productId: 1 }, 'Required fields: fileId'],
    [{ fieldName: 'detailPicture', fileId: 2, productId: 77 }, 'product does not exist.'],
    [{ fieldName: 'morePhoto', fileId: 2, productId: 1 }, 'Name file field is not available'],
    [{ fieldName: 'constructor', fileId: 2, productId: 1 }, 'Name file field is not available'],
    [{ fieldName: 'previewPicture', fileId: 2, productId: 1 }, 'Product file wrong'],
    [{ fieldName: 'detailPicture', fileId: 1, productId: 1 }, 'Product file wrong'],
    [{ fieldName: 'detailPicture', fileId: '2x', productId: 1 }, 'Product file wrong'],
    [{ fieldName: 'detailPicture', fileId: '9'.repeat(400), productId: 1 }, 'Product file wrong'],
  ])('%j is refused', async (fields, message) => {
    const { get } = await added({ type: 'DETAIL_PICTURE' });
    const { status, body } = await get(
      `${HOOK}catalog.product.download?${query(fields) || 'fields[]='}`,
    );
    expect({ status, body }).toEqual({
      status: 400,
      body: { error: 0, error_description: message },
    });
  });
});
