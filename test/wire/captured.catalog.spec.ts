import { describe, expect, it } from 'vitest';
import { methods } from '../../methods/index.ts';
import { createRegistry } from '../../src/core/registry.ts';
import { PRODUCTS } from '../portal.ts';
import {
  bx24,
  type Captured,
  crest,
  fast,
  js,
  php,
  py,
  readSuccess,
  send,
  twoBad,
} from './captured.ts';
import { HOOK, shop } from './shop.ts';

const catalogMethods = createRegistry(methods)
  .all.map(({ name }) => name)
  .filter((name) => name.startsWith('catalog.'));

it('b24phpsdk finds every method of the catalog by its lower-case name behind two slashes', async () => {
  const { app } = await shop();
  expect(catalogMethods.length).toBeGreaterThanOrEqual(149);
  for (const name of catalogMethods) {
    const { status, body } = await send(app, php(name.toLowerCase(), '[]'));
    expect([name, status, body.error]).not.toEqual([name, 404, 'ERROR_METHOD_NOT_FOUND']);
    expect([200, 400], name).toContain(status);
  }
});

/** Lists with several rows in a fresh portal, and their keys. */
const lists = [
  ['catalog.measure.list', 'measures'],
  ['catalog.vat.list', 'vats'],
  ['catalog.priceTypeGroup.list', 'priceTypeGroups'],
  ['catalog.priceTypeLang.list', 'priceTypeLangs'],
  ['catalog.productProperty.list', 'productProperties'],
  ['catalog.catalog.list', 'catalogs'],
] as const;

describe.each(lists)('%s', (method, key) => {
  const idsOf = ({ result }: ReturnType<typeof readSuccess>): number[] =>
    result[key].map((row: { id: number }) => row.id);

  it('is read without parameters, as [] or by a GET', async () => {
    const { app } = await shop();
    const all = [
      php(method.toLowerCase(), '[]'),
      { verb: 'GET', path: `${HOOK}${method}.json`, headers: ['Accept: */*'] } as const,
      twoBad(method, 'start=0'),
    ];
    for (const sent of all) {
      const answer = readSuccess(await send(app, sent));
      expect(answer.total).toBe(idsOf(answer).length);
      expect(answer.total).toBeGreaterThan(1);
    }
  });

  // fast_bitrix24#196: a portal reads ID as I_D, which is no field.
  it('is not sorted by ID in upper case: the ids rise, whatever was asked', async () => {
    const { app } = await shop();
    const asked: Captured[] = [
      php(method.toLowerCase(), '{"order":{"ID":"ASC"},"filter":[],"select":["ID"],"start":0}'),
      fast(method, '{"filter": {">=id": 1}, "select": ["id"], "order": {"ID": "ASC"}}'),
      py(method, '{"select": ["id"], "filter": {}, "order": {"ID": "DESC"}, "start": -1}'),
      fast(method, '{"select": ["id"], "order": {"ID": "DESC"}}'),
      crest(method, 'select%5B0%5D=id&order%5BID%5D=desc'),
      bx24(method, 'select[0]=id&order[ID]=DESC'),
    ];
    for (const sent of asked) {
      const ids = idsOf(readSuccess(await send(app, sent)));
      expect(ids.length).toBeGreaterThan(1);
      expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    }
  });

  it('is sorted by id in lower case', async () => {
    const { app } = await shop();
    for (const sent of [
      fast(method, '{"select": ["id"], "order": {"id": "DESC"}}'),
      crest(method, 'select%5B0%5D=id&order%5Bid%5D=desc'),
    ]) {
      const ids = idsOf(readSuccess(await send(app, sent)));
      expect(ids.length).toBeGreaterThan(1);
      expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    }
  });
});

/** The same prices in one call: the numbers of a form are texts. */
const FORM_PRICES =
  'fields%5Bproduct%5D%5Bid%5D=1&fields%5Bproduct%5D%5Bprices%5D%5B0%5D%5BcatalogGroupId%5D=1&fields%5Bproduct%5D%5Bprices%5D%5B0%5D%5Bprice%5D=12.5&fields%5Bproduct%5D%5Bprices%5D%5B0%5D%5Bcurrency%5D=USD';
const JSON_PRICES =
  '{"fields":{"product":{"id":1,"prices":[{"catalogGroupId":1,"price":12.5,"currency":"USD"}]}}}';
const PHP_PRICES =
  '{"fields":{"product":{"id":"1","prices":{"0":{"catalogGroupId":"1","price":"12.5","currency":"USD"}}}}}';

