import { describe, expect, it } from 'vitest';
import { OFFERS, PRODUCTS, testPortal } from '../portal.ts';
import { profiles, refused } from './_given.ts';
import { badIntegers } from './_integers.ts';

const products = {
  iblockId: PRODUCTS,
  iblockTypeId: 0,
  id: PRODUCTS,
  lid: 's1',
  name: 'CRM product catalog',
  productIblockId: null,
  skuPropertyId: null,
  subscription: 'N',
  vatId: null,
};
const offers = {
  ...products,
  iblockId: OFFERS,
  id: OFFERS,
  name: 'CRM product catalog (offers)',
  productIblockId: PRODUCTS,
  skuPropertyId: 3,
  vatId: 1,
};

describe('catalog.catalog.get', () => {
  it.each([products, offers])('reads $name, keys in order', async (row) => {
    const { as } = await testPortal();
    const { status, result } = await as(2)('catalog.catalog.get', { id: row.id });
    expect(status).toBe(200);
    expect(Object.entries(result.catalog)).toEqual(Object.entries(row));
  });

  it.each(badIntegers('id'))('refuses id: %s', async (_what, id, message) => {
    const { as } = await testPortal();
    expect(await as(99)('catalog.catalog.get', { id })).toEqual(
      refused('documented', '100', message),
    );
  });
});

describe('catalog.catalog.isOffers', () => {
  it.each([
    [PRODUCTS, false],
    [OFFERS, true],
    [String(OFFERS), true],
  ])('of %j is the bare %s', async (id, result) => {
    const { as } = await testPortal();
    const answer = await as(2)('catalog.catalog.isOffers', { id });
    expect(answer).toMatchObject({ status: 200, result });
  });

  it.each(badIntegers('id'))('refuses id: %s', async (_what, id, message) => {
    const { as } = await testPortal();
    expect(await as(99)('catalog.catalog.isOffers', { id })).toEqual(
      refused('documented', '100', message),
    );
  });
});

describe('catalog.catalog.list', () => {
  it.each([
    ['everything', {}, [products, offers]],
    ['from the end', { order: { id: 'DESC' } }, [offers, products]],
    ['by filter', { filter: { '!productIblockId': null } }, [offers]],
    ['by an unknown filter', { filter: { nope: 1 } }, [products, offers]],
    ['nothing', { filter: { id: 999 } }, []],
    ['the first page for start=1', { start: 1 }, [products, offers]],
  ])('lists %s', async (_what, params, rows) => {
    const { as } = await testPortal();
    const { result, total, next } = await as(2)('catalog.catalog.list', params);
    expect({ result, total, next }).toEqual({
      result: { catalogs: rows },
      total: rows.length,
      next: undefined,
    });
  });

  it('selects fields', async () => {
    const { as } = await testPortal();
    const { result } = await as(2)('catalog.catalog.list', { select: ['name', 'id', 'nope'] });
    expect(result.catalogs.map(Object.keys)).toEqual([
      ['id', 'name'],
      ['id', 'name'],
    ]);
  });

  it.each(['select', 'filter', 'order'])('refuses a text as %s', async (name) => {
    const { as } = await testPortal();
    expect(await as(99)('catalog.catalog.list', { [name]: 'x' })).toEqual(
      refused(
        'documented',
        '100',
        `Invalid value {x} to match with parameter {${name}}. Should be value of type array.`,
      ),
    );
  });
});

describe('catalog.catalog.getFields', () => {
  it('describes every field in order', async () => {
    const { as } = await testPortal();
    const { result } = await as(2)('catalog.catalog.getFields');
    expect(Object.keys(result.catalog)).toEqual(Object.keys(products));
    expect(result.catalog.iblockId).toEqual({
      isImmutable: true,
      isReadOnly: false,
      isRequired: true,
      type: 'integer',
    });
    expect(result.catalog.subscription.type).toBe('char');
  });
});

const methods = [
  'catalog.catalog.get',
  'catalog.catalog.getFields',
  'catalog.catalog.isOffers',
  'catalog.catalog.list',
];

describe.each(profiles)('catalog.catalog.* in profile %s', (profile) => {
  it.each(methods)('%s is closed to who has no right to the catalog', async (name) => {
    const portal = await testPortal({ profile });
    const denied = refused(profile, '200040300010', 'Access Denied');
    expect(await portal.as(99)(name, { id: PRODUCTS })).toEqual(denied);
    expect(await portal.as(await portal.userWith('element.edit'))(name, { id: PRODUCTS })).toEqual(
      denied,
    );
  });

  it.each(methods)('%s is open to who reads the catalog or its settings', async (name) => {
    const portal = await testPortal({ profile });
    for (const right of ['catalog.read', 'catalog.settings']) {
      const answer = await portal.as(await portal.userWith(right))(name, { id: PRODUCTS });
      expect(answer.status, right).toBe(200);
    }
  });

  it.each(methods)('%s is closed outside the scope', async (name) => {
    const { as } = await testPortal({ profile });
    expect(await as(1, [])(name, { id: PRODUCTS })).toMatchObject({
      status: profile === 'live' ? 401 : 403,
      error: 'insufficient_scope',
    });
  });

  it.each(['catalog.catalog.get', 'catalog.catalog.isOffers'])(
    '%s tells a missing catalog',
    async (name) => {
      const { as } = await testPortal({ profile });
      for (const id of [0, -1, 999]) {
        expect(await as(1)(name, { id })).toEqual(refused(profile, '', 'catalog does not exist.'));
      }
    },
  );
});
