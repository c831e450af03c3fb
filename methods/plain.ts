import type { PlainRoute } from '../src/core/index.ts';

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

/** The plain REST face (spec/plain-rest.md): each address and the method that serves it. */
export const plainRoutes: readonly PlainRoute[] = [
  { verb: 'GET', path: images, method: 'plain.productImage.list', status: 200 },
  {
    verb: 'GET',
    path: `${images}/pagination`,
    method: 'plain.productImage.list',
    query: page,
    status: 200,
  },
  {
    verb: 'POST',
    path: images,
    method: 'plain.productImage.add',
    body: imageBody,
    status: 201,
    location: images,
  },
  { verb: 'GET', path: `${images}/{id}`, method: 'plain.productImage.get', status: 200 },
  {
    verb: 'PUT',
    path: `${images}/{id}`,
    method: 'plain.productImage.update',
    body: imageBody,
    status: 200,
  },
  {
    verb: 'PATCH',
    path: `${images}/{id}`,
    method: 'plain.productImage.patch',
    body: patch,
    status: 200,
  },
  { verb: 'DELETE', path: `${images}/{id}`, method: 'plain.productImage.delete', status: 204 },

  { verb: 'GET', path: ofProduct, method: 'plain.productImage.ofProduct', status: 200 },
  { verb: 'DELETE', path: ofProduct, method: 'plain.productImage.deleteAll', status: 204 },
  { verb: 'GET', path: `${ofProduct}/ordered`, method: 'plain.productImage.ordered', status: 200 },
  { verb: 'GET', path: `${ofProduct}/primary`, method: 'plain.productImage.primary', status: 200 },
  {
    verb: 'PUT',
    path: `${ofProduct}/order`,
    method: 'plain.productImage.reorder',
    body: imageIds,
    status: 200,
  },

  { verb: 'GET', path: products, method: 'plain.product.list', status: 200 },
  {
    verb: 'GET',
    path: `${products}/pagination`,
    method: 'plain.product.list',
    query: page,
    status: 200,
  },
  {
    verb: 'POST',
    path: products,
    method: 'plain.product.add',
    body: productBody,
    status: 201,
    location: products,
  },
  { verb: 'GET', path: `${products}/{id}`, method: 'plain.product.get', status: 200 },
  {
    verb: 'PUT',
    path: `${products}/{id}`,
    method: 'plain.product.update',
    body: productBody,
    status: 200,
  },
  { verb: 'DELETE', path: `${products}/{id}`, method: 'plain.product.delete', status: 204 },
  {
    verb: 'GET',
    path: `${products}/search/sku/{sku}`,
    text: ['sku'],
    method: 'plain.product.findBySku',
    status: 200,
  },
  {
    verb: 'GET',
    path: `${products}/search/name/{name}`,
    text: ['name'],
    method: 'plain.product.findByName',
    status: 200,
  },
];
