import { describe, expect, it } from 'vitest';
import { receiver } from '../events/receiver.ts';
import { PRODUCTS, testPortal } from '../portal.ts';

const START = Date.UTC(2026, 0, 1, 12);

async function queue(profile: 'documented' | 'live' = 'documented') {
  const clock = { now: START };
  const portal = await testPortal({ profile, now: () => clock.now });
  const { app } = await portal.addApp();
  const tokens = await portal.tokensOf(app.id);
  const call = portal.withToken(tokens.accessToken);
  for (const verb of ['ADD', 'UPDATE', 'DELETE']) {
    await call('event.bind', { event: `CATALOG.PRODUCT.ON.${verb}`, event_type: 'offline' });
  }
  const addProduct = async (by = portal.as(1)): Promise<number> => {
    const fields = { iblockId: PRODUCTS, name: 'Chair' };
    return (await by('catalog.product.add', { fields })).result.element.id;
  };
  return { ...portal, clock, appId: app.id, call, addProduct, token: tokens.accessToken };
}

const names = (result: { events: { EVENT_NAME: string }[] }): string[] =>
  result.events.map(({ EVENT_NAME }) => EVENT_NAME.slice('CATALOG.PRODUCT.ON.'.length));

describe('event.offline.get', () => {
  it('takes what happened, once', async () => {
    const { call, addProduct } = await queue();
    const id = await addProduct();
    const { result } = await call('event.offline.get');
    expect(result).toEqual({
      process_id: null,
      events: [
        {
          ID: '1',
          TIMESTAMP_X: expect.stringMatching(/^2026-01-01T/),
          EVENT_NAME: 'CATALOG.PRODUCT.ON.ADD',
          EVENT_DATA: { FIELDS: { ID: id, TYPE: 1 } },
          EVENT_ADDITIONAL: { user_id: 1 },
          MESSAGE_ID: expect.stringMatching(/^[0-9a-f]{32}$/),
        },
      ],
    });
    expect((await call('event.offline.get')).result).toEqual({ process_id: null, events: [] });
  });

  it('with clear 0 reserves under a process, until that is cleared or reported', async () => {
    const { call, addProduct } = await queue();
    for (let n = 0; n < 3; n++) await addProduct();
    const { result: taken } = await call('event.offline.get', { clear: 0, limit: 2 });
    expect(taken.process_id).toMatch(/^[0-9a-f]{32}$/);
    expect(taken.events).toHaveLength(2);
    const { process_id } = taken;
    expect((await call('event.offline.get', { process_id })).result).toEqual(taken);
    expect((await call('event.offline.get', { clear: 0 })).result.events).toHaveLength(1);

    const [first, second] = taken.events;
    await call('event.offline.error', { process_id, message_id: [first.MESSAGE_ID] });
    await call('event.offline.clear', { process_id, message_id: [second.MESSAGE_ID] });
    expect((await call('event.offline.get', { process_id })).result.events).toEqual([]);
    expect((await call('event.offline.get')).result.events).toEqual([]);
    expect((await call('event.offline.get', { error: 1 })).result.events).toEqual([first]);
  });

  it('has one row for the same event with the same data', async () => {
    const { call, as, addProduct, clock } = await queue();
    const id = await addProduct();
    for (let n = 1; n <= 3; n++) {
      clock.now = START + n * 60_000;
      await as(1)('catalog.product.update', { id, fields: { sort: n } });
    }
    const { result } = await call('event.offline.list', { order: { ID: 'desc' } });
    expect(result.map(({ EVENT_NAME }: { EVENT_NAME: string }) => EVENT_NAME)).toEqual([
      'CATALOG.PRODUCT.ON.UPDATE',
      'CATALOG.PRODUCT.ON.ADD',
    ]);
    expect(result[0].TIMESTAMP_X).toContain(':03:00');
  });

  it('leaves out what the same part of the app changed itself', async () => {
    const { call, addProduct, portal, token } = await queue();
    await call('event.bind', { event: 'CATALOG.PRODUCT.ON.ADD', event_type: 'offline' });
    await addProduct(call);
    expect((await call('event.offline.get')).result.events).toEqual([]);
    await portal.answer({
      name: 'catalog.product.add',
      params: { fields: { iblockId: PRODUCTS, name: 'By another part' } },
      credentials: { kind: 'token', token },
      baseUrl: 'http://portal.test',
      connector: 'other',
    });
    expect((await call('event.offline.get')).result.events).toHaveLength(1);
  });

  it.each([
    [{ EVENT_NAME: 'CATALOG.PRODUCT.ON.ADD' }, ['ADD', 'ADD']],
    [{ '=EVENT_NAME': 'CATALOG.PRODUCT.ON.DELETE' }, ['DELETE']],
    [{ '@EVENT_NAME': ['CATALOG.PRODUCT.ON.DELETE', 'X'] }, ['DELETE']],
    [{ '%EVENT_NAME': 'DEL' }, ['DELETE']],
    [{ '%EVENT_NAME': 'D_L' }, []],
    [{ '>ID': 1, '<=ID': 2 }, ['ADD']],
    [{ '>=TIMESTAMP_X': new Date(START).toISOString() }, ['ADD', 'ADD', 'DELETE']],
    [{ '<TIMESTAMP_X': new Date(START).toISOString() }, []],
    [{ ID: [] }, []],
  ])('filters by %j', async (filter, expected) => {
    const { call, as, addProduct } = await queue();
    await addProduct();
    await as(1)('catalog.product.delete', { id: await addProduct() });
    expect(names((await call('event.offline.get', { filter })).result)).toEqual(expected);
  });

  it.each([
    [{ filter: { '!ID': 1 } }, 'Filter operation not allowed: !'],
    [{ filter: { '<>ID': 1 } }, 'Filter operation not allowed: <>'],
    [{ filter: { DATA: 1 } }, 'Filter field not allowed: DATA'],
    [{ filter: { PROCESS_ID: '' } }, 'Filter field not allowed: PROCESS_ID'],
    [{ order: { ERROR: 'ASC' } }, 'Order field not allowed: ERROR'],
    [{ order: { 'ID; drop table user': 'ASC' } }, 'Order field not allowed: ID; drop table user'],
  ])('refuses %j', async (params, message) => {
    const { call } = await queue();
    expect(await call('event.offline.get', params)).toMatchObject({
      status: 400,
      error: 'ERROR_ARGUMENT',
      error_description: message,
    });
  });
});

