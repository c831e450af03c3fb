import { describe, expect, it, vi } from 'vitest';
import { read } from '../../src/core/method.ts';
import { OFFERS, testPortal } from '../portal.ts';

const EMPTY = { result: [], result_error: [], result_total: [], result_next: [], result_time: [] };
const TIME = expect.objectContaining({ duration: expect.any(Number) });

const batchOf =
  ({ as }: Awaited<ReturnType<typeof testPortal>>, scopes?: string[]) =>
  async (params: object) => {
    const answer = await as(1, scopes)('batch', params);
    expect(answer.status).toBe(200);
    return answer.result;
  };

describe('batch', () => {
  it.each([{}, { cmd: [] }, { cmd: {} }, { cmd: 'catalog.vat.list' }, { cmd: 5 }, { cmd: null }])(
    'answers five empty lists to %j',
    async (params) => {
      expect(await batchOf(await testPortal())(params)).toEqual(EMPTY);
    },
  );

  it('runs commands in order, each in a transaction of its own', async () => {
    const portal = await testPortal();
    const answer = await batchOf(portal)({
      cmd: [
        'catalog.vat.add?fields[name]=A&fields[rate]=5',
        'catalog.vat.add?fields[rate]=6',
        'catalog.vat.add?fields[name]=B&fields[rate]=7',
        'catalog.vat.list',
      ],
    });
    expect(answer.result['0'].vat).toMatchObject({ name: 'A', rate: 5 });
    expect(answer.result_error).toEqual({
      1: { error: 0, error_description: 'Required fields: name' },
    });
    expect(answer.result['3'].vats.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['A', 'B']),
    );
    expect(answer.result_total).toEqual({ 3: answer.result['3'].vats.length });
    expect(answer.result_next).toEqual([]);
    expect(answer.result_time).toEqual({ 0: TIME, 2: TIME, 3: TIME });
  });

  it.each([
    ['a list', ['server', 'server'], true],
    ['keys 0 and 1', { 0: 'server', 1: 'server' }, true],
    ['keys from 1', { 1: 'server', 2: 'server' }, false],
    ['a gap', { 0: 'server', 2: 'server' }, false],
    ['names', { a: 'server', b: 'server' }, false],
    ['a driving zero', { '00': 'server' }, false],
  ])('sections are lists or maps as PHP has it: %s', async (_, cmd, isList) => {
    const portal = await testPortal();
    const commands = Array.isArray(cmd)
      ? cmd.map(() => 'catalog.vat.get?id=1')
      : Object.fromEntries(Object.keys(cmd).map((key) => [key, 'catalog.vat.get?id=1']));
    const answer = await batchOf(portal)({ cmd: commands });
    expect(Array.isArray(answer.result)).toBe(isList);
    expect(Array.isArray(answer.result_time)).toBe(isList);
    expect(Object.keys(answer.result)).toEqual(Object.keys(cmd));
    expect(answer.result_error).toEqual([]);
  });

  it('keeps a key whatever it is named', async () => {
    const portal = await testPortal();
    const cmd = JSON.parse('{"__proto__":"catalog.vat.get?id=1","constructor":"nothing"}');
    const answer = await batchOf(portal)({ cmd });
    expect(Object.keys(answer.result)).toEqual(['__proto__']);
    expect(Object.keys(answer.result_error)).toEqual(['constructor']);
    expect(({} as { vat?: unknown }).vat).toBeUndefined();
  });

  const failing = ['nothing.here', 'catalog.vat.get?id=1'];
  it.each([
    [undefined, false],
    [0, false],
    ['0', false],
    ['', false],
    [false, false],
    [null, false],
    [[], false],
    [1, true],
    ['1', true],
    [true, true],
    ['false', true],
    ['N', true],
    [['x'], true],
  ])('halt %j ends it at the first failure: %s', async (halt, ends) => {
    const answer = await batchOf(await testPortal())({ HALT: halt, CMD: failing });
    expect(answer.result_error[0] ?? answer.result_error['0']).toEqual({
      error: 'ERROR_METHOD_NOT_FOUND',
      error_description: 'Method not found!',
    });
    expect(Object.keys(answer.result)).toEqual(ends ? [] : ['1']);
  });

  it('leaves no trace of what is no text, but counts it', async () => {
    const cmd = [7, null, { a: 'b' }, ...Array.from({ length: 48 }, () => 'catalog.vat.get?id=1')];
    const answer = await batchOf(await testPortal())({ cmd });
    expect(Object.keys(answer.result)).toEqual(
      Array.from({ length: 47 }, (_, index) => String(index + 3)),
    );
    expect(Object.keys(answer.result_error)).toEqual(['50']);
  });

  it('runs the first fifty, and refuses each one after them', async () => {
    const cmd = Array.from({ length: 53 }, () => 'catalog.vat.get?id=1');
    const answer = await batchOf(await testPortal())({ cmd });
    expect(answer.result).toHaveLength(50);
    const tooLong = {
      error: 'ERROR_BATCH_LENGTH_EXCEEDED',
      error_description: 'Max batch length exceeded',
    };
    expect(answer.result_error).toEqual({ 50: tooLong, 51: tooLong, 52: tooLong });
  });

  it('is refused as a whole with more than a thousand', async () => {
    const { as } = await testPortal();
    const cmd = Array.from({ length: 1001 }, () => 'catalog.vat.add?fields[name]=A&fields[rate]=5');
    expect(await as(1)('batch', { cmd })).toMatchObject({
      status: 400,
      error: 'ERROR_BATCH_LENGTH_EXCEEDED',
    });
    expect((await as(1)('catalog.vat.list', { filter: { name: 'A' } })).total).toBe(0);
    const { result } = await as(1)('batch', { cmd: cmd.slice(0, 1000) });
    expect(Object.keys(result.result_error)).toHaveLength(950);
  });

  it.each(['batch', 'BATCH', 'download', 'upload', 'catalog.product.download'])(
    'does not run %s',
    async (name) => {
      const answer = await batchOf(await testPortal())({ cmd: { a: `${name}?cmd[]=x` } });
      expect(answer.result_error.a).toEqual({
        error: 'ERROR_BATCH_METHOD_NOT_ALLOWED',
        error_description: 'Method is not allowed for batch usage',
      });
    },
  );

  it.each(['catalog.vat.get.json?id=1', 'catalog.vat?id=1', '', '?id=1', '__proto__'])(
    'knows no method %j',
    async (command) => {
      const answer = await batchOf(await testPortal())({ cmd: { a: command } });
      expect(answer.result_error.a).toMatchObject({ error: 'ERROR_METHOD_NOT_FOUND' });
    },
  );

  it('gives no reason when the scope is missing, and takes no credentials of a command', async () => {
    const portal = await testPortal();
    const answer = await batchOf(
      portal,
      [],
    )({
      cmd: { a: 'catalog.vat.get?id=1&auth=x&aplogin=1&ap=test-admin-secret' },
    });
    expect(answer.result_error.a).toEqual({ error: 'insufficient_scope', error_description: '' });
  });

  it('asks each command for its right', async () => {
    const portal = await testPortal();
    const { result } = await portal.as(2)('batch', { cmd: ['catalog.vat.delete?id=1'] });
    expect(result.result_error[0]).toMatchObject({ error: 200040300020 });
  });

  it('tells the next page of a list that has one', async () => {
    const portal = await testPortal();
    const call = portal.as(1);
    for (let n = 0; n < 60; n++) {
      await call('catalog.vat.add', { fields: { name: `Rate ${n}`, rate: n } });
    }
    const answer = await batchOf(portal)({
      cmd: ['catalog.vat.list', 'catalog.vat.list?start=50', 'catalog.vat.list?start=-1'],
    });
    const total = answer.result_total[0];
    expect(total).toBeGreaterThan(60);
    expect(answer.result_next).toEqual([50]);
    expect(answer.result_total).toEqual([total, total]);
  });

  it('in profile live answers codes as texts', async () => {
    const portal = await testPortal({ profile: 'live' });
    const answer = await batchOf(portal)({ cmd: { a: 'catalog.vat.get' } });
    expect(answer.result_error.a).toMatchObject({ error: '100' });
  });

  it('refuses a command with too many parameters, and goes on', async () => {
    const command = `catalog.vat.get?${'a&'.repeat(20_001)}`;
    const answer = await batchOf(await testPortal())({ cmd: [command, 'catalog.vat.get?id=1'] });
    expect(answer.result_error[0]).toMatchObject({ error: 'INVALID_REQUEST' });
    expect(answer.result['1'].vat.id).toBe(1);
  });
});

