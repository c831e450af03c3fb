import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { PNG } from '../images/fixtures.ts';
import { OFFERS, PRODUCTS, secrets, testPortal } from '../portal.ts';

const PREFIX = 'BITRIX_REST_V3_EXCEPTION_';

async function v3Portal(options: Parameters<typeof testPortal>[0] = {}) {
  const portal = await testPortal(options);
  const post = (secret: string, user: number) => (name: string, body?: object) =>
    request(portal.app)
      .post(`/rest/api/${user}/${secret}/${name}`)
      .set('Content-Type', 'application/json')
      .send(body ?? {});
  return { ...portal, admin: post(secrets.admin, 1), reader: post(secrets.reader, 2), post };
}

const code = (name: string) => `${PREFIX}${name}`;

describe('an entity in the one form of REST 3.0', () => {
  it('is added, read, listed, changed and deleted', async () => {
    const { admin } = await v3Portal();
    const added = await admin('catalog.vat.add', { fields: { name: 'Tax 7%', rate: 7 } });
    expect(added.body).toEqual({ result: { id: expect.any(Number) }, time: expect.any(Object) });
    const { id } = added.body.result;

    const got = await admin('catalog.vat.get', { id, select: ['name', 'rate'] });
    expect(got.body.result).toEqual({ item: { name: 'Tax 7%', rate: 7 } });

    const changed = await admin('catalog.vat.update', { id, fields: { name: 'Tax 8%', rate: 8 } });
    expect(changed.body.result).toEqual({ result: true });

    const listed = await admin('catalog.vat.list', { filter: [['rate', '=', 8]], select: ['id'] });
    expect(listed.body.result).toEqual({ items: [{ id }] });
    expect(listed.body).not.toHaveProperty('total');

    expect((await admin('catalog.vat.delete', { id })).body.result).toEqual({ result: true });
    const gone = await admin('catalog.vat.get', { id });
    expect(gone.status).toBe(400);
    expect(gone.body).toEqual({
      error: { code: code('ENTITYNOTFOUNDEXCEPTION'), message: 'vat does not exist.' },
    });
  });

  it('is changed and deleted by a filter too, all or none', async () => {
    const { admin, as } = await v3Portal();
    for (const rate of [41, 42, 43]) {
      await as(1)('catalog.vat.add', { fields: { name: `Tax ${rate}`, rate } });
    }
    const filter = [['rate', 'in', [41, 42, 43]]];
    const fields = { name: 'Same', rate: 44 };
    expect((await admin('catalog.vat.update', { filter, fields })).body.result).toEqual({
      result: true,
    });
    const { result } = await as(1)('catalog.vat.list', { filter: { name: 'Same' } });
    expect(result.vats.map((row: { rate: number }) => row.rate)).toEqual([44, 44, 44]);
    await admin('catalog.vat.delete', { filter: [['rate', 44]] });
    expect((await as(1)('catalog.vat.list', { filter: { name: 'Same' } })).total).toBe(0);
  });

  it.each([
    ['neither', {}],
    ['both', { id: 1, filter: [['id', 1]] }],
  ])('needs id or filter: %s is refused', async (_what, params) => {
    const { admin, as } = await v3Portal();
    const { status, body } = await admin('catalog.vat.delete', params);
    expect({ status, code: body.error.code, field: body.error.validation[0].field }).toEqual({
      status: 400,
      code: code('VALIDATION_REQUESTVALIDATIONEXCEPTION'),
      field: 'id',
    });
    expect((await as(1)('catalog.vat.list', {})).total).toBe(3);
  });

  it('pages by page and by offset, and follows a cursor', async () => {
    const { admin, as } = await v3Portal();
    for (let n = 0; n < 7; n += 1) {
      await as(1)('catalog.product.add', { fields: { iblockId: PRODUCTS, name: `P${n}` } });
    }
    const ids = async (name: string, params: object): Promise<number[]> =>
      (await admin(name, { select: ['id'], ...params })).body.result.items.map(
        (row: { id: number }) => row.id,
      );
    const name = 'catalog.product.list';
    expect(await ids(name, { pagination: { limit: 3, page: 2 } })).toEqual([4, 5, 6]);
    expect(await ids(name, { pagination: { limit: 3, page: 0 } })).toEqual([1, 2, 3]);
    expect(await ids(name, { pagination: { limit: 2, offset: 5 } })).toEqual([6, 7]);
    expect(await ids(name, { order: { name: 'DESC' }, pagination: { limit: 2 } })).toEqual([7, 6]);
    const tail = (value: number) => ({ cursor: { field: 'id', value, order: 'ASC', limit: 4 } });
    expect(await ids('catalog.product.tail', tail(0))).toEqual([1, 2, 3, 4]);
    expect(await ids('catalog.product.tail', tail(4))).toEqual([5, 6, 7]);
    const down = { cursor: { field: 'id', value: 3, order: 'DESC' } };
    expect(await ids('catalog.product.tail', down)).toEqual([2, 1]);
  });

  it('lists products of all catalogs, and a face only its types', async () => {
    const { admin, as } = await v3Portal();
    await as(1)('catalog.product.add', { fields: { iblockId: PRODUCTS, name: 'Alone' } });
    await as(1)('catalog.product.service.add', { fields: { iblockId: PRODUCTS, name: 'Work' } });
    await as(1)('catalog.product.offer.add', { fields: { iblockId: OFFERS, name: 'Offer' } });
    const names = async (face: string) =>
      (await admin(`catalog.product${face}.list`, { select: ['name'] })).body.result.items;
    expect(await names('')).toHaveLength(3);
    expect(await names('.service')).toEqual([{ name: 'Work' }]);
    expect(await names('.offer')).toEqual([{ name: 'Offer' }]);
    const other = await admin('catalog.product.service.get', { id: 1 });
    expect(other.body.error.code).toBe(code('ENTITYNOTFOUNDEXCEPTION'));
  });

  it('stores pictures, and pages images of a product', async () => {
    const { admin } = await v3Portal();
    const detailPicture = { fileData: ['a.png', PNG] };
    const added = await admin('catalog.product.add', {
      fields: { iblockId: PRODUCTS, name: 'Shown', detailPicture },
    });
    const { id } = added.body.result;
    for (const name of ['b.png', 'c.png']) {
      const image = { fields: { productId: id }, fileContent: [name, PNG] };
      expect((await admin('catalog.productImage.add', image)).status).toBe(200);
    }
    const list = await admin('catalog.productImage.list', {
      productId: id,
      select: ['id', 'name'],
      pagination: { limit: 2 },
    });
    expect(list.body.result.items).toEqual([
      { id: expect.any(Number), name: 'a.png' },
      { id: expect.any(Number), name: 'b.png' },
    ]);
    const [first] = list.body.result.items;
    const gone = await admin('catalog.productImage.delete', { productId: id, id: first.id });
    expect(gone.body.result).toEqual({ result: true });
  });

  it('describes its fields', async () => {
    const { reader } = await v3Portal();
    const list = await reader('catalog.vat.field.list', { select: ['name', 'filterable'] });
    expect(list.body.result.items).toContainEqual({ name: 'rate', filterable: true });
    const one = await reader('catalog.vat.field.get', { name: 'rate' });
    expect(one.body.result.item).toMatchObject({ name: 'rate', type: 'double', required: true });
    const none = await reader('catalog.vat.field.get', { name: 'nope' });
    expect(none.body.error.code).toBe(code('ENTITYNOTFOUNDEXCEPTION'));
  });

  it('answers what is no entity as it is', async () => {
    const { reader } = await v3Portal();
    expect((await reader('catalog.catalog.isOffers', { id: OFFERS })).body.result).toBe(true);
    expect((await reader('server.time')).body.result).toMatch(/^\d{4}-/);
    expect((await reader('profile')).body.result.ID).toBe('2');
  });
});

