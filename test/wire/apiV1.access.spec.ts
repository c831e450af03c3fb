import type request from 'supertest';
import { describe, expect, it } from 'vitest';
import { secrets } from '../portal.ts';
import { apiV1Shop, sofaImage } from './apiV1Shop.ts';

const closed = { app: { apiV1Anonymous: false } };
const unauthorized = { status: 401, error: 'Unauthorized', message: 'Wrong authorization data' };
const forbidden = (message: string) => ({ status: 403, error: 'Forbidden', message });
const bearer = (secret: string) => ({ Authorization: `Bearer ${secret}` });

describe('a token', () => {
  it.each([
    [{}],
    [bearer('wrong')],
    [bearer(`${secrets.admin}x`)],
    [{ Authorization: 'Bearer' }],
    [{ Authorization: 'Bearer ' }],
    [{ Authorization: secrets.admin }],
    [{ Authorization: `Basic ${Buffer.from(`1:${secrets.admin}`).toString('base64')}` }],
    [{ Authorization: `Bearer ${secrets.admin} ${secrets.admin}` }],
  ])('is asked for: %j', async (headers) => {
    const { api, images, addImage, ...shop } = await apiV1Shop(closed);
    for (const call of [
      api.get(images),
      api.post(images).send(sofaImage),
      api.delete(`${images}/1`),
    ]) {
      const answer = await call.set(headers);
      expect([answer.status, answer.body]).toEqual([401, unauthorized]);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    }
    expect(shop.lines.join('')).not.toContain(secrets.admin);
  });

  it.each(['Bearer', 'bearer', 'BEARER '])('opens the closed face: %s', async (scheme) => {
    const { api, images } = await apiV1Shop(closed);
    const headers = { Authorization: `${scheme} ${secrets.admin}`, Host: 'shop.example.com' };
    expect((await api.post(images).set(headers).send(sofaImage)).status).toBe(201);
    expect((await api.get(images).set(headers)).body).toHaveLength(1);
  });

  it('that is wrong is refused where the face is open too', async () => {
    const { api, images } = await apiV1Shop();
    const basic = { Authorization: `Basic ${btoa(`1:${secrets.admin}`)}` };
    for (const headers of [bearer('wrong'), basic]) {
      expect((await api.get(images).set(headers)).body).toEqual(unauthorized);
    }
  });

  it('gives no more than its user may do', async () => {
    const { api, images, addImage } = await apiV1Shop();
    await addImage();
    const { Authorization } = bearer(secrets.reader);
    const as = (call: request.Test) => call.set({ Authorization });
    expect((await as(api.get(images))).body).toHaveLength(1);
    expect((await as(api.get('/api/v1/products'))).body).toHaveLength(2);
    for (const call of [
      api.post(images).send(sofaImage),
      api.put(`${images}/1`).send(sofaImage),
      api.patch(`${images}/1`).send({}),
      api.delete(`${images}/1`),
      api.delete(`${images}/product/101`),
      api.put(`${images}/product/101/order`).send([]),
      api.delete('/api/v1/products/101'),
    ]) {
      const answer = await as(call);
      expect([answer.status, answer.body]).toEqual([403, forbidden('Access Denied')]);
    }
    expect((await api.get(images)).body).toHaveLength(1);
  });

  it('needs the scope', async () => {
    const { api, images } = await apiV1Shop();
    const answer = await api.get(images).set(bearer(secrets.scopeless));
    expect([answer.status, answer.body]).toEqual([
      403,
      forbidden('The request requires higher privileges than provided by the webhook token'),
    ]);
  });
});

describe('a call without a token', () => {
  const refused = forbidden('Calls without a token are served under the name localhost alone');

  it.each(['localhost', 'LOCALHOST:80', '127.0.0.1:8080', '[::1]', '[::1]:8080'])(
    'is served under %s',
    async (Host) => {
      const { api, images } = await apiV1Shop();
      expect((await api.get(images).set({ Host })).status).toBe(200);
      const page = { Host, Origin: `http://${Host}` };
      expect((await api.post(images).set(page).send(sofaImage)).status).toBe(201);
    },
  );

  it.each([
    { Host: 'evil.example.com' },
    { Host: 'localhost.evil.example.com' },
    { Host: 'evil.example.com:80' },
    { Host: '127.0.0.1.evil.example.com' },
    { Host: '192.168.0.1' },
    { Host: 'localhost@evil.example.com' },
    { Host: '' },
    { Host: 'localhost', Origin: 'https://evil.example.com' },
    { Host: 'localhost', Origin: 'http://localhost:81' },
    { Host: 'localhost', Origin: 'null' },
  ])('is refused: %j', async (headers) => {
    const { api, images } = await apiV1Shop();
    for (const call of [api.get(images), api.post(images).send(sofaImage)]) {
      const answer = await call.set(headers);
      expect([answer.status, answer.body]).toEqual([403, refused]);
    }
  });

  it('tells pages of other origins nothing', async () => {
    const { api, images } = await apiV1Shop();
    for (const answer of [await api.options(images), await api.get(images)]) {
      const names = Object.keys(answer.headers).filter((name) => name.startsWith('access-control'));
      expect(names).toEqual([]);
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
    }
  });
});
