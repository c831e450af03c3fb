import { describe, expect, it } from 'vitest';
import { type TestPortalOptions, testPortal } from '../portal.ts';

/** A portal, an app and its user 1, 2 and so on. */
async function withApp(options: TestPortalOptions & { scopes?: string } = {}) {
  const portal = await testPortal(options);
  const { app } = await portal.addApp({ scopes: options.scopes ?? 'catalog,user' });
  const by = async (userId = 1) =>
    portal.withToken((await portal.tokensOf(app.id, userId)).accessToken);
  return { ...portal, installed: app, by };
}

const denied = (reason: string) => ({
  status: 403,
  error: 'ACCESS_DENIED',
  error_description: `Access denied! ${reason}`,
});

describe('app.info', () => {
  it('describes the app, or the scopes of a webhook', async () => {
    const { by, as, installed, raw } = await withApp();
    expect((await (await by(2))('app.info')).result).toEqual({
      ID: installed.id,
      CODE: installed.clientId,
      VERSION: 1,
      STATUS: 'L',
      INSTALLED: true,
      PAYMENT_EXPIRED: 'N',
      DAYS: null,
      LANGUAGE_ID: 'en',
      LICENSE: 'en_selfhosted',
    });
    expect((await as(1, ['user', 'catalog'])('app.info')).result).toEqual({
      SCOPE: ['catalog', 'user'],
      LICENSE: 'en_selfhosted',
    });
    const nobody = { identity: { kind: 'internal' }, userId: 1, admin: true } as const;
    const caller = { ...nobody, scopes: new Set<string>(), rights: new Set<string>() };
    expect(await raw(caller, 'app.info')).toMatchObject({
      status: 403,
      body: { error: 'ACCESS_DENIED' },
    });
  });
});

describe.each(['app', 'user'] as const)('%s.option', (whose) => {
  const get = `${whose}.option.get`;
  const set = `${whose}.option.set`;

  it('keeps values with their types', async () => {
    const { by } = await withApp();
    const call = await by();
    expect((await call(get)).result).toEqual([]);
    expect((await call(get, { option: 'a' })).result).toBeNull();
    const options = { a: 'text', b: 5, c: true, d: null, e: { f: ['g'] }, '': 'no name' };
    expect((await call(set, { options })).result).toBe(true);
    expect((await call(get)).result).toEqual(options);
    expect((await call(get, { OPTION: 'e' })).result).toEqual({ f: ['g'] });
    expect((await call(set, { a: 'changed' })).result).toBe(true);
    expect((await call(get)).result).toEqual({ ...options, a: 'changed' });
  });

  it('takes any name', async () => {
    const { by } = await withApp();
    const call = await by();
    const options = JSON.parse('{"__proto__":{"x":1},"constructor":2}');
    await call(set, { options });
    const { result } = await call(get);
    expect(Object.entries(result)).toEqual([
      ['__proto__', { x: 1 }],
      ['constructor', 2],
    ]);
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it.each([
    ['nothing', { options: {} }, "Argument 'options' is null or empty"],
    ['no parameters', {}, "Argument 'options' is null or empty"],
    ['a long value', { a: 'x'.repeat(70_000) }, "The option 'a' is too long or nested too deep"],
    [
      'a deep value',
      { options: { a: JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`) } },
      "The option 'a' is too long or nested too deep",
    ],
    [
      'too many',
      { options: Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`o${n}`, n])) },
      'There are more than 1000 options',
    ],
    [
      'more than a megabyte',
      {
        options: Object.fromEntries(Array.from({ length: 20 }, (_, n) => [n, 'x'.repeat(60_000)])),
      },
      'All options take more than 1048576 characters',
    ],
  ])('refuses %s and keeps nothing of it', async (_, params, message) => {
    const { by } = await withApp();
    const call = await by();
    expect(await call(set, params)).toEqual({
      status: 400,
      error: 'ERROR_ARGUMENT',
      error_description: message,
      argument: 'options',
    });
    expect((await call(get)).result).toEqual([]);
  });

  it('is closed to a webhook', async () => {
    const { as } = await testPortal();
    for (const name of [get, set]) {
      expect(await as(1)(name, { a: 1 })).toEqual(denied('Application context required'));
    }
  });
});

describe('options', () => {
  it('of an app are set by administrators and read by all, those of a user by the user alone', async () => {
    const { by, addApp, tokensOf, withToken } = await withApp();
    const [admin, reader] = [await by(1), await by(2)];
    await admin('app.option.set', { a: 1 });
    await admin('user.option.set', { a: 2 });
    expect(await reader('app.option.set', { a: 3 })).toEqual(
      denied('Administrator authorization required'),
    );
    expect((await reader('app.option.get')).result).toEqual({ a: 1 });
    expect((await reader('user.option.get')).result).toEqual([]);
    const { app } = await addApp();
    const other = withToken((await tokensOf(app.id)).accessToken);
    expect((await other('app.option.get')).result).toEqual([]);
  });

  it('cannot be made to grow by a batch that reads and sets them in turns', async () => {
    const { by } = await withApp();
    const call = await by();
    await call('app.option.set', { options: { a: ['x'.repeat(1000)] } });
    const cmd = Object.fromEntries(
      Array.from({ length: 50 }, (_, n) =>
        n % 2 === 0
          ? [`g${n}`, 'app.option.get']
          : [
              `s${n}`,
              `app.option.set?options[a][0]=$result[g${n - 1}]&options[a][1]=$result[g${n - 1}]`,
            ],
      ),
    );
    const { result } = await call('batch', { cmd });
    expect(JSON.stringify(Object.values(result.result_error)[0])).toContain('ERROR_ARGUMENT');
    expect(JSON.stringify((await call('app.option.get')).result).length).toBeLessThan(70_000);
  });
});

describe('the start-up batch of a client', () => {
  it('finds what is there', async () => {
    const { by } = await withApp();
    const call = await by();
    const cmd = { a: 'app.info', b: 'profile', c: 'app.option.get', d: 'user.option.get' };
    const { result } = await call('batch', { cmd, halt: 0 });
    expect(Object.keys(result.result)).toEqual(['a', 'b', 'c', 'd']);
    expect(result.result_error).toEqual([]);
  });
});
