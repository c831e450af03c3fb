import type { Profile, RestError } from './errors.ts';
import { isoTime } from './wire/time.ts';

/** How a call went, in milliseconds. Its end is told from its start, for the wall clock may jump meanwhile. */
export interface Timing {
  /** When it arrived, since 1970. */
  readonly start: number;
  /** How long it took until it ran. */
  readonly waited: number;
  readonly duration: number;
  readonly operating?: Operating | undefined;
}

/** The `time` block of every success. Seconds; clients refuse an answer without it. */
export interface TimeBlock {
  readonly start: number;
  readonly finish: number;
  readonly duration: number;
  readonly processing: number;
  readonly date_start: string;
  readonly date_finish: string;
  /** Seconds that the method used of its budget; only where budgets are kept. */
  readonly operating?: number;
  /** When a part of it is free again, seconds since 1970. */
  readonly operating_reset_at?: number;
}

/** What a call used of the budget of its method. */
export interface Operating {
  readonly seconds: number;
  /** Seconds until a part of it is free again. */
  readonly resetIn: number;
}

const finishOf = ({ start, duration }: Timing): number => start + duration;

const seconds = (ms: number): number => Math.round(ms * 1000) / 1e6;

/**
 * The documentation prints floats; a current portal sends whole seconds for `start` and
 * `processing`, so that its `duration` is up to a second too long.
 */
const timeBlocks: Record<Profile, (t: Timing) => TimeBlock> = {
  documented: (t) => ({
    start: seconds(t.start),
    finish: seconds(finishOf(t)),
    duration: seconds(t.duration),
    processing: seconds(t.duration - t.waited),
    date_start: isoTime(t.start / 1000),
    date_finish: isoTime(finishOf(t) / 1000),
  }),
  live: (t) => ({
    start: Math.floor(t.start / 1000),
    finish: seconds(finishOf(t)),
    duration: seconds(finishOf(t) - Math.floor(t.start / 1000) * 1000),
    processing: Math.floor((t.duration - t.waited) / 1000),
    date_start: isoTime(t.start / 1000),
    date_finish: isoTime(finishOf(t) / 1000),
  }),
};

function timeBlock(timing: Timing, profile: Profile): TimeBlock {
  const time = timeBlocks[profile](timing);
  if (!timing.operating) return time;
  const { seconds: operating, resetIn } = timing.operating;
  const resetAt = Math.round(finishOf(timing) / 1000 + resetIn);
  return { ...time, operating_reset_at: resetAt, operating };
}

/** What a method may return to add `total` and `next` beside its result. */
export class Page {
  readonly result: unknown;
  readonly total: number | undefined;
  readonly next: number | undefined;

  constructor(result: unknown, total?: number, next?: number) {
    this.result = result;
    this.total = total;
    this.next = next;
  }
}

/** What a method of REST 3.0 may return to be answered without an envelope. */
export class Bare {
  readonly body: object;

  constructor(body: object) {
    this.body = body;
  }
}

export interface SuccessBody {
  readonly result: unknown;
  readonly next?: number;
  readonly total?: number;
  readonly time: TimeBlock;
}

export interface ErrorBody {
  readonly error: string | number;
  readonly error_description: string;
  readonly argument?: string;
}

export function success(value: unknown, timing: Timing, profile: Profile): SuccessBody {
  const time = timeBlock(timing, profile);
  if (!(value instanceof Page)) return { result: value, time };
  return {
    result: value.result,
    ...(value.next === undefined ? {} : { next: value.next }),
    ...(value.total === undefined ? {} : { total: value.total }),
    time,
  };
}

/**
 * In `documented`, numeric codes are JSON numbers and the empty code of "does not exist" is 0, as
 * printed; in `live` every code is a string.
 */
const errorCodes: Record<Profile, (code: string) => string | number> = {
  documented: (code) => (code === '' ? 0 : /^\d+$/.test(code) ? Number(code) : code),
  live: (code) => code,
};

export function failure(
  error: RestError,
  profile: Profile,
): { readonly status: number; readonly body: ErrorBody } {
  return {
    status: profile === 'live' ? error.live : error.status,
    body: {
      error: errorCodes[profile](error.code),
      error_description: error.message,
      ...(error.argument === undefined ? {} : { argument: error.argument }),
    },
  };
}
