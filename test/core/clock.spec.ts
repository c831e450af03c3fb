import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createClock } from '../../src/core/clock.ts';
import { read } from '../../src/core/method.ts';
import { createTestClock, jumps } from '../clock.ts';
import { testPortal } from '../portal.ts';

const SECOND = 1000;

describe('the wall clock', () => {
  /** The system's two clocks in the hands of a test. */
  function system() {
    const time = { wall: 1_750_000_000_000, passed: 12.25 };
    vi.spyOn(Date, 'now').mockImplementation(() => Math.floor(time.wall));
    vi.spyOn(performance, 'now').mockImplementation(() => time.passed);
    onTestFinished(() => void vi.restoreAllMocks());
    const pass = (ms: number): void => {
      time.wall += ms;
      time.passed += ms;
    };
    return { time, pass, clock: createClock() };
  }

  it.each(Object.entries(jumps))('is right at once after a jump: %s', (_, jump) => {
    const { time, pass, clock } = system();
    clock.now();
    pass(90_000);
    time.wall += jump;
    expect(Math.floor(clock.now())).toBe(Math.floor(time.wall));
    pass(90_000);
    expect(Math.floor(clock.now())).toBe(Math.floor(time.wall));
  });

  it('has a fraction, and does not go back while the system does not', () => {
    const { time, pass, clock } = system();
    const seen: number[] = [];
    for (let n = 0; n < 5000; n++) {
      pass(0.07);
      const now = clock.now();
      expect(Math.floor(now)).toBe(Math.floor(time.wall));
      expect(now).toBeGreaterThanOrEqual(seen.at(-1) ?? 0);
      seen.push(now);
    }
    expect(new Set(seen).size).toBeGreaterThan(4000);
  });
});

describe('the time of a call during which the clock is set', () => {
  async function portal(profile: 'documented' | 'live') {
    const clock = createTestClock();
    const last = read({
      about: 'Takes two seconds, in which somebody sets the clock.',
      scope: '',
      params: { jump: { type: 'number', description: 'Milliseconds' } },
      run: async (_, { jump }) => {
        clock.advance(2 * SECOND);
        clock.jump(jump);
        return true;
      },
    });
    return { clock, ...(await testPortal({ clock, profile, methods: { test: { last } } })) };
  }

  it.each(Object.values(jumps))('is what passed, whatever the jump: %d', async (jump) => {
    const { clock, as } = await portal('documented');
    const start = clock.now() / SECOND;
    const { time } = await as(1)('test.last', { jump });
    expect(time).toMatchObject({ start, finish: start + 2, duration: 2, processing: 2 });
    const { time: next } = await as(1)('test.last', { jump: 0 });
    expect(next?.start, 'the next call has the new time').toBe(clock.now() / SECOND - 2);
  });

  it('is no less in the form of a live portal', async () => {
    const { as } = await portal('live');
    const { time } = await as(1)('test.last', { jump: jumps.back });
    expect(time).toMatchObject({ duration: 2, processing: 2 });
  });

  it('counts as it lasted for the budget of its method', async () => {
    const clock = createTestClock();
    const last = read({
      about: 'Lasts five minutes.',
      scope: '',
      params: { jump: { type: 'number', description: 'Milliseconds' } },
      run: async (_, { jump }) => {
        clock.advance(300 * SECOND);
        clock.jump(jump);
        return true;
      },
    });
    const { as } = await testPortal({ clock, tariff: 'basic', methods: { test: { last } } });
    const { time } = await as(1)('test.last', { jump: jumps.back });
    expect(time).toMatchObject({ operating: 300, duration: 300 });
    expect((await as(1)('test.last', { jump: jumps.forward })).time?.operating).toBe(600);
    expect(await as(1)('test.last', { jump: 0 })).toMatchObject({ error: 'OPERATION_TIME_LIMIT' });
  });
});
