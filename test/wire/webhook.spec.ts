import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { secrets } from '../portal.ts';
import { type Answer, HOOK, shop } from './shop.ts';

type Shop = Awaited<ReturnType<typeof shop>>;

const get = async ({ app }: Shop, path: string): Promise<Answer> =>
  (await request(app).get(path)) as Answer;

const NOT_FOUND = { error: 'ERROR_METHOD_NOT_FOUND', error_description: 'Method not found!' };
const INVALID = { error: 'INVALID_CREDENTIALS', error_description: 'Invalid request credentials' };
const NO_SCOPE = {
  error: 'insufficient_scope',
  error_description: 'The request requires higher privileges than provided by the webhook token',
};

describe('an address is understood', () => {
  it.each([
    'catalog.productImage.getFields',
    'catalog.productimage.getfields',
    'CATALOG.PRODUCTIMAGE.GETFIELDS',
    'Catalog.ProductImage.getFields/',
    'catalog.productImage.getFields.json',
    'catalog.productImage.getFields.JSON',
    'catalog.productImage.getFields.json/',
    '/catalog.productImage.getFields//',
    '//catalog.productImage.getFields.json?a=1',
    'catalog%2EproductImage%2EgetFields',
    '?method=catalog.productImage.getFields',
    '?method=catalog.productImage.getFields.json',
    '/?method=CATALOG.productImage.getFields',
  ])('webhook, then %s', async (end) => {
    const { status, body } = await get(await shop(), HOOK + end);
    expect({ status, body }).toMatchObject({ status: 200, body: { result: { productImage: {} } } });
  });

  it.each([
    `/REST/1/${secrets.admin}/catalog.product.get?id=1`,
    `//rest/1/${secrets.admin}/catalog.product.get?id=1`,
    `///rest///1///${secrets.admin}///catalog.product.get///?id=1`,
    `/rest/admin/${secrets.admin}/catalog.product.get?id=1`,
    `/rest/2/${secrets.reader}/catalog.product.get?id=1`,
    `/rest/reader/${secrets.reader}/catalog.product.get.json?id=1`,
    `/rest/01/${secrets.admin}/catalog.product.get?id=1`,
  ])('%s', async (path) => {
    expect(await get(await shop(), path)).toMatchObject({
      status: 200,
      body: { result: { product: { id: 1 } } },
    });
  });

  it('the method is a parameter of a POST too', async () => {
    const { app } = await shop();
    const { status } = await request(app).post(HOOK).send({ method: 'catalog.product.get', id: 1 });
    expect(status).toBe(200);
  });
});

const DEEP = 'x'.repeat(5000);
const unknown = [
  '',
  '.',
  '..',
  '.json',
  'json',
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'catalog',
  'catalog.',
  'catalog.product',
  'catalog.product.',
  '.catalog.product.get',
  'catalog.product.get.',
  'catalog.product.constructor',
  'catalog.product.__proto__',
  'catalog.__proto__.get',
  'catalog.product.toString',
  'catalog.product.get.get',
  'catalog.product.get.json.json',
  'catalog..product.get',
  'catalog.product.get%00',
  'catalog.product.get%20',
  'catalog.product.get/x',
  '%',
  '%ff',
  '%2e%2e',
  "'",
  'catalog.product.get;',
  '0',
  'null',
  'download.x',
  'apiV1.file.gett',
  'каталог',
  DEEP,
];

describe.each(['documented', 'live'] as const)(
  'an unknown method is 404 in the %s profile',
  (profile) => {
    it.each([
      ['with credentials', HOOK],
      ['with wrong ones', '/rest/1/wrong-secret-of-nobody/'],
      ['without any', '/rest/'],
    ])('%s', async (_name, base) => {
      const made = await shop({ profile });
      for (const method of unknown) {
        const { status, body } = await get(made, base + method);
        expect({ method, status, body }).toEqual({ method, status: 404, body: NOT_FOUND });
        const byParameter = await get(made, `${base}?method=${encodeURIComponent(method)}`);
        expect({ method, status: byParameter.status, body: byParameter.body }).toEqual({
          method,
          status: 404,
          body: NOT_FOUND,
        });
      }
    });
  },
);

it.each(['?method[]=catalog.product.get', '?method[a]=1', '?method', '?method=&method='])(
  'a method that is no name, %s, is unknown',
  async (query) => {
    expect(await get(await shop(), HOOK + query)).toMatchObject({ status: 404, body: NOT_FOUND });
  },
);

