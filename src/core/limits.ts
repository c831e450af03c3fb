import type { Operating } from './envelope.ts';
import { systemError } from './errors.ts';

/** What a portal's tariff lets its callers do (spec/core.md section 10); `off` as on a server of one's own. */
export type Tariff = 'off' | 'basic' | 'enterprise';

/** Requests: `leak` a second leave the bucket of an address, which holds `size`. */
const requests = {
  basic: { leak: 2, size: 50 },
  enterprise: { leak: 5, size: 250 },
} as const;

/** Seconds of running time of one method for one app or webhook, in any ten minutes. */
const BUDGET = 480;
const MINUTE = 60_000;
const MINUTES = 10;
/** Seconds; calls up to this long are not counted. */
const FREE = 0.1;

/** Keys that buckets are kept for at once; past it those that were asked longest ago are forgotten. */
export const MAX_KEYS = 100_000;
/** Counts what leaks away with time, for each key. Here and below, `now` is read from the monotonic clock. */
export interface LeakyBucket {
  /** Takes one for the key, or answers that its bucket is full. */
  take(key: string, now: number): boolean;
  /** Puts back one that was taken and does not count. */
  giveBack(key: string): void;
  /** How many keys it remembers. */
  readonly size: number;
}

/** Refuses an address that asks too often. */
export interface Bucket {
  /** Takes one request of an address, or throws `QUERY_LIMIT_EXCEEDED`. */
  admit(address: string, now: number): void;
}

/** Refuses a method that ran too long. */
export interface Budget {
  /** Throws `OPERATION_TIME_LIMIT` while more than the budget was spent. */
  check(caller: string, method: string, now: number): void;
  /** Counts a call of `seconds` that ended at `now`; gives what `time` tells of it. */
  spend(caller: string, method: string, seconds: number, now: number): Operating;
}

/**
 * Buckets that hold `size` and lose `leak` a second. Kept by hand: the limiters of the registry count
 * in windows, where a bucket lets the fifty-first request in as soon as half a second has passed.
 */
export function createLeakyBucket({ leak, size }: { leak: number; size: number }): LeakyBucket {
  const buckets = new Map<string, { level: number; at: number }>();
  let swept = 0;

  const levelAt = (bucket: { level: number; at: number }, now: number): number =>
    Math.max(0, bucket.level - ((now - bucket.at) / 1000) * leak);

  /** An empty bucket is as good as none. */
  const sweep = (now: number): void => {
    if (now - swept < MINUTE) return;
    swept = now;
    for (const [key, bucket] of buckets) if (levelAt(bucket, now) === 0) buckets.delete(key);
  };

  return {
    take(key, now) {
      sweep(now);
      const level = levelAt(buckets.get(key) ?? { level: 0, at: now }, now);
      if (level + 1 > size) return false;
      // A map gives its keys in the order in which they were put there.
      buckets.delete(key);
      buckets.set(key, { level: level + 1, at: now });
      const [oldest] = buckets.size > MAX_KEYS ? buckets.keys() : [];
      if (oldest !== undefined) buckets.delete(oldest);
      return true;
    },
    giveBack(key) {
      const bucket = buckets.get(key);
      if (bucket) bucket.level = Math.max(0, bucket.level - 1);
    },
    get size() {
      return buckets.size;
    },
  };
}

/** The requests of each address, by the tariff. */
export function createBucket(tariff: Tariff): Bucket | undefined {
  if (tariff === 'off') return undefined;
  const bucket = createLeakyBucket(requests[tariff]);
  return {
    admit(address, now) {
      if (!bucket.take(address, now)) throw systemError('queryLimit');
    },
  };
}

/** The running time of each method in ten buckets of a minute. */
export function createBudget(tariff: Tariff): Budget | undefined {
  if (tariff === 'off') return undefined;
  const spent = new Map<string, Map<number, number>>();
  let swept = 0;

  const minuteOf = (now: number): number => Math.floor(now / MINUTE);

  const current = (key: string, now: number): Map<number, number> => {
    const minutes = spent.get(key) ?? new Map<number, number>();
    for (const minute of minutes.keys()) {
      if (minute <= minuteOf(now) - MINUTES) minutes.delete(minute);
    }
    return minutes;
  };

  const sum = (minutes: Map<number, number>): number =>
    minutes.values().reduce((total, seconds) => total + seconds, 0);

  const sweep = (now: number): void => {
    if (minuteOf(now) === swept) return;
    swept = minuteOf(now);
    for (const key of spent.keys()) if (current(key, now).size === 0) spent.delete(key);
  };

  const keyOf = (caller: string, method: string): string => `${caller}|${method}`;

  return {
    check(caller, method, now) {
      if (sum(current(keyOf(caller, method), now)) > BUDGET) throw systemError('operationLimit');
    },
    spend(caller, method, seconds, now) {
      sweep(now);
      const key = keyOf(caller, method);
      const minutes = current(key, now);
      if (seconds > FREE) {
        const minute = minuteOf(now);
        minutes.set(minute, (minutes.get(minute) ?? 0) + seconds);
        spent.set(key, minutes);
      }
      const oldest = Math.min(minuteOf(now), ...minutes.keys());
      return {
        seconds: Math.round(sum(minutes) * 1e6) / 1e6,
        resetIn: ((oldest + MINUTES) * MINUTE - now) / 1000,
      };
    },
  };
}
