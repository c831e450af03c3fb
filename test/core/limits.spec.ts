import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { createBucket, createBudget, createLeakyBucket, MAX_KEYS } from '../../src/core/limits.ts';
import { read } from '../../src/core/method.ts';
import { secrets, testPortal } from '../portal.ts';

const START = Date.UTC(2026, 0, 1, 12);
const SECOND = 1000;
const MINUTE = 60 * SECOND;

const refused = (run: () => unknown): boolean => {
  try {
    run();
    return false;
  } catch (error) {
    expect(error).toMatchObject({ code: expect.stringMatching(/LIMIT/) });
    return true;
  }
};

describe('the bucket of an address', () => {
  it.each([
    ['basic', 50, 2],
    ['enterprise', 250, 5],
  ] as const)('of tariff %s holds %d and leaks %d a second', (tariff, size, leak) => {
    const bucket = createBucket(tariff)!;
    const admitted = (count: number, now: number): number =>
      Array.from({ length: count }, () => refused(() => bucket.admit('10.0.0.1', now))).filter(
        (no) => !no,
      ).length;
    expect(admitted(size + 20, START)).toBe(size);
    expect(admitted(20, START + SECOND)).toBe(leak);
    expect(admitted(20, START + SECOND + 100)).toBe(0);
    expect(admitted(20, START + 3 * SECOND)).toBe(2 * leak);
    expect(admitted(size + 20, START + 10 * MINUTE)).toBe(size);
  });

  it('is its own', () => {
    const bucket = createBucket('basic')!;
    for (let n = 0; n < 50; n++) bucket.admit('10.0.0.1', START);
    expect(refused(() => bucket.admit('10.0.0.1', START))).toBe(true);
    expect(refused(() => bucket.admit('10.0.0.2', START))).toBe(false);
  });

  it('is forgotten when too many others asked since', () => {
    const bucket = createLeakyBucket({ leak: 1, size: 1 });
    expect(bucket.take('first', START)).toBe(true);
    for (let n = 1; n < MAX_KEYS; n++) bucket.take(`key ${n}`, START);
    expect([bucket.size, bucket.take('first', START)]).toEqual([MAX_KEYS, false]);
    bucket.take('one more', START);
    expect([bucket.size, bucket.take('first', START)]).toEqual([MAX_KEYS, true]);
  });

  it('lets a steady two requests a second through for an hour', () => {
    const bucket = createBucket('basic')!;
    for (let n = 0; n < 7200; n++) bucket.admit('10.0.0.1', START + n * 500);
  });

  it('is not kept without a tariff', () => {
    expect(createBucket('off')).toBeUndefined();
    expect(createBudget('off')).toBeUndefined();
  });
});

/** The rule of the documentation in numbers: 480 s in ten minutes, spent by calls of 80 s. */
describe('the budget of a method', () => {
  const method = 'catalog.product.list';

  it('is spent, blocks, and comes back as its minutes leave', () => {
    const budget = createBudget('basic')!;
    let now = START;
    const call = (seconds: number) => {
      budget.check('app 1', method, now);
      now += seconds * SECOND;
      return budget.spend('app 1', method, seconds, now);
    };
    for (let n = 1; n <= 6; n++) {
      expect(call(80)).toEqual({ seconds: n * 80, resetIn: (START + 11 * MINUTE - now) / 1000 });
    }
    expect(now).toBe(START + 8 * MINUTE);
    expect(call(1).seconds, 'exactly the budget does not block').toBe(481);
    expect(refused(() => call(1))).toBe(true);

    now = START + 11 * MINUTE - 1;
    expect(
      refused(() => call(1)),
      'a moment before the first minute leaves',
    ).toBe(true);
    now = START + 11 * MINUTE;
    expect(call(1)).toEqual({ seconds: 402, resetIn: (START + 12 * MINUTE - now) / 1000 });
    now = START + 30 * MINUTE;
    expect(call(1).seconds, 'ten minutes later all is free').toBe(1);
  });

  it('is kept for each method and each caller', () => {
    const budget = createBudget('basic')!;
    budget.spend('app 1', method, 500, START);
    expect(refused(() => budget.check('app 1', method, START))).toBe(true);
    expect(refused(() => budget.check('app 1', 'catalog.product.get', START))).toBe(false);
    expect(refused(() => budget.check('app 2', method, START))).toBe(false);
    expect(refused(() => budget.check('webhook 1', method, START))).toBe(false);
  });

  it('does not count calls of a tenth of a second', () => {
    const budget = createBudget('basic')!;
    for (let n = 0; n < 10_000; n++) budget.spend('app 1', method, 0.1, START);
    expect(budget.spend('app 1', method, 0.2, START).seconds).toBe(0.2);
  });
});