describe('a filter', () => {
  const rates = async (filter: unknown) => {
    const { admin, as } = await v3Portal();
    for (const rate of [5, 7, 9]) {
      await as(1)('catalog.vat.add', { fields: { name: `Tax ${rate}`, rate, sort: rate * 10 } });
    }
    const { body } = await admin('catalog.vat.list', {
      filter: [['id', '>', 3], ...(filter as unknown[])],
      select: ['rate'],
    });
    return (
      body.error?.code.slice(PREFIX.length) ??
      body.result.items.map((r: { rate: number }) => r.rate)
    );
  };

  it.each([
    [[['rate', '=', 7]], [7]],
    [[['rate', '7']], [7]],
    [[['rate', [5, 9]]], [5, 9]],
    [[['rate', 'in', [5, 7]]], [5, 7]],
    [[['rate', '!=', 7]], [5, 9]],
    [[['rate', '>', 5]], [7, 9]],
    [[['rate', '>=', 7]], [7, 9]],
    [[['rate', '<', 7]], [5]],
    [[['rate', '<=', 7]], [5, 7]],
    [[['rate', 'between', [6, 9]]], [7, 9]],
    [[['name', 'Tax 5']], [5]],
    [
      [
        {
          logic: 'or',
          conditions: [
            ['rate', 5],
            ['sort', 90],
          ],
        },
      ],
      [5, 9],
    ],
    [
      [
        {
          logic: 'and',
          conditions: [
            ['rate', '>', 5],
            ['sort', '<', 90],
          ],
        },
      ],
      [7],
    ],
    [
      [
        {
          logic: 'or',
          conditions: [
            ['rate', 5],
            ['rate', 7],
          ],
          negative: true,
        },
      ],
      [9],
    ],
    [
      [
        {
          logic: 'or',
          conditions: [
            ['rate', 5],
            {
              type: 'filter',
              logic: 'and',
              conditions: [
                ['rate', 9],
                ['sort', 90],
              ],
            },
          ],
        },
      ],
      [5, 9],
    ],
    [[{ logic: 'or', conditions: [] }], [5, 7, 9]],
  ])('%j finds %j', async (filter, found) => {
    expect(await rates(filter)).toEqual(found);
  });

  it.each([
    ['UNKNOWNDTOPROPERTYEXCEPTION', [['nope', 1]]],
    ['UNKNOWNDTOPROPERTYEXCEPTION', [["id' or 1=1 --", 1]]],
    ['UNKNOWNDTOPROPERTYEXCEPTION', [['__proto__', 1]]],
    ['UNKNOWNFILTEROPERATOREXCEPTION', [['id', 'like', 1]]],
    ['UNKNOWNFILTEROPERATOREXCEPTION', [['id', {}, 1]]],
    ['UNKNOWNFILTEROPERATOREXCEPTION', [['id', 'constructor', 1]]],
    ['VALIDATION_REQUESTVALIDATIONEXCEPTION', [['id', '=', 'x']]],
    ['VALIDATION_REQUESTVALIDATIONEXCEPTION', [['id', '=', [1]]]],
    ['VALIDATION_REQUESTVALIDATIONEXCEPTION', [['id', 'in', 1]]],
    ['VALIDATION_REQUESTVALIDATIONEXCEPTION', [['id', 'in', []]]],
    ['VALIDATION_REQUESTVALIDATIONEXCEPTION', [['id', 'between', [1]]]],
    ['VALIDATION_REQUESTVALIDATIONEXCEPTION', [['id', 'between', [1, 2, 3]]]],
    ['VALIDATION_REQUESTVALIDATIONEXCEPTION', [['timestampX', '>', 'no date']]],
    ['INVALIDFILTEREXCEPTION', ['id']],
    ['INVALIDFILTEREXCEPTION', [['id']]],
    ['INVALIDFILTEREXCEPTION', [[1, 2]]],
    ['INVALIDFILTEREXCEPTION', [['id', '=', 1, 2]]],
    ['INVALIDFILTEREXCEPTION', [{ logic: 'xor', conditions: [] }]],
    ['INVALIDFILTEREXCEPTION', [{ logic: 'or', conditions: {} }]],
    ['INVALIDFILTEREXCEPTION', [{ conditions: [{ conditions: [['id', 1]] }] }]],
    ['INVALIDFILTEREXCEPTION', Array.from({ length: 501 }, () => ['id', 1])],
  ])('is refused with %s: %j', async (name, filter) => {
    expect(await rates(filter)).toBe(name);
  });

  it('of 500 conditions and 5,000 values is answered', async () => {
    const many = Array.from({ length: 499 }, (_, n) => ['id', '!=', n + 100]);
    expect(await rates(many)).toEqual([5, 7, 9]);
    expect(await rates([['id', 'in', Array.from({ length: 5000 }, (_, n) => n)]])).toEqual([
      5, 7, 9,
    ]);
    const tooMany = Array.from({ length: 5001 }, (_, n) => n);
    expect(await rates([['id', 'in', tooMany]])).toBe('VALIDATION_REQUESTVALIDATIONEXCEPTION');
  });
});

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
    for (const name of ['catalog.nope', 'plain.product.list', '']) {
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
