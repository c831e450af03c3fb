import request from 'supertest';
import { describe, expect, it, vi } from 'vitest';
import { write } from '../../src/core/method.ts';
import { createIdempotency } from '../../src/v3/idempotency.ts';
import { secrets, type TestPortalOptions, testPortal } from '../portal.ts';

const code = (name: string) => `BITRIX_REST_V3_EXCEPTION_${name}`;
const DAY = 24 * 3600 * 1000;

async function keyedPortal(options: TestPortalOptions = {}) {
  const clock = { now: 1_750_000_000_000 };
  const portal = await testPortal({ ...options, now: () => clock.now });
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
  const rows = () =>
    portal.store.reader.query.selectFrom('idempotency').selectAll().orderBy('key').execute();
  return { ...portal, clock, post, add, count, rows };
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

  it('covers each command of a batch', async () => {
    const { post, count } = await keyedPortal();
    const commands = [
      { method: 'catalog.vat.add', query: { fields: { name: 'x', rate: 1 } }, as: 'new' },
      { method: 'catalog.vat.get', query: { id: { $ref: 'new.id' } } },
      { method: 'catalog.vat.add', query: { fields: { name: 'y', rate: 2 } } },
    ];
    const first = await post('batch', 'key', commands);
    expect(first.status, JSON.stringify(first.body)).toBe(200);
    expect(first.headers).not.toHaveProperty('idempotent-replayed');
    const second = await post('batch', 'key', commands);
    expect(second.body).toEqual(first.body);
    expect(second.headers['idempotent-replayed']).toBe('true');
    expect(await count()).toBe(5);
    const { status } = await post('batch', 'key', commands.slice(0, 2));
    expect(status, 'the key with other commands').toBe(422);
    expect(await count()).toBe(5);
  });

  it('lets a batch that was cut off go on where it stopped', async () => {
    const { post, count, as, rows } = await keyedPortal();
    const query = (name: string) => ({ fields: { name, rate: 1 } });
    const commands = [
      { method: 'catalog.vat.add', query: query('a') },
      { method: 'catalog.vat.get', query: { id: 4 } },
      { method: 'catalog.vat.update', query: { id: 5, fields: { name: 'c', rate: 1 } } },
      { method: 'catalog.vat.add', query: query('d') },
    ];
    const stopped = await post('batch', 'key', commands);
    expect([stopped.status, await count()]).toEqual([400, 4]);
    await as(1)('catalog.vat.add', query('b'));
    await as(1)('catalog.vat.update', { id: 4, fields: { name: 'renamed', rate: 1 } });
    const done = await post('batch', 'key', commands);
    expect(done.status, JSON.stringify(done.body)).toBe(200);
    expect(done.headers).not.toHaveProperty('idempotent-replayed');
    expect(done.body.result).toMatchObject([
      { id: 4 },
      { item: { name: 'renamed' } },
      { result: true },
      { id: 6 },
    ]);
    expect(await count()).toBe(6);
    expect((await rows()).map(({ key }) => key)).toEqual(
      ['0', '2', '3'].map((place) => `batch key\n${place}`),
    );
  });

  it('writes nothing down for what only reads', async () => {
    const { post, rows } = await keyedPortal();
    const list = { method: 'catalog.vat.list', query: {} };
    expect((await post('batch', 'key', [list, list])).status).toBe(200);
    expect((await post('catalog.vat.list', 'key', {})).status).toBe(200);
    expect(await rows()).toEqual([]);
  });

  it('is written by the transaction of the call, which is lost or done with it', async () => {
    const { add, count, store, rows } = await keyedPortal();
    const write = store.write.bind(store);
    const writes = vi.spyOn(store, 'write');

    // The commit is on the disk, and the process ends before it tells anybody.
    writes.mockImplementationOnce(async (work) => {
      await write(work);
      throw new Error('cut off behind the commit');
    });
    expect((await add('behind')).status).toBe(500);
    const again = await add('behind');
    expect([again.status, again.headers['idempotent-replayed']]).toEqual([200, 'true']);
    expect(await count()).toBe(4);

    // The work is done and its answer written, and the commit fails.
    writes.mockImplementationOnce((work) =>
      write(async (db) => {
        await work(db);
        throw new Error('cut off before the commit');
      }),
    );
    expect((await add('before')).status).toBe(500);
    expect(await rows()).toHaveLength(1);
    expect((await add('before')).headers).not.toHaveProperty('idempotent-replayed');
    expect(await count()).toBe(5);
  });

  it('keeps no secret of who called, though an answer has links with it', async () => {
    const links = write({
      about: 'Answers a link.',
      scope: 'catalog',
      params: {},
      run: async (context) => ({ url: context.links.download('id=1') }),
    });
    const made = await keyedPortal({ methods: { test: { links } } });
    const { app } = await made.addApp();
    const { accessToken } = await made.tokensOf(app.id);
    for (const [root, token, secret] of [
      [`/rest/api/1/${secrets.admin}`, '', secrets.admin],
      ['/rest/api', `Bearer ${accessToken}`, accessToken],
    ] as const) {
      const post = () =>
        request(made.app)
          .post(`${root}/test.links`)
          .set({ 'Idempotency-Key': 'links', ...(token ? { Authorization: token } : {}) })
          .send({});
      const first = await post();
      const again = await post();
      expect(again.headers['idempotent-replayed']).toBe('true');
      expect(again.body).toEqual(first.body);
      expect(again.body.result.url).toContain(secret);
    }
    const kept = JSON.stringify(await made.rows());
    expect(kept).toContain('/download');
    expect(kept).not.toContain(secrets.admin);
    expect(kept).not.toContain(accessToken);
  });

  it('is bounded for a caller, in number and bytes, and forgotten in small steps', async () => {
    const { store, callerOf } = await testPortal();
    const clock = { now: 1_750_000_000_000 };
    const limits = { keys: 30, bytes: 3000 };
    const { once } = createIdempotency({ store, now: () => clock.now, limits });
    const caller = await callerOf(1);
    const call = (key: string, body: object = {}, who = caller) =>
      once({ key, caller: who, method: 'test', body: Buffer.from(key) }, async (one) => {
        await store.write(async (db) => {
          const done = db.query.insertInto('setting').values({ key, value: '' });
          await done.onConflict((on) => on.doNothing()).execute();
          await one.keep(db, body);
        });
        return { status: 200, body };
      });
    const kept = async () => {
      const { query } = store.reader;
      const rows = await query.selectFrom('idempotency').select(['owner', 'answer']).execute();
      const owners = await query
        .selectFrom('idempotencyOwner')
        .selectAll()
        .orderBy('owner')
        .execute();
      const counted = Object.entries(Object.groupBy(rows, ({ owner }) => owner)).map(
        ([owner, all = []]) => ({
          owner,
          keys: all.length,
          bytes: all.reduce((sum, { answer }) => sum + (answer ?? '').length, 0),
        }),
      );
      expect(owners.filter(({ keys }) => keys > 0)).toEqual(counted);
      return rows.length;
    };
    const isDone = async (key: string) =>
      (
        await store.reader.query
          .selectFrom('setting')
          .select('key')
          .where('key', '=', key)
          .execute()
      ).length > 0;

    for (let n = 0; n < limits.keys; n++) await call(`key ${n}`);
    const refused = { status: 429, code: code('RATELIMITEXCEPTION') };
    await expect(call('one more')).rejects.toMatchObject(refused);
    expect([await kept(), await isDone('one more')]).toEqual([limits.keys, false]);
    await call('of another', {}, await callerOf(2));
    expect((await call('key 0')).replayed).toBe(true);

    clock.now += DAY;
    await call('the next day');
    expect(await kept()).toBe(limits.keys + 2 - 20);
    await call('key 29');
    expect(await kept()).toBe(2);
    await expect(call('large', { text: 'x'.repeat(limits.bytes) })).rejects.toMatchObject(refused);
    expect([await kept(), await isDone('large')]).toEqual([2, false]);
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
