import { describe, expect, it } from 'vitest';
import { type TestPortalOptions, testPortal } from '../portal.ts';

const HANDLER = 'https://app.example/handler';

async function app(options: TestPortalOptions & { scopes?: string } = {}) {
  const portal = await testPortal(options);
  const { app } = await portal.addApp({ scopes: options.scopes ?? 'catalog' });
  const callOf = async (userId: number) =>
    portal.withToken((await portal.tokensOf(app.id, userId)).accessToken);
  return { ...portal, appId: app.id, call: await callOf(1), callOf };
}

const refusedWith = (status: number, error: string, error_description: string) =>
  expect.objectContaining({ status, error, error_description });

describe.each([
  'events',
  'event.bind',
  'event.unbind',
  'event.get',
  'event.test',
  'event.offline.get',
  'event.offline.list',
  'event.offline.clear',
  'event.offline.error',
])('%s', (name) => {
  it('is closed to a webhook', async () => {
    const { as } = await testPortal();
    expect(await as(1)(name, { event: 'ONAPPTEST', handler: HANDLER })).toEqual(
      refusedWith(403, 'WRONG_AUTH_TYPE', 'Current authorization type is denied for this method'),
    );
  });
});

describe('events', () => {
  it('are those that the scopes open, those of a scope, or all', async () => {
    const { call } = await app();
    const own = (await call('events')).result as string[];
    expect(own).toHaveLength(20);
    expect(own).toContain('CATALOG.PRICE.TYPE.ON.UPDATE');
    expect((await call('events', { SCOPE: 'catalog' })).result).toHaveLength(15);
    expect((await call('events', { scope: 'crm' })).result).toEqual([]);
    const { call: narrow } = await app({ scopes: 'user' });
    expect((await narrow('events')).result).toEqual([
      'ONAPPINSTALL',
      'ONAPPUPDATE',
      'ONAPPUNINSTALL',
      'ONAPPTEST',
      'ONOFFLINEEVENT',
    ]);
    expect((await narrow('events', { FULL: 1 })).result).toHaveLength(20);
  });
});

