import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { secrets } from '../portal.ts';
import { code, v3Portal } from './_portal.ts';

describe('a request', () => {
  it.each([
    ['a select that is no list', { select: 'id' }, 'INVALIDSELECTEXCEPTION'],
    ['a select of numbers', { select: [1] }, 'INVALIDSELECTEXCEPTION'],
    ['an order that is a list', { order: ['id'] }, 'INVALIDORDEREXCEPTION'],
    ['an order of a wrong word', { order: { id: 'UP' } }, 'INVALIDORDEREXCEPTION'],
    ['an order of an unknown field', { order: { nope: 'ASC' } }, 'UNKNOWNDTOPROPERTYEXCEPTION'],
    ['a limit of 0', { pagination: { limit: 0 } }, 'INVALIDPAGINATIONEXCEPTION'],
    ['a limit below 0', { pagination: { limit: -1 } }, 'INVALIDPAGINATIONEXCEPTION'],
    ['a limit over 1000', { pagination: { limit: 1001 } }, 'INVALIDPAGINATIONEXCEPTION'],
    ['a limit in words', { pagination: { limit: 'ten' } }, 'INVALIDPAGINATIONEXCEPTION'],
    ['page and offset', { pagination: { page: 1, offset: 1 } }, 'INVALIDPAGINATIONEXCEPTION'],
    ['a pagination that is a list', { pagination: [] }, 'INVALIDPAGINATIONEXCEPTION'],
  ])('is refused for %s', async (_what, params, name) => {
    const { reader } = await v3Portal();
    const { status, body } = await reader('catalog.vat.list', params);
    expect({ status, code: body.error.code }).toEqual({ status: 400, code: code(name) });
    expect(body.error.message).toEqual(expect.any(String));
  });

  it.each([
    ['documented', { result: { items: [{ id: 1 }] } }],
    [
      'live',
      { error: { code: code('UNKNOWNDTOPROPERTYEXCEPTION'), message: 'Unknown field `nope`' } },
    ],
  ] as const)('selects an unknown field, profile %s', async (profile, expected) => {
    const { reader } = await v3Portal({ profile });
    const params = { select: ['id', 'nope'], filter: [['id', 1]] };
    expect((await reader('catalog.vat.list', params)).body).toMatchObject(expected);
  });

  it('selects all fields where none of those asked is known', async () => {
    const { reader } = await v3Portal();
    const params = { filter: [['id', 1]] };
    const { body: all } = await reader('catalog.vat.list', params);
    expect(Object.keys(all.result.items[0]).length).toBeGreaterThan(3);
    const none = await reader('catalog.vat.list', { ...params, select: ['nope'] });
    expect(none.body.result).toEqual(all.result);
    const one = await reader('catalog.vat.get', { id: 1, select: ['nope'] });
    expect(one.body.result.item).toEqual(
      (await reader('catalog.vat.get', { id: 1 })).body.result.item,
    );
    const field = await reader('catalog.vat.field.list', { select: ['name', 'nope'] });
    expect(field.body.result.items).toContainEqual({ name: 'rate' });
  });

  it.each([
    ['no fields', {}, 'VALIDATION_REQUESTVALIDATIONEXCEPTION', ['fields']],
    [
      'fields that are a text',
      { fields: 'x' },
      'VALIDATION_REQUESTVALIDATIONEXCEPTION',
      ['fields'],
    ],
    ['required fields', { fields: {} }, 'VALIDATION_DTOVALIDATIONEXCEPTION', ['name', 'rate']],
    [
      'an unknown field',
      { fields: { name: 'a', rate: 1, nope: 1 } },
      'UNKNOWNDTOPROPERTYEXCEPTION',
      undefined,
    ],
  ])('is refused for %s', async (_what, params, name, fields) => {
    const { admin, as } = await v3Portal();
    const { status, body } = await admin('catalog.vat.add', params);
    expect({ status, code: body.error.code }).toEqual({ status: 400, code: code(name) });
    expect(body.error.validation?.map(({ field }: { field: string }) => field)).toEqual(fields);
    expect((await as(1)('catalog.vat.list', {})).total).toBe(3);
  });

  it('reads parameters from a JSON body alone', async () => {
    const { app } = await v3Portal();
    const path = `/rest/api/1/${secrets.admin}/catalog.vat.get`;
    const query = await request(app).get(`${path}?id=1`);
    expect(query.body.error).toEqual({
      code: code('VALIDATION_REQUESTVALIDATIONEXCEPTION'),
      message: 'Error validating request object',
      validation: [{ field: 'id', message: 'Could not find value for parameter {id}' }],
    });
    const form = await request(app).post(path).send('id=1');
    expect({ status: form.status, code: form.body.error.code }).toEqual({
      status: 400,
      code: code('INVALIDJSONEXCEPTION'),
    });
    const broken = await request(app).post(path).type('json').send('{"id":');
    expect(broken.body.error.code).toBe(code('INVALIDJSONEXCEPTION'));
    const deep = await request(app).post(path).type('json').send('['.repeat(20_000));
    expect(deep.body.error.code).toBe(code('INVALIDJSONEXCEPTION'));
    const bare = await request(app).get(`/rest/api/1/${secrets.admin}/server.time`);
    expect(bare.body.result).toMatch(/^\d{4}-/);
  });
});