describe('what a batch costs', () => {
  it('fifty reads share one reader and open no transaction', async () => {
    const readers = new Set<unknown>();
    const look = read({
      about: 'Looks.',
      scope: '',
      params: {},
      run: async ({ db }) => readers.add(db).size,
    });
    const portal = await testPortal({ methods: { test: { look } } });
    const write = vi.spyOn(portal.store, 'write');
    const answer = await batchOf(portal)({ cmd: Array.from({ length: 50 }, () => 'test.look') });
    expect(answer.result).toEqual(Array.from({ length: 50 }, () => 1));
    expect([...readers]).toEqual([portal.store.reader]);
    expect(write).not.toHaveBeenCalled();
  });

  it('each write commits by itself', async () => {
    const portal = await testPortal();
    const write = vi.spyOn(portal.store, 'write');
    const cmd = ['A', 'B', 'C'].map(
      (name) => `catalog.vat.add?fields[name]=${name}&fields[rate]=1`,
    );
    await batchOf(portal)({ cmd });
    expect(write).toHaveBeenCalledTimes(3);
  });
});

describe('macros of a batch', () => {
  it.each([
    '$result[c][catalogs][1][id]',
    '%24result%5Bc%5D%5Bcatalogs%5D%5B1%5D%5Bid%5D',
    '$result_total[c][catalogs][1][id]',
  ])('%s is the id of the second catalog', async (macro) => {
    const answer = await batchOf(await testPortal())({
      cmd: { c: 'catalog.catalog.list', d: `catalog.catalog.get?id=${macro}` },
    });
    expect(answer.result.d.catalog.id).toBe(OFFERS);
  });

  it('keep a list a list', async () => {
    const answer = await batchOf(await testPortal())({
      cmd: {
        a: 'catalog.vat.add?fields[name]=A&fields[rate]=1',
        b: 'catalog.vat.list?select[]=id&select[]=name',
        c: 'catalog.vat.list?filter[id]=$result[b][vats][0]',
        d: 'catalog.vat.list?filter[name]=$result[a][vat][name]',
      },
    });
    expect(answer.result.d.vats).toEqual([expect.objectContaining(answer.result.a.vat)]);
    expect(answer.result_error).toEqual([]);
  });

  it('cannot make a batch grow without bound', async () => {
    const name = 'x'.repeat(200);
    const cmd: Record<string, string> = {
      a0: `catalog.vat.add?fields[name]=${name}&fields[rate]=1`,
    };
    for (let n = 1; n < 50; n++) {
      const before = `$result[a${n - 1}][vat][name]`;
      cmd[`a${n}`] = `catalog.vat.add?fields[name]=${before} ${before}&fields[rate]=1`;
    }
    const answer = await batchOf(await testPortal())({ cmd });
    const lengths = Object.values(answer.result as Record<string, { vat: { name: string } }>).map(
      ({ vat }) => vat.name.length,
    );
    expect(Math.max(...lengths)).toBeLessThanOrEqual(128 * 1024);
    expect(Object.values(answer.result_error)).toContainEqual({
      argument: 'cmd',
      error: 'ERROR_ARGUMENT',
      error_description: 'The macros of the batch add too much to its commands',
    });
  });
});