const wrong: Readonly<Record<string, string>> = {
  'wrong secret': '/rest/1/wrong-secret-of-nobody/',
  'cut secret': `/rest/1/${secrets.admin.slice(0, -1)}/`,
  'longer secret': `/rest/1/${secrets.admin}x/`,
  'secret in capitals': `/rest/1/${secrets.admin.toUpperCase()}/`,
  "another user's secret": `/rest/2/${secrets.admin}/`,
  'user of nobody': `/rest/99/${secrets.admin}/`,
  'user 0': `/rest/0/${secrets.admin}/`,
  'user in words': `/rest/one/${secrets.admin}/`,
  'login of another': `/rest/reader/${secrets.admin}/`,
  'user with a sign': `/rest/+1/${secrets.admin}/`,
  'user too large': `/rest/${'9'.repeat(40)}/${secrets.admin}/`,
  'user __proto__': `/rest/__proto__/${secrets.admin}/`,
  "SQL for a user's login": `/rest/${encodeURIComponent("x' or 1=1 --")}/${secrets.admin}/`,
  'SQL for a secret': `/rest/1/${encodeURIComponent("' or '1'='1")}/`,
  'secret of 5000': `/rest/1/${DEEP}/`,
  'broken escapes': '/rest/1/%ff%/',
};

describe.each([
  ['documented', 403],
  ['live', 401],
] as const)('in the %s profile', (profile, refused) => {
  it(`all wrong credentials are ${refused} and answered alike`, async () => {
    const made = await shop({ profile });
    for (const [name, base] of Object.entries(wrong)) {
      const { status, headers, body } = await get(made, `${base}catalog.product.get?id=1`);
      expect({ name, status, body }).toEqual({ name, status: refused, body: INVALID });
      expect(headers['content-type']).toBe('application/json; charset=utf-8');
    }
  });

  it(`a user that was made inactive is ${refused} from the next call on`, async () => {
    const made = await shop({ profile });
    const path = `/rest/2/${secrets.reader}/catalog.product.get?id=1`;
    expect((await get(made, path)).status).toBe(200);
    await made.store.write((db) =>
      db.query.updateTable('user').set({ active: 'N' }).where('id', '=', 2).execute(),
    );
    expect(await get(made, path)).toMatchObject({ status: refused, body: INVALID });
  });

  it(`a revoked webhook is ${refused} from the next call on`, async () => {
    const made = await shop({ profile });
    const path = `/rest/2/${secrets.reader}/catalog.product.get?id=1`;
    expect((await get(made, path)).status).toBe(200);
    await made.store.write((db) =>
      db.query.deleteFrom('webhook').where('userId', '=', 2).execute(),
    );
    expect(await get(made, path)).toMatchObject({ status: refused, body: INVALID });
  });

  it(`a webhook without the scope is ${refused}, before its parameters are looked at`, async () => {
    const made = await shop({ profile });
    for (const method of [
      'catalog.product.get?id=1',
      'catalog.product.get',
      'download?token=x',
      'catalog.productImage.getFields',
    ]) {
      const { status, body } = await get(made, `/rest/1/${secrets.scopeless}/${method}`);
      expect({ method, status, body }).toEqual({ method, status: refused, body: NO_SCOPE });
    }
  });

  it('a call without credentials is 401', async () => {
    const made = await shop({ profile });
    for (const path of [
      '/rest/catalog.product.get',
      '/rest//catalog.product.get.json?id=1',
      '/rest/?method=catalog.product.get',
    ]) {
      const { status, body } = await get(made, path);
      expect({ path, status, body }).toEqual({
        path,
        status: 401,
        body: { error: 'NO_AUTH_FOUND', error_description: 'Wrong authorization data' },
      });
    }
  });
});

it.each(['PUT', 'PATCH', 'DELETE'] as const)('%s is no verb of the protocol', async (verb) => {
  for (const profile of ['documented', 'live'] as const) {
    const { app } = await shop({ profile });
    const agent = request(app);
    const sent = { PUT: agent.put, PATCH: agent.patch, DELETE: agent.delete }[verb].call(
      agent,
      `${HOOK}catalog.product.get?id=1`,
    );
    const { status, body } = await sent;
    expect({ status, body }).toEqual({
      status: 400,
      body: { error: 'invalid_http_method', error_description: 'Wrong method for current action' },
    });
  }
});

it('the log tells a method by name, and neither a secret nor what stands in its place', async () => {
  const made = await shop();
  const paths = [
    `${HOOK}catalog.product.get?id=1&auth=${secrets.reader}`,
    `${HOOK}crm.deal.list`,
    `/rest/${secrets.admin}/catalog.product.get`,
    `/rest/${secrets.admin}`,
    `/rest/api/1/${secrets.admin}/main.eventlog.list`,
    `/rest/1/x/${secrets.admin}/catalog.product.get`,
    `/rest/?method=${secrets.admin}`,
  ];
  for (const path of paths) await get(made, path);
  const log = made.lines.join('');
  expect(log).toContain('catalog.product.get');
  expect(log, 'a developer looks for it').toContain('crm.deal.list');
  for (const secret of Object.values(secrets)) expect(log).not.toContain(secret);
});
