import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { secrets } from '../portal.ts';
import { listening } from './_listening.ts';

const UPDATE = 'CATALOG.PRODUCT.ON.UPDATE';

/** A portal that listens on http, with a product whose change is the call of an address. */
async function server() {
  const made = await listening();
  const http = createServer(made.app);
  await new Promise<void>((done) => void http.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  const id = await made.addProduct();
  const { port } = http.address() as AddressInfo;
  const change = `http://127.0.0.1:${port}/rest/1/${secrets.admin}/catalog.product.update?id=${id}&fields[sort]=5`;
  const over = async (): Promise<{ sent: number; refused: number }> => {
    await made.sender.idle();
    const { query } = made.store.reader;
    const tries = await query.selectFrom('deliveryAttempt').select('status').execute();
    const count = (wanted: number) => tries.filter(({ status }) => status === wanted).length;
    return { sent: count(200), refused: count(400) };
  };
  return { ...made, id, change, over };
}

describe('servers whose events are calls of one another', () => {
  it('settle: a call that seven events led to changes nothing', async () => {
    const [one, other] = [await server(), await server()];
    await one.bind(UPDATE, other.change);
    await other.bind(UPDATE, one.change);
    await one.as(1)('catalog.product.update', { id: one.id, fields: { sort: 1 } });
    await vi.waitFor(async () => expect((await one.over()).refused).toBe(1), 10_000);
    expect([await one.over(), await other.over()]).toEqual([
      { sent: 3, refused: 1 },
      { sent: 3, refused: 0 },
    ]);
  });

  it('settles where it is bound to itself', async () => {
    const one = await server();
    await one.bind(UPDATE, one.change);
    await one.as(1)('catalog.product.update', { id: one.id, fields: { sort: 1 } });
    await vi.waitFor(async () => expect((await one.over()).refused).toBe(1), 10_000);
    expect(await one.over()).toEqual({ sent: 6, refused: 1 });
  });
});

describe('a request that says how many events led to it', () => {
  const hook = `/rest/1/${secrets.admin}`;

  it.each([
    ['none', undefined, 1],
    ['0', '0', 1],
    ['6', '6', 7],
    ['what is no number', 'x', 1],
    ['less than none', '-5', 1],
  ])('%s causes the next event', async (_, header, depth) => {
    const made = await listening();
    const id = await made.addProduct();
    await made.bind(UPDATE, 'http://127.0.0.1:1/');
    const call = request(made.app).post(`${hook}/catalog.product.update`);
    if (header !== undefined) call.set('X-Event-Depth', header);
    expect((await call.send({ id, fields: { sort: 1 } })).status).toBe(200);
    expect(await made.deliveries()).toMatchObject([{ depth }]);
  });

  it.each(['7', '8', '999'])('%s may read and change nothing, by no face', async (depth) => {
    const made = await listening();
    const id = await made.addProduct();
    const ask = (path: string) => request(made.app).post(path).set('X-Event-Depth', depth);
    const refused = { error: 'ERROR_EVENT_LOOP' };
    const fields = { id, fields: { sort: 1 } };
    expect((await ask(`${hook}/catalog.product.get`).send({ id })).status).toBe(200);
    expect((await ask(`${hook}/catalog.product.update`).send(fields)).body).toMatchObject(refused);
    const batch = await ask(`${hook}/batch`).send({
      cmd: [`catalog.product.update?id=${id}&fields[sort]=1`],
    });
    expect(batch.body.result.result_error).toMatchObject([refused]);
    const v3 = await ask(`/rest/api/1/${secrets.admin}/catalog.product.update`).send(fields);
    expect(v3.status).toBe(400);
    const plain = await ask('/api/v1/products')
      .set('Authorization', `Bearer ${secrets.admin}`)
      .send({ name: 'x' });
    expect(plain.status).toBe(400);
    const { result } = await made.as(1)('catalog.product.get', { id });
    expect(result.product.sort).not.toBe(1);
  });
});