describe('event.bind', () => {
  it('binds, event.get shows, event.unbind counts', async () => {
    const { call } = await app();
    const binding = { EVENT: 'catalog.product.on.add', HANDLER };
    expect((await call('event.bind', binding)).result).toBe(true);
    expect((await call('event.bind', { ...binding, auth_type: 3 })).result).toBe(true);
    expect((await call('event.bind', { event: 'onAppTest', event_type: 'offline' })).result).toBe(
      true,
    );
    expect((await call('event.get')).result).toEqual([
      { event: 'CATALOG.PRODUCT.ON.ADD', handler: HANDLER, auth_type: '0', offline: 0 },
      { event: 'CATALOG.PRODUCT.ON.ADD', handler: HANDLER, auth_type: '3', offline: 0 },
      { event: 'ONAPPTEST', connector_id: '', offline: 1 },
    ]);
    expect((await call('event.unbind', { ...binding, auth_type: 3 })).result).toEqual({ count: 1 });
    expect((await call('event.unbind', binding)).result).toEqual({ count: 1 });
    expect((await call('event.unbind', binding)).result).toEqual({ count: 0 });
    const offline = { event: 'ONAPPTEST', event_type: 'offline' };
    expect((await call('event.unbind', offline)).result).toEqual({ count: 1 });
    expect((await call('event.get')).result).toEqual([]);
  });

  it.each([
    [{}, 'ERROR_ARGUMENT', "Argument 'EVENT' is null or empty"],
    [{ event: ['x'] }, 'ERROR_ARGUMENT', "Argument 'EVENT' is null or empty"],
    [{ event: 'ONAPPTEST' }, 'ERROR_ARGUMENT', "Argument 'HANDLER' is null or empty"],
    [{ event: 'NOTHING', handler: HANDLER }, 'ERROR_EVENT_NOT_FOUND', 'Event not found'],
    [{ event: '__proto__', handler: HANDLER }, 'ERROR_EVENT_NOT_FOUND', 'Event not found'],
    [
      { event: 'ONAPPTEST', handler: HANDLER, event_type: 'later' },
      'ERROR_ARGUMENT',
      "The value of an argument 'EVENT_TYPE' is invalid: Value must be one of {online|offline}",
    ],
    [
      { event: 'ONAPPTEST', handler: 'app.example' },
      'ERROR_WRONG_HANDLER_URL',
      'Wrong handler URL',
    ],
    [
      { event: 'ONAPPTEST', handler: `https://a.example/${'x'.repeat(2000)}` },
      'ERROR_WRONG_HANDLER_URL',
      'Wrong handler URL',
    ],
    [
      { event: 'ONAPPTEST', handler: 'ftp://app.example/' },
      'ERROR_UNSUPPORTED_PROTOCOL',
      'Unsupported event handler protocol',
    ],
  ])('refuses %j', async (params, error, message) => {
    const { call } = await app();
    expect(await call('event.bind', params)).toEqual(refusedWith(400, error, message));
    expect((await call('event.get')).result).toEqual([]);
  });

  it('names the argument at fault', async () => {
    const { call } = await app();
    expect(await call('event.bind')).toMatchObject({ argument: 'EVENT' });
  });

  it('refuses the same binding twice', async () => {
    const { call } = await app();
    const binding = { event: 'ONAPPTEST', handler: HANDLER };
    await call('event.bind', binding);
    expect(await call('event.bind', binding)).toEqual(
      refusedWith(400, 'ERROR_CORE', 'Unable to set event handler: Handler already binded'),
    );
  });

  it('knows no event outside of the scopes', async () => {
    const { call } = await app({ scopes: 'user' });
    expect(await call('event.bind', { event: 'CATALOG.PRICE.ON.ADD', handler: HANDLER })).toEqual(
      refusedWith(400, 'ERROR_EVENT_NOT_FOUND', 'Event not found'),
    );
  });

  it.each([
    ['test', true],
    ['public', false],
    ['portal', false],
  ] as const)('on a portal of kind %s takes localhost: %s', async (events, taken) => {
    const { call } = await app({ events });
    const { status } = await call('event.bind', {
      event: 'ONAPPTEST',
      handler: 'http://localhost:3000/handler',
    });
    expect(status).toBe(taken ? 200 : 400);
  });

  it.each([
    ['test', 'http://app.example:8080/', true],
    ['public', 'http://app.example:8080/', false],
    ['public', 'https://app.example:443/', true],
    ['public', 'http://app.example/', true],
    ['portal', 'https://app.example:8443/', false],
  ] as const)('on a portal of kind %s takes %s: %s', async (events, handler, taken) => {
    const { call } = await app({ events });
    const { error_description } = await call('event.bind', { event: 'ONAPPTEST', handler });
    expect(error_description).toBe(taken ? undefined : 'Wrong handler URL');
  });

  it('lets who does not administer bind for themselves alone', async () => {
    const { call, callOf } = await app();
    const reader = await callOf(2);
    const binding = { event: 'ONAPPTEST', handler: HANDLER };
    const denied = (reason: string) =>
      refusedWith(403, 'ACCESS_DENIED', `Access denied! ${reason}`);
    expect((await call('event.bind', binding)).result).toBe(true);
    expect((await reader('event.bind', binding)).result).toBe(true);
    expect(await reader('event.bind', { ...binding, auth_type: 3 })).toEqual(
      denied('Event binding with AUTH_TYPE requires administrator access rights'),
    );
    expect(await reader('event.bind', { event: 'ONAPPTEST', event_type: 'offline' })).toEqual(
      denied('Offline events binding requires administrator access rights'),
    );
    expect((await reader('event.get')).result).toEqual([
      { event: 'ONAPPTEST', handler: HANDLER, auth_type: '2', offline: 0 },
    ]);
    expect((await reader('event.unbind', binding)).result).toEqual({ count: 1 });
    expect((await call('event.get')).result).toHaveLength(1);
  });

  it('is not seen by another app', async () => {
    const { call, addApp, tokensOf, withToken } = await app();
    await call('event.bind', { event: 'ONAPPTEST', handler: HANDLER });
    const { app: second } = await addApp();
    const other = withToken((await tokensOf(second.id)).accessToken);
    expect((await other('event.get')).result).toEqual([]);
    const { result } = await other('event.unbind', { event: 'ONAPPTEST', handler: HANDLER });
    expect(result).toEqual({ count: 0 });
  });
});

describe('event.test', () => {
  it('answers 1, and refuses a query that is too large', async () => {
    const { call } = await app();
    expect((await call('event.test', { a: 1 })).result).toBe(1);
    expect(await call('event.test', { a: 'x'.repeat(70_000) })).toMatchObject({
      error: 'ERROR_ARGUMENT',
    });
  });
});
