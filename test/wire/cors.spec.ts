import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { type Answer, HOOK, shop } from './shop.ts';

const ALLOWED = ['origin', 'content-type', 'accept', 'authorization'];

function expectOpen({ headers }: Pick<Answer, 'headers'>) {
  expect(headers['access-control-allow-origin']).toBe('*');
  expect(headers['access-control-allow-headers']?.split(/,\s*/)).toEqual(ALLOWED);
  expect(headers['access-control-allow-credentials'], 'never together with *').toBeUndefined();
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['x-powered-by']).toBeUndefined();
  expect(headers['set-cookie']).toBeUndefined();
}

describe('OPTIONS', () => {
  it.each([
    '/rest',
    '/rest/',
    `${HOOK}catalog.productImage.delete`,
    '/rest/no.such.method',
    '/rest/1/wrong/batch',
    '//rest//',
  ])('%s is answered with headers alone', async (path) => {
    const { app } = await shop();
    const answer = await request(app)
      .options(path)
      .set('Origin', 'https://app.example')
      .set('Access-Control-Request-Method', 'POST')
      .set('Access-Control-Request-Headers', 'content-type');
    expect({ status: answer.status, text: answer.text }).toEqual({ status: 200, text: '' });
    expectOpen(answer);
  });

  it('does nothing', async () => {
    const { app, admin } = await shop();
    await request(app).options(`${HOOK}catalog.productImage.delete?productId=1&id=1`);
    expect((await admin('catalog.productImage.list', { productId: 1 })).total).toBe(1);
  });
});

it.each([
  ['a success', 200, 'catalog.product.get?id=1'],
  ['a refusal', 400, 'catalog.product.get?id=77'],
  ['an unknown method', 404, 'no.such.method'],
])('%s may be read by a page of any origin', async (_name, status, end) => {
  const { app } = await shop();
  const answer = await request(app)
    .get(HOOK + end)
    .set('Origin', 'https://app.example');
  expect(answer.status).toBe(status);
  expectOpen(answer);
});

it('so may wrong credentials, a body that is too large, and a download', async () => {
  const { app, post } = await shop({ app: { bodyLimit: 1000 } });
  expectOpen(await request(app).get('/rest/1/wrong/catalog.product.get'));
  const large = await request(app)
    .post(`${HOOK}catalog.product.get`)
    .send({ id: 'x'.repeat(2000) });
  expect(large.status).toBe(413);
  expectOpen(large);
  const { body } = await post('catalog.productImage.get', { productId: 1, id: 1 });
  const { pathname, search } = new URL(body.result.productImage.downloadUrl);
  const file = await request(app).get(pathname + search);
  expect(file.status).toBe(200);
  expectOpen(file);
});
