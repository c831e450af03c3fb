import { describe, expect, it } from 'vitest';
import { testPortal } from '../portal.ts';

describe('methods', () => {
  it('are those that the scopes open, those of one scope, or all', async () => {
    const { as } = await testPortal();
    const names = async (params: object, scopes?: string[]): Promise<string[]> =>
      (await as(1, scopes)('methods', params)).result;
    const own = await names({});
    expect(own).toEqual(expect.arrayContaining(['batch', 'methods', 'catalog.product.add']));
    expect(own).not.toContain('user.current');
    expect(await names({}, [])).toEqual(await names({ scope: '' }));
    expect(await names({ SCOPE: 'user' })).toEqual(['user.current', 'user.get']);
    const full = await names({ full: true });
    expect(full).toEqual(expect.arrayContaining([...own, 'user.current']));
    expect(full.filter((name) => name.startsWith('apiV1.'))).toEqual([]);
  });

  it('in profile live leave out the controllers', async () => {
    const { as } = await testPortal({ profile: 'live' });
    const { result } = await as(1)('methods', { full: 1 });
    expect(result).toContain('server.time');
    expect(result.filter((name: string) => name.startsWith('catalog.'))).toEqual([]);
  });
});

describe('method.get', () => {
  it.each([
    [{ name: 'catalog.product.get' }, true, true],
    [{ NAME: 'CATALOG.PRODUCT.GET' }, true, true],
    [{ name: 'user.current' }, true, false],
    [{ name: 'nothing.here' }, false, false],
    [{ name: 'apiV1.file.get' }, false, false],
    [{ name: ['x'] }, false, false],
    [{}, false, false],
  ])('%j', async (params, isExisting, isAvailable) => {
    const { as } = await testPortal({ profile: 'live' });
    expect((await as(1)('method.get', params)).result).toEqual({ isExisting, isAvailable });
  });
});

describe('scope', () => {
  it('is what the caller was given, or all there is', async () => {
    const { as } = await testPortal();
    expect((await as(1, ['user', 'catalog'])('scope')).result).toEqual(['catalog', 'user']);
    expect((await as(1, [])('scope')).result).toEqual([]);
    expect((await as(1)('scope', { FULL: 'Y' })).result).toEqual(['catalog', 'crm', 'user']);
  });
});

describe('feature.get', () => {
  it.each([
    ['rest_auth_connector', 'Y'],
    ['something_else', 'en_selfhosted'],
  ])('%s is %s', async (CODE, value) => {
    const { as } = await testPortal();
    expect((await as(1)('feature.get', { CODE })).result).toEqual({ value });
  });

  it('needs a code', async () => {
    const { as } = await testPortal();
    expect(await as(1)('feature.get')).toEqual({
      status: 400,
      error: 'CODE_EMPTY',
      error_description: "CODE can't be empty",
    });
  });
});

describe('server.time', () => {
  it('is the clock of the portal, with its offset', async () => {
    const { as } = await testPortal({ now: () => 1_750_000_000_000 });
    const { result } = await as(1, [])('server.time');
    expect(result).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
    expect(Date.parse(result)).toBe(1_750_000_000_000);
  });
});
