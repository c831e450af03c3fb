import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { methods } from '../../methods/index.ts';
import { createRegistry } from '../../src/core/registry.ts';
import { v3Methods } from '../../src/v3/methods.ts';
import { secrets, testPortal } from '../portal.ts';

const registry = createRegistry(v3Methods(methods));

async function call(name: string, body: object = {}, secret: string = secrets.scopeless) {
  const { app } = await testPortal();
  return (await request(app).post(`/rest/api/1/${secret}/${name}`).type('json').send(body)).body;
}

describe('documentation', () => {
  it.each(['documentation', 'rest.documentation.openapi'])(
    '%s is a bare OpenAPI document',
    async (name) => {
      const document = await call(name);
      expect(document.openapi).toBe('3.0.0');
      expect(document).not.toHaveProperty('result');
      expect(document).not.toHaveProperty('time');
      expect(Object.keys(document.paths).sort()).toEqual(
        registry.all.map((one) => `/${one.name}`).sort(),
      );
    },
  );

  it('refers to schemas that are there', async () => {
    const document = await call('documentation');
    const references = JSON.stringify(document).match(/#\/components\/schemas\/[^"]+/g) ?? [];
    expect(references.length).toBeGreaterThan(50);
    for (const one of new Set(references)) {
      expect(document.components.schemas).toHaveProperty([one.split('/').at(-1) as string]);
    }
    expect(document.components.schemas['catalog.vat'].properties.rate).toMatchObject({
      type: 'number',
    });
    const { requestBody } = document.paths['/catalog.vat.add'].post;
    expect(requestBody.content['application/json'].schema).toMatchObject({
      required: ['fields'],
      properties: { fields: { $ref: '#/components/schemas/catalog.vat' } },
    });
  });

  it('can be read without a body', async () => {
    const { app } = await testPortal();
    const { body } = await request(app).get(`/rest/api/1/${secrets.admin}/documentation`);
    expect(body.openapi).toBe('3.0.0');
  });
});

describe('rest.scope.list', () => {
  it('maps modules, controllers and methods to scopes', async () => {
    const { result } = await call('scopes');
    expect(result.catalog['product.sku'].add).toEqual({
      scope: 'catalog.product.sku.add',
      title: 'catalog.product.sku.add',
      description: 'Adds one sku.',
      fields: null,
    });
    expect(result.rest['']).toHaveProperty('batch');
  });

  it('is narrowed by module, controller and method', async () => {
    const { result } = await call('rest.scope.list', {
      filterModule: 'catalog',
      filterController: 'vat',
      filterMethod: 'get',
    });
    expect(Object.keys(result)).toEqual(['catalog']);
    expect(Object.keys(result.catalog)).toEqual(['vat']);
    expect(Object.keys(result.catalog.vat)).toEqual(['get']);
  });
});

describe('the methods of REST 3.0', () => {
  it('are the portal’s own, lists with a cursor, and introspection', () => {
    const names = new Set(registry.all.map(({ name }) => name));
    for (const { name } of createRegistry(methods).all) {
      expect([name, names.has(name)]).toEqual([name, !name.startsWith('apiV1.')]);
    }
    expect(names).toContain('catalog.vat.tail');
    expect(names).toContain('rest.scope.list');
  });

  it('ask for the same scope and right', () => {
    for (const { name, method } of createRegistry(methods).all) {
      const v3 = registry.find(name)?.method;
      if (name === 'batch' || !v3) continue;
      expect([name, v3.scope, v3.right, v3.effect]).toEqual([
        name,
        method.scope,
        method.right,
        method.effect,
      ]);
    }
  });
});
