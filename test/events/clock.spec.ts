import { describe, expect, it } from 'vitest';
import { createTestClock, jumps } from '../clock.ts';
import { listening } from './_listening.ts';

const EVENT = 'CATALOG.PRODUCT.ON.ADD';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A portal whose wall clock jumps alone, with a handler that can be down. */
async function jumping() {
  const clock = createTestClock();
  const receiver = { down: false };
  const made = await listening({
    clock,
    answer: (_req, res) => void res.writeHead(receiver.down ? 503 : 200).end(),
  });
  await made.bind(EVENT);
  await made.call('event.bind', { event: EVENT, event_type: 'offline' });
  const look = async (): Promise<void> => {
    made.sender.wake();
    await made.sender.idle();
  };
  /** An hour passes: what is done by the hour is done. */
  const hour = async (): Promise<void> => {
    clock.advance(HOUR);
    await look();
  };
  const kept = async () => {
    const rows = await made.store.reader.query.selectFrom('offlineEvent').select('id').execute();
    return { deliveries: (await made.deliveries()).length, offline: rows.length };
  };
  return { ...made, clock, receiver, look, hour, kept };
}

describe('after a jump of the clock', () => {
  it.each(Object.entries(jumps))('an event goes out at once: %s', async (_, jump) => {
    const { clock, addProduct, sender, handler } = await jumping();
    clock.jump(jump);
    await addProduct();
    await sender.idle();
    expect(handler.received).toHaveLength(1);
    const { ts, auth } = handler.received[0]?.form ?? {};
    const seconds = Math.floor(clock.now() / 1000);
    expect([ts, auth.expires]).toEqual([String(seconds), String(seconds + 3600)]);
  });

  it.each(Object.entries(jumps))('what waits for its next try arrives: %s', async (_, jump) => {
    const { clock, addProduct, look, hour, receiver, handler, deliveries } = await jumping();
    receiver.down = true;
    await addProduct();
    await look();
    receiver.down = false;
    clock.jump(jump);
    await hour();
    clock.advance(60_000);
    await look();
    expect(handler.received).toHaveLength(2);
    expect(await deliveries()).toMatchObject([{ state: 'sent', attempts: 2 }]);
  });

  it('what failed while it was ten years fast waits no ten years', async () => {
    const { clock, addProduct, look, receiver, deliveries } = await jumping();
    clock.jump(jumps.forward);
    receiver.down = true;
    await addProduct();
    await look();
    receiver.down = false;
    clock.jump(-jumps.forward);
    clock.advance(60_000);
    await look();
    expect(await deliveries()).toMatchObject([{ state: 'sent', attempts: 2 }]);
  });

  it('nothing is forgotten that is old by a clock which is set right within an hour', async () => {
    const { clock, addProduct, hour, kept, look } = await jumping();
    await addProduct();
    await look();
    clock.jump(jumps.forward);
    await hour();
    clock.jump(-jumps.forward);
    await hour();
    await hour();
    expect(await kept()).toEqual({ deliveries: 1, offline: 1 });
  });

  it('what is old by a clock that stays goes, as what has become old does', async () => {
    const { clock, addProduct, hour, kept, look } = await jumping();
    await addProduct();
    await look();
    clock.jump(33 * DAY);
    await hour();
    await hour();
    expect(await kept(), 'deliveries after 30 days').toEqual({ deliveries: 0, offline: 1 });
    clock.jump(2 * DAY);
    await hour();
    await hour();
    expect(await kept(), 'a queue after 34').toEqual({ deliveries: 0, offline: 0 });
  });

  it('the time of a try is what it took', async () => {
    const clock = createTestClock();
    const made = await listening({
      clock,
      answer: (_req, res) => {
        clock.jump(jumps.back);
        res.end();
      },
    });
    await made.bind(EVENT);
    await made.addProduct();
    await made.sender.idle();
    const { ms } = await made.store.reader.query
      .selectFrom('deliveryAttempt')
      .select('ms')
      .executeTakeFirstOrThrow();
    expect(ms).toBe(0);
  });
});
