import { describe, expect, it } from 'vitest';
import { apiV1Shop, invalid } from './apiV1Shop.ts';

describe('addresses', () => {
  it.each([
    ['/product-images/abc', 'id'],
    ['/product-images/0', 'id'],
    ['/product-images/-1', 'id'],
    ['/product-images/1.0', 'id'],
    ['/product-images/1e3', 'id'],
    ['/product-images/9007199254740992', 'id'],
    ['/product-images/99999999999999999999', 'id'],
    ['/product-images/1%00', 'id'],
    ['/product-images/__proto__', 'id'],
    ['/product-images/1%2F2', 'id'],
    ['/product-images/product/x', 'productId'],
    ['/product-images/product/x/ordered', 'productId'],
    ['/products/x', 'id'],
  ])('%s', async (path, field) => {
    const { api } = await apiV1Shop();
    const answer = await api.get(`/api/v1${path}`);
    expect([answer.status, answer.body]).toEqual([
      400,
      invalid([field, `${field} must be a positive integer`]),
    ]);
  });

  it.each([
    ['page=-1', ['page', 'page must be an integer from 0 to 1000000000']],
    ['page=1e3', ['page', 'page must be an integer']],
    ['page=', ['page', 'page must be an integer']],
    ['page=9999999999999999', ['page', 'page must be an integer']],
    ['page=9007199254740991', ['page', 'page must be an integer from 0 to 1000000000']],
    ['pageSize=0', ['pageSize', 'pageSize must be an integer from 1 to 1000']],
    ['pageSize=1001', ['pageSize', 'pageSize must be an integer from 1 to 1000']],
    ['pageSize=ten', ['pageSize', 'pageSize must be an integer']],
    ['pageSize=1.5', ['pageSize', 'pageSize must be an integer']],
  ] as [string, [string, string]][])('pagination?%s', async (query, failure) => {
    const { api } = await apiV1Shop();
    for (const entity of ['product-images', 'products']) {
      const answer = await api.get(`/api/v1/${entity}/pagination?${query}`);
      expect([answer.status, answer.body]).toEqual([400, invalid(failure)]);
    }
  });
});