describe('event.offline.list', () => {
  it('shows pages of fifty and takes nothing', async () => {
    const { call, addProduct } = await queue();
    for (let n = 0; n < 60; n++) await addProduct();
    const first = await call('event.offline.list');
    expect([first.result.length, first.total, first.next]).toEqual([50, 60, 50]);
    expect(first.result[0]).toMatchObject({ PROCESS_ID: '', ERROR: 0 });
    const second = await call('event.offline.list', { start: 75 });
    expect([second.result.length, second.total, second.next]).toEqual([10, 60, undefined]);
    const failed = await call('event.offline.list', { filter: { ERROR: 1 } });
    expect([failed.result, failed.total]).toEqual([[], 0]);
  });
});

describe('event.offline.clear', () => {
  it.each(['documented', 'live'] as const)('goes by one kind of name, %s', async (profile) => {
    const { call, addProduct } = await queue(profile);
    for (let n = 0; n < 3; n++) await addProduct();
    const { result } = await call('event.offline.get', { clear: 0 });
    const { process_id, events } = result;
    await call('event.offline.clear', {
      process_id,
      id: [events[0].ID],
      message_id: [events[1].MESSAGE_ID],
    });
    const left = (await call('event.offline.get', { process_id })).result.events;
    expect(left).toEqual(profile === 'documented' ? events.slice(1) : [events[0], events[2]]);
    expect((await call('event.offline.clear', { process_id })).result).toBe(true);
    expect((await call('event.offline.get', { process_id })).result.events).toEqual([]);
  });

  it.each(['event.offline.clear', 'event.offline.error'])('%s needs a process', async (name) => {
    const { call } = await queue();
    expect(await call(name)).toMatchObject({ error: 'ERROR_ARGUMENT', argument: 'process_id' });
  });
});

describe('event.offline.error', () => {
  it('needs the messages', async () => {
    const { call } = await queue();
    expect(await call('event.offline.error', { process_id: 'x' })).toMatchObject({
      error_description: "Argument 'message_id' is null or empty",
    });
  });
});

describe('the queue', () => {
  it.each(['get', 'list', 'clear', 'error'])(
    'event.offline.%s is for administrators',
    async (verb) => {
      const { appId, tokensOf, withToken } = await queue();
      const reader = withToken((await tokensOf(appId, 2)).accessToken);
      expect(await reader(`event.offline.${verb}`)).toMatchObject({
        status: 403,
        error: 'ACCESS_DENIED',
        error_description: 'Access denied! Administrator authorization required',
      });
    },
  );

  it('pings the app once for many events', async () => {
    const { url, received } = await receiver();
    const { call, addProduct, clock, sender } = await queue();
    const options = { minTimeout: 5 };
    await call('event.bind', { event: 'ONOFFLINEEVENT', handler: url(), options });
    for (let n = 0; n < 3; n++) await addProduct();
    await sender.idle();
    expect(received).toEqual([]);
    clock.now += 5000;
    sender.wake();
    await sender.idle();
    expect(received.map(({ form }) => form.event)).toEqual(['ONOFFLINEEVENT']);
    expect(received[0]?.form.auth.refresh_token).toMatch(/^[0-9a-f]{70}$/);
  });

  it('forgets after 34 days', async () => {
    const { call, addProduct, clock, sender, appId, tokensOf, withToken } = await queue();
    await addProduct();
    expect((await call('event.offline.list')).total).toBe(1);
    clock.now += 2_952_000_000 + 1000;
    sender.wake();
    await sender.idle();
    const later = withToken((await tokensOf(appId)).accessToken);
    expect((await later('event.offline.list')).total).toBe(0);
  });
});
