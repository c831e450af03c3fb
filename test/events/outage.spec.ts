import { existsSync } from 'node:fs';
import { expect, it, onTestFinished, vi } from 'vitest';
import { listening } from './_listening.ts';
import { receiver } from './receiver.ts';

const EVENT = 'CATALOG.PRODUCT.ON.UPDATE';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Each change is told to so many handlers, which makes 10,000 events. */
const HANDLERS = 8;
const CHANGES = 1250;
const EVENTS = HANDLERS * CHANGES;
/** Changes at once, each twenty minutes of the outage. */
const BURST = Math.ceil(CHANGES / 36);

it('a receiver that is down for twelve hours, with flaps, misses none of 10,000 events', {
  timeout: 300_000,
}, async () => {
  // Forty thousand tries are as many commits: the disk is not what is tested here.
  if (existsSync('/dev/shm')) vi.stubEnv('TMPDIR', '/dev/shm');
  onTestFinished(() => void vi.unstubAllEnvs());
  const heard = new Set<string>();
  const ids = new Set<string>();
  const state = { up: false, flap: 0 };
  const made = await listening({
    answer: (req, res, { path, form }) => {
      state.flap += 1;
      const takes = state.up || state.flap % 50 === 0;
      if (!takes) return void res.writeHead(503).end();
      heard.add(`${path} ${form.data.FIELDS.ID}`);
      ids.add(String(req.headers['x-event-id']));
      res.end();
    },
  });
  for (let n = 0; n < HANDLERS; n++) await made.bind(EVENT, made.handler.url(`/${n}`));
  const other = await receiver();
  await made.bind('ONAPPTEST', other.url());
  // As of a robot: what is measured is the sending, and not the tokens.
  const caller = { ...(await made.callerOf(1)), userId: 0 };
  const cause = { caller, connector: '', chain: 0 };
  let happened = 0;
  const burst = (count: number) =>
    made.store.write(async (db) => {
      for (let n = 0; n < count; n++) {
        happened += 1;
        const data = { FIELDS: { ID: happened, TYPE: 1 } };
        await made.outbox.write(db, EVENT, data, { ...cause, now: made.clock.now });
      }
    });
  const look = async (): Promise<void> => {
    made.sender.wake();
    await made.sender.idle();
  };

  while (happened < CHANGES) {
    await burst(Math.min(BURST, CHANGES - happened));
    await look();
    made.clock.now += 20 * MINUTE;
  }
  const { accessToken } = await made.tokensOf(made.installed.id);
  await made.withToken(accessToken)('event.test', { after: 'twelve hours' });
  await look();
  expect(other.received, 'nobody else is held up').toHaveLength(1);
  expect(heard.size).toBeLessThan(EVENTS);

  state.up = true;
  for (let hour = 0; hour < 11; hour++) {
    made.clock.now += HOUR;
    await look();
  }
  expect([heard.size, ids.size]).toEqual([EVENTS, EVENTS]);
  const { query } = made.store.reader;
  const left = await query
    .selectFrom('delivery')
    .select('id')
    .where('state', '<>', 'sent')
    .execute();
  expect(left).toEqual([]);
});
