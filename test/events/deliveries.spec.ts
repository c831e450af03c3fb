import { describe, expect, it } from 'vitest';
import { events } from '../../catalog/events.ts';
import { findDelivery, redeliver } from '../../src/events/deliveries.ts';
import { createSender } from '../../src/events/sender.ts';
import { listening } from './_listening.ts';
import { type Answer, receiver } from './receiver.ts';

const MINUTE = 60_000;

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

  it('because the handler never answers is given up after ten seconds', {
    timeout: 40_000,
  }, async () => {
    const made = await listening({ answer: () => {} });
    await made.bind('CATALOG.PRODUCT.ON.ADD');
    await made.addProduct();
    await made.sender.idle();
    const [delivery] = await made.deliveries();
    expect(delivery).toMatchObject({ state: 'queued', attempts: 1 });
    const [attempt] = (await findDelivery(made.store.reader, delivery!.id))!.log;
    expect(attempt).toMatchObject({ status: null, error: expect.stringMatching(/timeout/i) });
  });

  it('is one of eight under way at most', async () => {
    const open: (() => void)[] = [];
    const made = await listening();
    for (let n = 0; n < 6; n++) {
      const slow = await receiver((_req, res) => void open.push(() => res.end()));
      await made.bind('CATALOG.PRODUCT.ON.ADD', slow.url());
    }
    await made.addProduct();
    await made.addProduct();
    await expect.poll(() => open.length).toBe(8);
    made.sender.wake();
    await new Promise((done) => setTimeout(done, 100));
    expect(open).toHaveLength(8);
    while ((await made.deliveries()).some(({ state }) => state === 'queued')) {
      for (const done of open.splice(0)) done();
      await new Promise((done) => setTimeout(done, 10));
    }
    expect(await made.deliveries()).toHaveLength(12);
  });

  it('waits for the next start', async () => {
    const made = await listening();
    await made.bind('CATALOG.PRODUCT.ON.ADD');
    await made.sender.close(AbortSignal.abort());
    await made.addProduct();
    expect(made.handler.received).toEqual([]);
    const { store, memberId } = made;
    const next = createSender({
      store,
      memberId,
      events,
      log: { info() {}, warn() {}, error() {} } as never,
      clock: { now: () => made.clock.now, monotonic: () => made.clock.now },
      baseUrl: () => 'http://portal.test',
      targets: { kind: 'test', ports: [] },
    });
    next.start();
    await expect.poll(() => made.handler.received.length).toBe(1);
    await next.close(AbortSignal.abort());
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
