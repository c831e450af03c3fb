import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { secrets, testPortal } from '../portal.ts';
import { shop } from '../wire/shop.ts';

const code = (name: string) => `BITRIX_REST_V3_EXCEPTION_${name}`;
const DAY = 24 * 3600 * 1000;

async function keyedPortal() {
  const clock = { now: 1_750_000_000_000 };
  const portal = await testPortal({ now: () => clock.now });
  const post = (
    name: string,
    key: string,
    body: object,
    [user, secret]: readonly [number, string] = [1, secrets.admin],
  ) =>
    request(portal.app)
      .post(`/rest/api/${user}/${secret}/${name}`)
      .set('Idempotency-Key', key)
      .type('json')
      .send(body);
  const add = (key: string, name = 'Once') =>
    post('catalog.vat.add', key, { fields: { name, rate: 5 } });
  const count = async (): Promise<number> =>
    (await portal.as(1)('catalog.vat.list', {})).total as number;
  return { ...portal, clock, post, add, count };
}

describe('Idempotency-Key', () => {
  it('answers a repetition without doing it again', async () => {
    const { add, count } = await keyedPortal();
    const first = await add('key-1');
    const second = await add('key-1');
    expect(second.body).toEqual(first.body);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect([first.headers['idempotency-key'], second.headers['idempotency-key']]).toEqual([
      'key-1',
      'key-1',
    ]);
    expect(first.headers).not.toHaveProperty('idempotent-replayed');
    expect(second.headers['idempotent-replayed']).toBe('true');
    expect(await count()).toBe(4);
  });

  it('does it once when both come at the same time', async () => {
    const { add, count } = await keyedPortal();
    const answers = await Promise.all([add('same'), add('same'), add('same')]);
    expect(new Set(answers.map(({ body }) => body.result.id)).size).toBe(1);
    expect(await count()).toBe(4);
  });

  it('is forgotten after 24 hours', async () => {
    const { add, clock, count } = await keyedPortal();
    await add('key');
    clock.now += DAY - 1000;
    expect((await add('key')).headers['idempotent-replayed']).toBe('true');
    clock.now += 1000;
    expect((await add('key')).headers).not.toHaveProperty('idempotent-replayed');
    expect(await count()).toBe(5);
  });

  it('is refused with another body', async () => {
    const { add, count } = await keyedPortal();
    await add('key');
    const { status, body } = await add('key', 'Other');
    expect([status, body.error.code]).toEqual([422, code('IDEMPOTENCYKEYREUSEDEXCEPTION')]);
    expect(await count()).toBe(4);
  });

  it('is one within a method and a webhook', async () => {
    const { add, post, count } = await keyedPortal();
    await add('key');
    const deleted = await post('catalog.vat.delete', 'key', { id: 1 });
    expect(deleted.body.result).toEqual({ result: true });
    const again = await post('catalog.vat.delete', 'key', { id: 1 });
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(again.body.result).toEqual({ result: true });
    const other = await post('catalog.vat.add', 'key', { fields: { name: 'x', rate: 1 } }, [
      3,
      secrets.manager,
    ]);
    expect(other.status).toBe(403);
    expect(await count()).toBe(3);
  });

  it('does not keep a failure', async () => {
    const { post, count } = await keyedPortal();
    const wrong = { fields: { name: 'x' } };
    for (let n = 0; n < 2; n += 1) {
      const { status, headers } = await post('catalog.vat.add', 'key', wrong);
      expect(status).toBe(400);
      expect(headers).not.toHaveProperty('idempotent-replayed');
    }
    expect((await post('catalog.vat.add', 'key', { fields: { name: 'x', rate: 1 } })).status).toBe(
      200,
    );
    expect(await count()).toBe(4);
  });

  it('is of no account where nothing is changed', async () => {
    const { post } = await keyedPortal();
    for (let n = 0; n < 2; n += 1) {
      const { headers, status } = await post('catalog.vat.list', 'key', {});
      expect(status).toBe(200);
      expect(headers).not.toHaveProperty('idempotent-replayed');
    }
  });

  it('covers a batch', async () => {
    const { post, count } = await keyedPortal();
    const commands = [{ method: 'catalog.vat.add', query: { fields: { name: 'x', rate: 1 } } }];
    const first = await post('batch', 'key', commands);
    const second = await post('batch', 'key', commands);
    expect(second.body).toEqual(first.body);
    expect(await count()).toBe(4);
  });

  it('keeps no secret of who called, though links to files have it', async () => {
    const made = await shop();
    const { app } = await made.addApp();
    const { accessToken } = await made.tokensOf(app.id);
    const commands = [{ method: 'catalog.productImage.get', query: { productId: 1, id: 1 } }];
    for (const [root, token] of [
      [`/rest/api/1/${secrets.admin}`, ''],
      ['/rest/api', `Bearer ${accessToken}`],
    ]) {
      const post = () =>
        request(made.app)
          .post(`${root}/batch`)
          .set({ 'Idempotency-Key': 'links', ...(token ? { Authorization: token } : {}) })
          .send(commands);
      const first = await post();
      const again = await post();
      expect(again.headers['idempotent-replayed']).toBe('true');
      expect(again.body).toEqual(first.body);
      const link = new URL(again.body.result[0].item.downloadUrl);
      expect((await request(made.app).get(link.pathname + link.search)).status).toBe(200);
    }
    const rows = JSON.stringify(
      await made.store.reader.query.selectFrom('idempotency').selectAll().execute(),
    );
    expect(rows).toContain('downloadUrl');
    expect(rows).not.toContain(secrets.admin);
    expect(rows).not.toContain(accessToken);
  });

  it.each([
    ['empty', ''],
    ['longer than 255', 'k'.repeat(256)],
    ['not ASCII', 'k\u00e9y'],
  ])('that is %s is refused', async (_what, key) => {
    const { add, count } = await keyedPortal();
    const { status, body } = await add(key);
    expect([status, body.error.code]).toEqual([400, code('INVALIDIDEMPOTENCYKEYEXCEPTION')]);
    expect(await count()).toBe(3);
  });

  it('tells nothing to who is not known', async () => {
    const { add, post } = await keyedPortal();
    await add('key');
    const body = { fields: { name: 'Once', rate: 5 } };
    const { status } = await post('catalog.vat.add', 'key', body, [1, 'wrong-secret-of-user']);
    expect(status).toBe(401);
  });
});
