import { describe, expect, it } from 'vitest';
import { findDelivery, listDeliveries, redeliver } from '../../src/events/deliveries.ts';
import { createSender } from '../../src/events/sender.ts';
import { PRODUCTS, type TestPortalOptions, testPortal } from '../portal.ts';
import { type Answer, receiver } from './receiver.ts';

const START = Date.UTC(2026, 0, 1, 12);
const MINUTE = 60_000;

/** A portal with an app that listens, and what its tokens can do. */
async function listening(options: TestPortalOptions & { answer?: Answer } = {}) {
  const clock = { now: START };
  const handler = await receiver(options.answer);
  const portal = await testPortal({ ...options, now: () => clock.now });
  const { app } = await portal.addApp({ scopes: 'catalog,user' });
  const { accessToken } = await portal.tokensOf(app.id);
  const call = portal.withToken(accessToken);
  const bind = (event: string, url = handler.url(), params: object = {}) =>
    call('event.bind', { event, handler: url, ...params });
  const addProduct = async (): Promise<number> => {
    const { result } = await portal.as(1)('catalog.product.add', {
      fields: { iblockId: PRODUCTS, name: 'Chair' },
    });
    return result.element.id;
  };
  const deliveries = () => listDeliveries(portal.store.reader, { limit: 100 });
  return { ...portal, clock, handler, installed: app, call, bind, addProduct, deliveries };
}

describe('an event', () => {
  it('is sent as handlers parse it, with a token of the user who acted', async () => {
    const made = await listening();
    await made.bind('catalog.product.on.add');
    const id = await made.addProduct();
    await made.sender.idle();
    const [one, ...others] = made.handler.received;
    expect(others).toEqual([]);
    expect(one?.type).toBe('application/x-www-form-urlencoded');
    expect(one?.form).toEqual({
      event: 'CATALOG.PRODUCT.ON.ADD',
      event_handler_id: '1',
      data: { FIELDS: { ID: String(id), TYPE: '1' } },
      ts: String(START / 1000),
      auth: {
        access_token: expect.stringMatching(/^[0-9a-f]{70}$/),
        expires: String(START / 1000 + 3600),
        expires_in: '3600',
        scope: 'catalog,user',
        domain: 'portal.test',
        server_endpoint: 'http://portal.test/oauth-server/rest/',
        status: 'L',
        client_endpoint: 'http://portal.test/rest/',
        member_id: made.memberId,
        user_id: '1',
        application_token: made.installed.applicationToken,
      },
    });
    expect(one?.raw).toContain('data%5BFIELDS%5D%5BID%5D=');
    const back = made.withToken(one?.form.auth.access_token);
    expect((await back('catalog.product.get', { id })).result.product.name).toBe('Chair');
  });

  it('goes out once for each call, whatever face it came through, and for each row that is deleted', async () => {
    const made = await listening();
    for (const verb of ['ADD', 'UPDATE', 'DELETE']) await made.bind(`CATALOG.PRODUCT.ON.${verb}`);
    const parent = await made.addProduct();
    await made.as(1)('catalog.product.update', { id: parent, fields: { name: 'A' } });
    const offer = await made.as(1)('catalog.product.offer.add', {
      fields: { iblockId: 15, name: 'Red', parentId: parent },
    });
    await made.as(1)('catalog.product.delete', { id: parent });
    await made.sender.idle();
    const told = made.handler.received.map(({ form }) => [
      form.event.slice(19),
      Number(form.data.FIELDS.ID),
    ]);
    expect(told.sort()).toEqual(
      [
        ['ADD', parent],
        ['ADD', offer.result.offer.id],
        ['UPDATE', parent],
        ['DELETE', offer.result.offer.id],
        ['DELETE', parent],
      ].sort(),
    );
  });

  it('of a call that fails is not sent', async () => {
    const made = await listening();
    await made.bind('CATALOG.PRODUCT.ON.ADD');
    await made.as(1)('catalog.product.add', {
      fields: { iblockId: PRODUCTS, name: 'X', detailPicture: { fileData: ['a.png', '!!'] } },
    });
    await made.as(2)('catalog.product.add', { fields: { iblockId: PRODUCTS, name: 'X' } });
    await made.sender.idle();
    expect(await made.deliveries()).toEqual([]);
  });

  it.each([
    ['is switched off', { active: 'N' }],
    ['is not installed', { installed: 'N' }],
    ['has no scope for it any more', { scopes: 'user' }],
  ] as const)('is not sent to an app that %s', async (_, change) => {
    const made = await listening();
    await made.bind('CATALOG.PRODUCT.ON.ADD');
    await made.store.write(({ query }) => query.updateTable('app').set(change).execute());
    await made.addProduct();
    await made.sender.idle();
    expect(made.handler.received).toEqual([]);
  });

  it('carries the token of the user that it is bound to', async () => {
    const made = await listening();
    await made.bind('CATALOG.PRODUCT.ON.ADD', undefined, { auth_type: 3 });
    await made.addProduct();
    await made.sender.idle();
    expect(made.handler.received[0]?.form.auth.user_id).toBe('3');
  });

  it('for a user who is disabled names the portal alone', async () => {
    const made = await listening();
    await made.bind('CATALOG.PRODUCT.ON.ADD', undefined, { auth_type: 3 });
    await made.store.write(({ query }) =>
      query.updateTable('user').set({ active: 'N' }).where('id', '=', 3).execute(),
    );
    await made.addProduct();
    await made.sender.idle();
    expect(Object.keys(made.handler.received[0]?.form.auth)).toEqual([
      'domain',
      'server_endpoint',
      'client_endpoint',
      'member_id',
      'application_token',
    ]);
  });

  it('with a refresh token is ONAPPTEST, which comes back with what was sent', async () => {
    const made = await listening();
    await made.bind('ONAPPTEST');
    const query = { any: 'thing', nested: { a: ['ä b', '1'] }, empty: null, yes: true };
    expect((await made.call('event.test', query)).result).toBe(1);
    await made.sender.idle();
    const { form } = made.handler.received[0]!;
    expect(form.data).toEqual({ QUERY: { any: 'thing', nested: { a: ['ä b', '1'] }, yes: '1' } });
    expect(form.auth.refresh_token).toMatch(/^[0-9a-f]{70}$/);
  });
});

