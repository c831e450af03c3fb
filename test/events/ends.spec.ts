import { describe, expect, it } from 'vitest';
import { events } from '../../catalog/events.ts';
import { removeApp } from '../../src/auth/apps.ts';
import { announceUninstall } from '../../src/events/announce.ts';
import { PRODUCTS } from '../portal.ts';
import { listening } from './_listening.ts';

type Listening = Awaited<ReturnType<typeof listening>>;

const EVENT = 'CATALOG.PRODUCT.ON.ADD';

/** Whose methods show what an event tells of. */
const shown: Readonly<Record<string, string>> = {
  PRODUCT: 'catalog.product',
  PRICE: 'catalog.price',
  'PRICE.TYPE': 'catalog.priceType',
  MEASURE: 'catalog.measure',
  ROUNDING: 'catalog.roundingRule',
};

/** A portal with a delivery that waits for its second try, bound by the manager, user 3. */
async function waiting() {
  const receiver = { down: true };
  const made = await listening({
    answer: (_req, res) => void res.writeHead(receiver.down ? 503 : 200).end(),
  });
  await made.bind(EVENT, undefined, { auth_type: 3 });
  await made.addProduct();
  await made.sender.idle();
  expect(await made.deliveries()).toMatchObject([{ state: 'queued', attempts: 1 }]);
  receiver.down = false;
  const later = async (): Promise<void> => {
    made.clock.now += 24 * 3_600_000;
    made.sender.wake();
    await made.sender.idle();
  };
  return { ...made, later };
}

const change = (table: 'app' | 'user', id: number, set: object) => (made: Listening) =>
  made.store.write(({ query }) =>
    query
      .updateTable(table as 'app')
      .set(set)
      .where('id', '=', id)
      .execute(),
  );

describe('a delivery that waits', () => {
  it.each<[string, (made: Listening) => Promise<unknown>, string]>([
    [
      'its handler is unbound',
      ({ call, handler }) =>
        call('event.unbind', { event: EVENT, handler: handler.url(), auth_type: 3 }),
      'The handler was unbound',
    ],
    ['its app is switched off', change('app', 1, { active: 'N' }), 'The app was removed or'],
    [
      'its app is removed',
      ({ store, installed }) => store.write((db) => removeApp(db, installed.id)),
      'The handler was unbound',
    ],
    [
      'its app loses the scope',
      change('app', 1, { scopes: 'user' }),
      'The handler was unbound, or',
    ],
    [
      'its app is closed to the user',
      change('app', 1, { users: '1,2' }),
      'The handler was unbound,',
    ],
    [
      'its event is none of the portal any more',
      ({ store }) =>
        store.write(({ query }) => query.updateTable('delivery').set({ event: 'GONE' }).execute()),
      'no such event any more',
    ],
    ['its user is disabled', change('user', 3, { active: 'N' }), 'The handler was unbound, or may'],
    [
      'its user may not read the catalogue any more',
      ({ store }) =>
        store.write(({ query }) => query.deleteFrom('userRole').where('userId', '=', 3).execute()),
      'The handler was unbound, or may not be told any more',
    ],
  ])('ends when %s', async (_, happens, reason) => {
    const made = await waiting();
    await happens(made);
    await made.later();
    expect(made.handler.received).toHaveLength(1);
    expect(await made.deliveries()).toMatchObject([
      { state: 'cancelled', attempts: 1, reason: expect.stringContaining(reason) },
    ]);
  });

  it('goes on where nothing ended, and has the tokens of now', async () => {
    const made = await waiting();
    await change('app', 1, { applicationToken: 'b'.repeat(32), scopes: 'catalog' })(made);
    await made.later();
    const { auth } = made.handler.received[1]?.form ?? {};
    expect(auth).toMatchObject({
      application_token: 'b'.repeat(32),
      scope: 'catalog',
      user_id: '3',
    });
    expect(await made.deliveries()).toMatchObject([{ state: 'sent', attempts: 2, reason: null }]);
  });

  it('ends at once with its handler, and does not come back with the same address', async () => {
    const made = await waiting();
    const binding = { event: EVENT, handler: made.handler.url(), auth_type: 3 };
    await made.call('event.unbind', binding);
    expect(await made.deliveries()).toMatchObject([{ state: 'cancelled' }]);
    await made.call('event.bind', binding);
    await made.later();
    expect(made.handler.received).toHaveLength(1);
  });

  it('ends though there are more than go in one step', async () => {
    const made = await waiting();
    const { query } = made.store.reader;
    const { id: _, ...one } = await query
      .selectFrom('delivery')
      .selectAll()
      .executeTakeFirstOrThrow();
    await made.store.write((db) =>
      db.query
        .insertInto('delivery')
        .values(Array.from({ length: 1450 }, () => one))
        .execute(),
    );
    await change('user', 3, { active: 'N' })(made);
    await made.later();
    expect(made.handler.received).toHaveLength(1);
    const left = await query
      .selectFrom('delivery')
      .select('id')
      .where('state', '=', 'queued')
      .execute();
    expect(left).toEqual([]);
  });
});