describe('who calls', () => {
  it.each([
    ['a wrong secret', '/rest/api/1/wrong-secret/catalog.vat.list'],
    ['no credentials', '/rest/api/catalog.vat.list'],
    ['an unknown token', '/rest/api/catalog.vat.list?auth=nope'],
  ])('by %s is answered 401', async (_what, path) => {
    const { app } = await v3Portal();
    const { status, body } = await request(app).post(path).type('json').send({});
    expect({ status, code: body.error.code }).toEqual({
      status: 401,
      code: code('ACCESSDENIEDEXCEPTION'),
    });
  });

  it('by an expired token is answered the same: clients do not refresh here', async () => {
    let now = 1_750_000_000_000;
    const { app, addApp, tokensOf } = await v3Portal({ now: () => now });
    const { accessToken } = await tokensOf((await addApp()).app.id);
    const call = () =>
      request(app).post('/rest//api/catalog.vat.list').type('json').send({ auth: accessToken });
    expect((await call()).body.result.items).toHaveLength(3);
    now += 3601 * 1000;
    const { status, body } = await call();
    expect({ status, code: body.error.code }).toEqual({
      status: 401,
      code: code('ACCESSDENIEDEXCEPTION'),
    });
  });

  it('without the scope, without the right, and what does not exist', async () => {
    const { admin, reader, post } = await v3Portal();
    const scopeless = await post(secrets.scopeless, 1)('catalog.vat.list');
    expect([scopeless.status, scopeless.body.error.code]).toEqual([
      403,
      code('INSUFFICIENTSCOPEEXCEPTION'),
    ]);
    const rightless = await reader('catalog.vat.delete', { id: 1 });
    expect([rightless.status, rightless.body.error.code]).toEqual([
      403,
      code('ACCESSDENIEDEXCEPTION'),
    ]);
    for (const name of ['catalog.nope', 'apiV1.product.list', '']) {
      const { status, body } = await admin(name);
      expect([name, status, body.error.code]).toEqual([name, 404, code('METHODNOTFOUNDEXCEPTION')]);
    }
  });

  it('too often is answered 429', async () => {
    const { reader } = await v3Portal({ tariff: 'basic', now: () => 1_750_000_000_000 });
    const answers = await Promise.all(Array.from({ length: 52 }, () => reader('server.time')));
    const refused = answers.find(({ status }) => status !== 200);
    expect([refused?.status, refused?.body.error.code]).toEqual([429, code('RATELIMITEXCEPTION')]);
  });

  it('gets nothing of the inside of an unexpected failure', async () => {
    const boom = {
      effect: 'read',
      about: 'Fails.',
      scope: '',
      params: {},
      run: async () => {
        throw new Error('secret of the inside');
      },
    } as const;
    const { reader, lines } = await v3Portal({ methods: { test: { boom } } });
    const { status, body } = await reader('test.boom');
    expect({ status, body }).toEqual({
      status: 500,
      body: { error: { code: code('INTERNAL_INTERNALEXCEPTION'), message: 'Internal error' } },
    });
    expect(lines.join('')).toContain('secret of the inside');
  });
});