describe('a chain of events', () => {
  it('ends after seven calls that cause one another', async () => {
    const made = await listening();
    const answers: Promise<unknown>[] = [];
    const looping = await receiver((_req, res, { form }) => {
      res.end();
      const again = made.withToken(form.auth.access_token);
      const id = Number(form.data.FIELDS.ID);
      answers.push(again('catalog.product.update', { id, fields: { sort: answers.length } }));
    });
    await made.bind('CATALOG.PRODUCT.ON.ADD', looping.url());
    await made.bind('CATALOG.PRODUCT.ON.UPDATE', looping.url());
    await made.addProduct();
    for (let quiet = 0; quiet < 2; quiet++) {
      const before = answers.length;
      await made.sender.idle();
      await Promise.all(answers);
      await made.sender.idle();
      if (answers.length > before) quiet = 0;
    }
    expect(looping.received).toHaveLength(7);
    expect((await made.deliveries()).map(({ depth }) => depth).sort()).toEqual([
      1, 2, 3, 4, 5, 6, 7,
    ]);
  });
});

describe('a delivery that fails', () => {
  const PAUSES = [5, 300, 1800, 7200, 18_000, 36_000, 36_000];

  it.each([
    ['answers 500', (_req, res) => void res.writeHead(500).end(), 500],
    ['redirects', (_req, res) => void res.writeHead(302, { Location: '/other' }).end(), 302],
    ['breaks off', (req) => void req.socket.destroy(), null],
  ] as readonly (readonly [string, Answer, number | null])[])(
    'because the handler %s is tried for 28 hours',
    async (_, answer, status) => {
      const made = await listening({ answer });
      await made.bind('CATALOG.PRODUCT.ON.ADD');
      await made.addProduct();
      await made.sender.idle();
      for (const pause of PAUSES) {
        const count = made.handler.received.length;
        made.clock.now += pause * 1000 - 1;
        made.sender.wake();
        await made.sender.idle();
        expect(made.handler.received, 'not before its time').toHaveLength(count);
        made.clock.now += 1;
        made.sender.wake();
        await made.sender.idle();
        expect(made.handler.received).toHaveLength(count + 1);
      }
      expect(made.handler.received.every(({ path }) => path === '/handler')).toBe(true);
      const [delivery] = await made.deliveries();
      expect(delivery).toMatchObject({ state: 'failed', attempts: 8 });
      const found = await findDelivery(made.store.reader, delivery!.id);
      expect(found?.log.map((entry) => [entry.attempt, entry.status])).toEqual(
        Array.from({ length: 8 }, (_one, n) => [n + 1, status]),
      );
      if (status === null) expect(found?.log[0]?.error).not.toBe('');
    },
  );

  it('arrives at the second try, and the log has no token', async () => {
    let down = true;
    const made = await listening({
      answer: (_req, res) => void res.writeHead(down ? 503 : 204).end(),
    });
    await made.bind('CATALOG.PRODUCT.ON.ADD');
    await made.addProduct();
    await made.sender.idle();
    down = false;
    made.clock.now += 5000;
    made.sender.wake();
    await made.sender.idle();
    const [delivery] = await made.deliveries();
    expect(delivery).toMatchObject({ state: 'sent', attempts: 2 });
    const found = await findDelivery(made.store.reader, delivery!.id);
    const text = JSON.stringify(found);
    expect(text).toContain('auth%5Baccess_token%5D=***');
    for (const { form } of made.handler.received) {
      expect(text).not.toContain(form.auth.access_token);
      expect(text).not.toContain(form.auth.application_token);
      expect(made.lines.join('\n')).not.toContain(form.auth.access_token);
    }
  });

  it('on a portal is tried once', async () => {
    const made = await listening({ events: 'portal' });
    await made.store.write(({ query }) =>
      query
        .insertInto('eventHandler')
        .values({
          appId: made.installed.id,
          event: 'CATALOG.PRODUCT.ON.ADD',
          handler: made.handler.url(),
          userId: 0,
          offline: 0,
          connectorId: '',
          options: '{}',
        })
        .execute(),
    );
    await made.addProduct();
    await made.sender.idle();
    const [delivery] = await made.deliveries();
    expect(delivery).toMatchObject({ state: 'failed', attempts: 1 });
    const found = await findDelivery(made.store.reader, delivery!.id);
    expect(found?.log[0]?.error).toContain('127.0.0.1 is a private address');
    expect(made.handler.received).toEqual([]);
  });

  it('can be sent again by hand', async () => {
    let status = 500;
    const made = await listening({
      events: 'test',
      answer: (_req, res) => void res.writeHead(status).end(),
    });
    await made.bind('CATALOG.PRODUCT.ON.ADD');
    await made.addProduct();
    await made.sender.idle();
    status = 200;
    const [delivery] = await made.deliveries();
    const again = (id: number) => made.store.write((db) => redeliver(db, id, made.clock.now));
    expect(await again(4711)).toBe(false);
    expect(await again(delivery!.id)).toBe(true);
    made.sender.wake();
    await made.sender.idle();
    expect((await made.deliveries())[0]).toMatchObject({ state: 'sent', attempts: 1 });
    expect((await findDelivery(made.store.reader, delivery!.id))?.log).toHaveLength(2);
  });

  it('holds no other handler up', async () => {
    const waiting: (() => void)[] = [];
    const slow = await receiver((_req, res) => void waiting.push(() => res.end()));
    const made = await listening();
    await made.bind('CATALOG.PRODUCT.ON.ADD', slow.url());
    await made.bind('CATALOG.PRODUCT.ON.ADD');
    for (let n = 0; n < 6; n++) await made.addProduct();
    await expect.poll(() => made.handler.received.length).toBe(6);
    await expect.poll(() => slow.received.length).toBe(2);
    while ((await made.deliveries()).some(({ state }) => state === 'queued')) {
      for (const done of waiting.splice(0)) done();
      await new Promise((done) => setTimeout(done, 10));
    }
    expect(slow.received).toHaveLength(6);
  });

  it('waits for the next start', async () => {
    const made = await listening();
    await made.bind('CATALOG.PRODUCT.ON.ADD');
    await made.sender.close();
    await made.addProduct();
    expect(made.handler.received).toEqual([]);
    const { store, memberId } = made;
    const next = createSender({
      store,
      memberId,
      log: { info() {}, warn() {}, error() {} } as never,
      now: () => made.clock.now,
      baseUrl: () => 'http://portal.test',
      targets: 'test',
    });
    next.start();
    await expect.poll(() => made.handler.received.length).toBe(1);
    await next.close();
  });

  it('is forgotten after thirty days', async () => {
    const made = await listening();
    await made.bind('CATALOG.PRODUCT.ON.ADD');
    await made.addProduct();
    await made.sender.idle();
    made.clock.now += 31 * 24 * 60 * MINUTE;
    made.sender.wake();
    await made.sender.idle();
    expect(await made.deliveries()).toEqual([]);
  });
});