it('an app that is removed is told goodbye, though nothing else', async () => {
  const made = await waiting();
  await made.bind('ONAPPUNINSTALL', undefined, { auth_type: 3 });
  await made.store.write(async (db) => {
    await announceUninstall(db, made.installed, { userId: 0, now: made.clock.now });
    await removeApp(db, made.installed.id);
  });
  await made.later();
  expect(made.handler.received.map(({ form }) => form.event)).toEqual([EVENT, 'ONAPPUNINSTALL']);
  const { form } = made.handler.received[1]!;
  expect(form.auth.application_token).toBe(made.installed.applicationToken);
  expect(form.auth).not.toHaveProperty('access_token');
});

describe('who may not read', () => {
  it('is told of nothing that was bound before', async () => {
    const made = await listening();
    await made.bind(EVENT, undefined, { auth_type: 3 });
    await made.store.write(({ query }) =>
      query.deleteFrom('userRole').where('userId', '=', 3).execute(),
    );
    await made.addProduct();
    await made.sender.idle();
    expect([made.handler.received, await made.deliveries()]).toEqual([[], []]);
  });

  it.each([
    ['CATALOG.PRODUCT.ON.ADD', 'catalog.read', true],
    ['CATALOG.PRODUCT.ON.ADD', 'store.view', false],
    ['CATALOG.MEASURE.ON.ADD', 'store.view', true],
    ['CATALOG.PRICE.ON.ADD', 'price.edit', true],
    ['CATALOG.PRICE.TYPE.ON.ADD', 'price.edit', false],
    ['CATALOG.ROUNDING.ON.ADD', 'priceType.edit', true],
    ['ONAPPTEST', 'store.view', true],
  ])('%s is bound by who has %s: %s', async (event, right, taken) => {
    const made = await listening();
    const userId = await made.userWith(right);
    const call = made.withToken((await made.tokensOf(made.installed.id, userId)).accessToken);
    const answer = await call('event.bind', { event, handler: 'https://app.example/' });
    if (taken) return expect(answer.result).toBe(true);
    expect(answer).toMatchObject({
      status: 403,
      error: 'ACCESS_DENIED',
      error_description:
        'Access denied! Event binding requires the right to read what the event tells of',
    });
  });

  it('is told of what the methods show, and of nothing else', async () => {
    const { portal } = await listening();
    for (const [name, { readers }] of events) {
      const entity = /^CATALOG\.(.+)\.ON\./.exec(name)?.[1];
      if (!entity) continue;
      const method = portal.registry.find(`${shown[entity]}.list`)?.method;
      expect(readers, name).toEqual(method?.right?.any);
    }
  });
});

describe('an event of many handlers', () => {
  it('has fifty of an app at most', async () => {
    const made = await listening();
    const bind = (n: number) => made.bind(EVENT, `https://app.example/${n}`);
    for (let n = 0; n < 50; n++) expect((await bind(n)).result).toBe(true);
    expect(await bind(50)).toMatchObject({
      status: 400,
      error: 'ERROR_CORE',
      error_description:
        'Unable to set event handler: The event has 50 handlers of the application',
    });
    expect(await bind(49)).toMatchObject({
      error_description: 'Unable to set event handler: Handler already binded',
    });
    const { result } = await made.call('event.bind', {
      event: 'ONAPPTEST',
      handler: 'http://a.b/',
    });
    expect(result, 'of another event there are none yet').toBe(true);
    await made.call('event.unbind', { event: EVENT, handler: 'https://app.example/7' });
    expect((await bind(50)).result).toBe(true);
  });

  it('is queued by as many statements as one of a single handler', async () => {
    const made = await listening();
    const statements = async (): Promise<number> => {
      let count = 0;
      await made.store.write(async (db) => {
        const counting = new Proxy(db, {
          get: (target, name) => {
            if (name === 'all' || name === 'first' || name === 'query') count += 1;
            return target[name as 'all'];
          },
        });
        const cause = { caller: await made.callerOf(1), connector: '', chain: 0, now: 0 };
        await made.outbox.write(counting, EVENT, { FIELDS: { ID: PRODUCTS } }, cause);
      });
      return count;
    };
    await made.bind(EVENT, 'https://app.example/');
    const one = await statements();
    for (let n = 1; n < 50; n++) await made.bind(EVENT, `https://app.example/${n}`);
    expect(await statements()).toBe(one);
    expect(await made.deliveries()).toHaveLength(51);
  });
});
