import fc from 'fast-check';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { createReferences } from '../../src/v3/references.ts';
import { secrets, testPortal } from '../portal.ts';

const code = (name: string) => `BITRIX_REST_V3_EXCEPTION_${name}`;

async function batchPortal() {
  const portal = await testPortal();
  const post = (body: object, secret: string = secrets.admin) =>
    request(portal.app).post(`/rest/api/1/${secret}/batch`).type('json').send(body);
  return { ...portal, post };
}

const add = (name: string, more: object = {}) => ({
  method: 'catalog.vat.add',
  query: { fields: { name, rate: 5 } },
  ...more,
});

describe('batch', () => {
  it('answers results in the order of its list', async () => {
    const { post } = await batchPortal();
    const { body, status } = await post([
      { method: 'catalog.vat.get', query: { id: 2, select: ['id'] } },
      { method: 'server.time', query: [] },
      { method: 'catalog.vat.get', query: { id: 1, select: ['id'] }, parallel: true },
    ]);
    expect(status).toBe(200);
    expect(body.result).toEqual([
      { item: { id: 2 } },
      expect.stringMatching(/^\d{4}-/),
      { item: { id: 1 } },
    ]);
  });

  it('takes the list spread into an object, with the token beside it', async () => {
    const { app, addApp, tokensOf } = await batchPortal();
    const { accessToken } = await tokensOf((await addApp()).app.id);
    const { body } = await request(app)
      .post('/rest//api/batch')
      .type('json')
      .send({ 0: { method: 'profile', query: {} }, auth: accessToken });
    expect(body.result[0].ID).toBe('1');
  });

  it('hands values of earlier results to later commands', async () => {
    const { post } = await batchPortal();
    const { body } = await post([
      add('One', { as: 'one' }),
      add('Two', { as: 'two' }),
      { method: 'catalog.vat.get', query: { id: { $ref: 'one.id' }, select: ['name'] }, as: 'got' },
      { method: 'catalog.vat.list', query: { filter: [['rate', 5]], select: ['id'] }, as: 'all' },
      {
        method: 'catalog.vat.list',
        query: { filter: [['id', 'in', { $refArray: 'all.id' }]], select: ['name'] },
      },
      add('', { query: { fields: { name: { $ref: 'got.item.name' }, rate: 6 } } }),
      { method: 'catalog.vat.list', query: { filter: [['rate', 6]], select: ['name'] } },
    ]);
    expect(body.result[2]).toEqual({ item: { name: 'One' } });
    expect(body.result[4]).toEqual({ items: [{ name: 'One' }, { name: 'Two' }] });
    expect(body.result[6]).toEqual({ items: [{ name: 'One' }] });
  });

  it('ends with the first failure, which is the whole answer; what was written stays', async () => {
    const { post, as } = await batchPortal();
    const { status, body } = await post([
      add('Kept'),
      { method: 'catalog.vat.get', query: { id: 4711 } },
      add('Never'),
    ]);
    expect({ status, code: body.error.code, result: body.result }).toEqual({
      status: 400,
      code: code('ENTITYNOTFOUNDEXCEPTION'),
      result: undefined,
    });
    const { result } = await as(1)('catalog.vat.list', { filter: { rate: 5 }, select: ['name'] });
    expect(result.vats).toEqual([{ name: 'Kept' }]);
  });

  it.each([
    ['the form of the older protocol', { cmd: ['server.time'], halt: 0 }],
    ['a key that is no number', { 0: { method: 'server.time', query: {} }, x: 1 }],
    ['a command without query', [{ method: 'server.time' }]],
    ['a command that is a text', ['server.time']],
    ['a method that is no text', [{ method: 5, query: {} }]],
    ['51 commands', Array.from({ length: 51 }, () => ({ method: 'server.time', query: {} }))],
  ])('is refused for %s, before anything runs', async (_what, body) => {
    const { post } = await batchPortal();
    const answer = await post(body);
    expect([answer.status, answer.body.error.code]).toEqual([400, code('INVALIDSELECTEXCEPTION')]);
  });

  it.each([
    ['itself', [{ method: 'batch', query: {} }], 404, 'METHODNOTFOUNDEXCEPTION'],
    [
      'a reference to nothing',
      [{ method: 'catalog.vat.get', query: { id: { $ref: 'nope.id' } } }],
      400,
      'VALIDATION_REQUESTVALIDATIONEXCEPTION',
    ],
    [
      'a path to nothing',
      [
        add('One', { as: 'one' }),
        { method: 'catalog.vat.get', query: { id: { $ref: 'one.__proto__' } } },
      ],
      400,
      'VALIDATION_REQUESTVALIDATIONEXCEPTION',
    ],
  ])('refuses %s', async (_what, commands, status, name) => {
    const { post } = await batchPortal();
    const answer = await post(commands);
    expect([answer.status, answer.body.error.code]).toEqual([status, code(name)]);
  });

  it('asks each command for its scope', async () => {
    const { post } = await batchPortal();
    const answer = await post(
      [
        { method: 'server.time', query: {} },
        { method: 'catalog.vat.list', query: {} },
      ],
      secrets.scopeless,
    );
    expect([answer.status, answer.body.error.code]).toEqual([
      403,
      code('INSUFFICIENTSCOPEEXCEPTION'),
    ]);
  });
});

describe('references, whatever is asked', () => {
  const reference = fc.record(
    { $ref: fc.constantFrom('a', 'a.items', 'a.items.0.id', 'a.x', 'b.deep.deep', '', '..') },
    { requiredKeys: ['$ref'] },
  );
  const query = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string(),
      fc.integer(),
      reference,
      fc.record({ $refArray: fc.constantFrom('a.id', 'a.items.id', 'b', 'a') }),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }),
    ),
  })).value;

  it('end in a query or in an error of REST 3.0', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), query, { maxKeys: 4 }), (asked) => {
        const references = createReferences();
        references.add('a', { items: [{ id: 1 }, { id: 2 }], x: null });
        references.add('b', { deep: { deep: 'text' } });
        try {
          expect(typeof references.resolve(asked)).toBe('object');
        } catch (error) {
          expect((error as { code?: string }).code).toMatch(/^BITRIX_REST_V3_EXCEPTION_/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('bring at most 1 MiB in a batch', () => {
    const references = createReferences();
    references.add('big', { text: 'x'.repeat(300_000) });
    const three = { a: { $ref: 'big.text' }, b: { $ref: 'big.text' }, c: { $ref: 'big.text' } };
    expect(Object.keys(references.resolve(three))).toHaveLength(3);
    expect(() => references.resolve(three)).toThrow('The references of a batch bring too much');
  });

  it('look at a bounded number of rows', () => {
    const references = createReferences();
    references.add('all', { items: Array.from({ length: 1000 }, (_, id) => ({ id })) });
    const none = Array.from({ length: 20_000 }, () => ({ $refArray: 'all.nothing' }));
    expect(references.resolve({ a: none.slice(0, 2) })).toEqual({ a: [[], []] });
    expect(() => references.resolve({ none })).toThrow('bring too much');
  });

  it('are at most 1024 characters', () => {
    const references = createReferences();
    references.add('a', { b: 1 });
    const long = { $ref: `a${'.b'.repeat(10_000_000)}` };
    expect(() => references.resolve({ long })).toThrow('$ref names no earlier command');
  });
});
