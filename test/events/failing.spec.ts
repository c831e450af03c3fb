import { sql } from 'kysely';
import { describe, expect, it, vi } from 'vitest';
import { createBackoff } from '../../src/events/backoff.ts';
import { listening } from './_listening.ts';

const EVENT = 'CATALOG.PRODUCT.ON.ADD';

it('pauses double from the least to the most, and begin again after a success', () => {
  const backoff = createBackoff({ least: 1000, most: 60_000 });
  const pauses = (count: number) => Array.from({ length: count }, () => backoff.next());
  expect(pauses(9)).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((one) => one * 1000));
  backoff.reset();
  expect(pauses(2)).toEqual([1000, 2000]);
});

/** A portal whose database refuses a statement for as long as the test wants. */
async function troubled(statement: string) {
  const made = await listening();
  await made.bind(EVENT);
  const run = (text: string) => made.store.write(({ query }) => sql.raw(text).execute(query));
  const fail = () =>
    run(`create trigger "trouble" before ${statement} begin select raise(abort, 'disk full'); end`);
  const heal = () => run('drop trigger "trouble"');
  const pauses = (): number[] =>
    made.lines.flatMap((line) => {
      const { msg, pause } = JSON.parse(line);
      return msg === 'events wait: the database cannot be written' ? [pause] : [];
    });
  return { ...made, fail, heal, pauses };
}

describe('a sender that cannot write', () => {
  it('sends nothing while it cannot write that it tries, and waits longer each time', async () => {
    const made = await troubled('update on "delivery"');
    await made.fail();
    await made.addProduct();
    await vi.waitFor(() => expect(made.pauses()).toHaveLength(2), 10_000);
    for (let n = 0; n < 100; n++) made.sender.wake();
    await made.addProduct();
    expect(made.pauses(), 'one line for each try, and no try before its time').toEqual([
      1000, 2000,
    ]);
    expect(made.handler.received).toEqual([]);
    await made.heal();
    await vi.waitFor(() => expect(made.handler.received).toHaveLength(2), 10_000);
    await made.sender.idle();
    expect((await made.deliveries()).map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect(made.handler.received).toHaveLength(2);
  });

  it('keeps what became of a try until it is written, and sends nothing twice', async () => {
    const made = await troubled('insert on "deliveryAttempt"');
    await made.fail();
    await made.addProduct();
    await vi.waitFor(() => expect(made.pauses()).toHaveLength(2), 10_000);
    made.clock.now += 24 * 3_600_000;
    await made.addProduct();
    expect(made.handler.received, 'though its time would have come').toHaveLength(1);
    await made.heal();
    await vi.waitFor(
      async () =>
        expect((await made.deliveries()).map(({ state }) => state)).toEqual(['sent', 'sent']),
      10_000,
    );
    expect(made.handler.received).toHaveLength(2);
    expect(made.pauses()).toEqual([1000, 2000]);
  });

  it('that is stopped leaves a delivery that was tried, for a later time', async () => {
    const made = await troubled('insert on "deliveryAttempt"');
    await made.fail();
    await made.addProduct();
    await vi.waitFor(() => expect(made.pauses()).toHaveLength(1), 10_000);
    await made.sender.close(AbortSignal.abort());
    const [delivery] = await made.deliveries();
    expect(delivery).toMatchObject({ state: 'queued', attempts: 1 });
    expect(delivery!.dueTime).toBeGreaterThan(made.clock.now);
  });
});

describe('a sender that stops', () => {
  it('takes nothing new, and breaks off at its time what nobody answers', async () => {
    const made = await listening({ answer: () => {} });
    await made.bind(EVENT);
    await made.addProduct();
    await vi.waitFor(() => expect(made.handler.received).toHaveLength(1));
    const late = new AbortController();
    const closed = made.sender.close(late.signal);
    await made.addProduct();
    late.abort();
    await closed;
    expect(made.handler.received).toHaveLength(1);
    expect(await made.deliveries()).toMatchObject([
      { state: 'queued', attempts: 0 },
      { state: 'queued', attempts: 1 },
    ]);
  });

  it('waits for an answer that comes in time', async () => {
    const answers: (() => void)[] = [];
    const made = await listening({ answer: (_req, res) => void answers.push(() => res.end()) });
    await made.bind(EVENT);
    await made.addProduct();
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    const closed = made.sender.close(new AbortController().signal);
    answers[0]?.();
    await closed;
    expect(await made.deliveries()).toMatchObject([{ state: 'sent', attempts: 1 }]);
  });
});
