import request from 'supertest';
import { expect, it } from 'vitest';
import { createOverloadGate, type Gate } from '../../src/http/overloadGate.ts';
import { secrets, testPortal } from '../portal.ts';
import { HOOK } from './shop.ts';

const closed: Gate = {
  admits: () => false,
  enter: () => () => undefined,
};

it.each([
  ['by its lag', closed],
  ['by its calls', createOverloadGate({ lagLimit: 1000, callsLimit: 0 })],
])('an overloaded portal says so on every face and stays alive, %s', async (_why, gate) => {
  const { app } = await testPortal({ app: { gate } });
  const ask = async (path: string) => {
    const { status, body } = await request(app).get(path).set('Host', 'localhost');
    return [status, body];
  };
  expect(await ask(`${HOOK}catalog.vat.list`)).toEqual([
    503,
    { error: 'QUERY_LIMIT_EXCEEDED', error_description: 'Too many requests' },
  ]);
  expect(await ask(`/rest/api/1/${secrets.admin}/catalog.vat.list`)).toEqual([
    429,
    {
      error: { code: 'BITRIX_REST_V3_EXCEPTION_RATELIMITEXCEPTION', message: 'Too many requests' },
    },
  ]);
  expect(await ask('/api/v1/products')).toEqual([
    503,
    { status: 503, error: 'Service Unavailable', message: 'Too many requests' },
  ]);
  expect(await ask('/healthz')).toEqual([200, { status: 'ok' }]);
  expect((await ask('/readyz'))[0]).toBe(200);
});

it('counts a call until it is answered', async () => {
  const gate = createOverloadGate({ lagLimit: 1000, callsLimit: 1 });
  const { app } = await testPortal({ app: { gate } });
  for (let n = 0; n < 3; n++) {
    expect((await request(app).get(`${HOOK}catalog.vat.list`)).status).toBe(200);
    expect((await request(app).get(`${HOOK}no.such`)).status).toBe(404);
  }
});