const modifies: Readonly<Record<string, Captured>> = {
  b24jssdk: js('catalog.price.modify', JSON_PRICES),
  b24phpsdk: php('catalog.price.modify', JSON_PRICES),
  'b24phpsdk, a list with keys': php('catalog.price.modify', PHP_PRICES),
  b24pysdk: py('catalog.price.modify', JSON_PRICES),
  CRest: crest('catalog.price.modify', FORM_PRICES),
  '@2bad/bitrix': twoBad('catalog.price.modify', FORM_PRICES),
  'BX24.js': bx24('catalog.price.modify', decodeURIComponent(FORM_PRICES)),
  fast_bitrix24: fast(
    'batch',
    JSON.stringify({
      halt: 0,
      cmd: {
        order0000000000: `catalog.price.modify?__order=order0000000000&${decodeURIComponent(FORM_PRICES)}&`,
      },
    }),
  ),
};

it.each(Object.keys(modifies))('prices are set by %s', async (client) => {
  const { app, admin } = await shop();
  const { result } = readSuccess(await send(app, modifies[client] as Captured));
  const answer = client === 'fast_bitrix24' ? result.result.order0000000000 : result;
  expect(answer.prices).toMatchObject([{ productId: 1, price: 12.5, currency: 'USD' }]);
  const { result: stored } = await admin('catalog.price.list', { filter: { productId: 1 } });
  expect(stored.prices).toHaveLength(1);
});

/** A product with two values of a multiple property, as each form writes it. */
const values: Readonly<Record<string, (field: string) => Captured>> = {
  b24jssdk: (field) =>
    js(
      'catalog.product.add',
      `{"fields":{"iblockId":14,"name":"V","${field}":[{"value":"a"},{"value":"b"}]}}`,
    ),
  'b24phpsdk, junk beside the fields': (field) =>
    php(
      'catalog.product.add',
      `{"fields":{"0":"","iblockId":14,"name":"V","${field}":[{"value":"a"},{"value":"b"}]}}`,
    ),
  CRest: (field) =>
    crest(
      'catalog.product.add',
      `fields%5BiblockId%5D=14&fields%5Bname%5D=V&fields%5B${field}%5D%5B0%5D%5Bvalue%5D=a&fields%5B${field}%5D%5B1%5D%5Bvalue%5D=b`,
    ),
  '@2bad/bitrix': (field) =>
    twoBad(
      'catalog.product.add',
      `fields%5BiblockId%5D=14&fields%5Bname%5D=V&fields%5B${field}%5D%5B0%5D=a&fields%5B${field}%5D%5B1%5D=b`,
    ),
  'BX24.js': (field) =>
    bx24(
      'catalog.product.add',
      `fields[iblockId]=14&fields[name]=V&fields[${field}][0][value]=a&fields[${field}][1][value]=b`,
    ),
};

it.each(Object.keys(values))('values of a property are added by %s', async (client) => {
  const { app, admin } = await shop();
  const { result: added } = await admin('catalog.productProperty.add', {
    fields: { iblockId: PRODUCTS, name: 'Tags', propertyType: 'S', multiple: 'Y' },
  });
  const field = `property${added.productProperty.id}`;
  const request = values[client] as (field: string) => Captured;
  const { result } = readSuccess(await send(app, request(field)));
  expect(result.element[field].map((one: { value: string }) => one.value)).toEqual(['a', 'b']);
});

it('fast_bitrix24 gets by ids: keys that do not begin at 0 stay names', async () => {
  const { app, admin } = await shop();
  await admin('catalog.product.add', { fields: { iblockId: 15, name: 'Two' } });
  const cmd = '{"1": "catalog.product.get?id=1&", "2": "catalog.product.get?id=2&"}';
  const { result } = readSuccess(await send(app, fast('batch', `{"halt": 0, "cmd": ${cmd}}`)));
  expect(Object.keys(result.result)).toEqual(['1', '2']);
  expect(Array.isArray(result.result)).toBe(false);
  expect(result.result['2'].product.name).toBe('Two');
  expect(result.result_error).toEqual([]);
});

it('a batch of refusals is read as PHP reads it: what is empty is a list, named errors are objects', async () => {
  const { app } = await shop();
  const cmd = { a: 'catalog.vat.get?id=999', b: 'catalog.priceType.delete?id=1' };
  const { result } = readSuccess(
    await send(app, php('batch', JSON.stringify({ halt: false, cmd }))),
  );
  expect(result.result).toEqual([]);
  expect(result.result_error).toMatchObject({
    a: { error: 200800000000, error_description: 'vat does not exist.' },
    b: { error: 'BASE' },
  });
});