describe('a portal with a tariff', () => {
  /** A portal with a method that lasts as many seconds as it is told. */
  async function slowPortal() {
    const clock = { now: START };
    const last = read({
      about: 'Lasts.',
      scope: '',
      params: { seconds: { type: 'number', description: 'Seconds' } },
      run: async (_, { seconds }) => {
        clock.now += seconds * SECOND;
        return true;
      },
    });
    const methods = { test: { last, other: last } };
    return { clock, ...(await testPortal({ tariff: 'basic', now: () => clock.now, methods })) };
  }

  it('blocks a method by time, batch commands too, and tells how much was used', async () => {
    const { clock, as } = await slowPortal();
    const last = (seconds: number) => as(1)('test.last', { seconds });
    const resetAt = (START + 10 * MINUTE) / 1000;
    expect((await last(0)).time).toMatchObject({ operating: 0, operating_reset_at: resetAt });
    expect((await last(240)).time).toMatchObject({ operating: 240 });
    expect((await last(240.5)).time).toMatchObject({ operating: 480.5 });
    const blocked = {
      error: 'OPERATION_TIME_LIMIT',
      error_description: 'Method is blocked due to operation time limit.',
    };
    expect(await last(1)).toEqual({ status: 429, ...blocked });

    const batch = await as(1)('batch', { cmd: ['test.last?seconds=1', 'test.other?seconds=1'] });
    expect(batch.status).toBe(200);
    expect(batch.result.result_error).toEqual([blocked]);
    expect(batch.result.result_time).toEqual({ 1: expect.objectContaining({ operating: 1 }) });
    expect(batch.time, 'a batch itself is not counted').not.toHaveProperty('operating');

    clock.now += 10 * MINUTE;
    expect(await last(1)).toMatchObject({ status: 200, time: { operating: 1 } });
  });

  it('refuses by the budget before it looks at the parameters', async () => {
    const { as } = await slowPortal();
    await as(1)('test.last', { seconds: 500 });
    expect(await as(1)('test.last')).toMatchObject({ error: 'OPERATION_TIME_LIMIT' });
  });

  /** Every face, and how each of them says that an address asked too often. */
  const told = {
    status: 503,
    body: { error: 'QUERY_LIMIT_EXCEEDED', error_description: 'Too many requests' },
  };
  const plain = {
    status: 503,
    body: { status: 503, error: 'Service Unavailable', message: 'Too many requests' },
  };
  const v3 = {
    status: 429,
    body: { error: { code: expect.stringMatching(/RATELIMITEXCEPTION$/) } },
  };

  it.each([
    [`/rest/1/${secrets.admin}/catalog.vat.get?id=1`, told],
    ['/rest/nothing', told],
    ['/rest/', told],
    [`/rest/api/1/${secrets.admin}/catalog.vat.list`, v3],
    ['/rest/api/nothing', v3],
    ['/api/v1/products', plain],
    ['/api/v1/nothing', plain],
    ['/oauth/token/?grant_type=refresh_token&client_id=x', told],
    ['/oauth/authorize/?client_id=x', told],
    ['/oauth/app/?client_id=x', told],
    ['/oauth-server/rest/app.info', told],
  ])('turns an address away at %s, whatever it asked for before', async (path, expected) => {
    const portal = await testPortal({ tariff: 'basic', now: () => START });
    const ask = () => request(portal.app).get(path);
    for (let n = 0; n < 50; n++) {
      expect((await ask()).text, `request ${n}`).not.toMatch(/Too many requests|RATELIMIT/);
    }
    const { status, body } = await ask();
    expect({ status, body }).toMatchObject(expected);
    for (const open of ['/healthz', '/oauth/style.css', '/upload/nothing']) {
      expect((await request(portal.app).get(open)).status, open).toBeLessThan(429);
    }
  });

  it('without one tells nothing of budgets', async () => {
    const { as } = await testPortal();
    const { time } = await as(1)('catalog.vat.get', { id: 1 });
    expect(Object.keys(time ?? {}).filter((key) => key.startsWith('operating'))).toEqual([]);
  });
});
