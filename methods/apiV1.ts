import type { ApiV1Route } from '../src/core/index.ts';

const page = { page: { default: 0 }, pageSize: { default: 10 } } as const;

const imageBody = {
  param: 'fields',
  type: 'object',
  form: { integers: ['productId', 'displayOrder'], file: 'file', fileParam: 'fileContent' },
} as const;
const patch = { param: 'fields', type: 'object' } as const;
const imageIds = { param: 'imageIds', type: 'array' } as const;
const productBody = { param: 'fields', type: 'object' } as const;

const images = '/product-images';
const ofProduct = '/product-images/product/{productId}';
const products = '/products';

/** The REST API (spec/plain-rest.md): each address and the method that serves it. */
export const apiV1Routes: readonly ApiV1Route[] = [
  { verb: 'GET', path: images, method: 'apiV1.productImage.list', status: 200 },
  {
    verb: 'GET',
    path: `${images}/pagination`,
    method: 'apiV1.productImage.list',
    query: page,
    status: 200,
  },
  {
    verb: 'POST',
    path: images,
    method: 'apiV1.productImage.add',
    body: imageBody,
    status: 201,
    location: images,
  },
  { verb: 'GET', path: `${images}/{id}`, method: 'apiV1.productImage.get', status: 200 },
  {
    verb: 'PUT',
    path: `${images}/{id}`,
    method: 'apiV1.productImage.update',
    body: imageBody,
    status: 200,
  },
  {
    verb: 'PATCH',
    path: `${images}/{id}`,
    method: 'apiV1.productImage.patch',
    body: patch,
    status: 200,
  },
  { verb: 'DELETE', path: `${images}/{id}`, method: 'apiV1.productImage.delete', status: 204 },

  { verb: 'GET', path: ofProduct, method: 'apiV1.productImage.ofProduct', status: 200 },
  { verb: 'DELETE', path: ofProduct, method: 'apiV1.productImage.deleteAll', status: 204 },
  { verb: 'GET', path: `${ofProduct}/ordered`, method: 'apiV1.productImage.ordered', status: 200 },
  { verb: 'GET', path: `${ofProduct}/primary`, method: 'apiV1.productImage.primary', status: 200 },
  {
    verb: 'PUT',
    path: `${ofProduct}/order`,
    method: 'apiV1.productImage.reorder',
    body: imageIds,
    status: 200,
  },

  { verb: 'GET', path: products, method: 'apiV1.product.list', status: 200 },
  {
    verb: 'GET',
    path: `${products}/pagination`,
    method: 'apiV1.product.list',
    query: page,
    status: 200,
  },
  {
    verb: 'POST',
    path: products,
    method: 'apiV1.product.add',
    body: productBody,
    status: 201,
    location: products,
  },
  { verb: 'GET', path: `${products}/{id}`, method: 'apiV1.product.get', status: 200 },
  {
    verb: 'PUT',
    path: `${products}/{id}`,
    method: 'apiV1.product.update',
    body: productBody,
    status: 200,
  },
  { verb: 'DELETE', path: `${products}/{id}`, method: 'apiV1.product.delete', status: 204 },
  {
    verb: 'GET',
    path: `${products}/search/sku/{sku}`,
    text: ['sku'],
    method: 'apiV1.product.findBySku',
    status: 200,
  },
  {
    verb: 'GET',
    path: `${products}/search/name/{name}`,
    text: ['name'],
    method: 'apiV1.product.findByName',
    status: 200,
  },
];
