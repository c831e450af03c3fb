import { createLeakyBucket } from '../core/limits.ts';
import type { Statement } from './statements.ts';

/** What is known of a statement by its runs. */
interface Route {
  /** Whether it has run on the event loop to its end. */
  proved: boolean;
  elsewhere: boolean;
  /** Short runs on a thread, one after another. */
  short: number;
  /** Milliseconds of its last run on a thread. */
  cost: number;
}

/** Runs on a thread after which a statement comes back to the event loop. */
const SHORT_RUNS = 8;
/** Of the time that a statement may take on the event loop. */
const SHORT = 1 / 4;
/** Milliseconds in which what is new runs on threads, once too many were stopped. */
const SPARING = 1_000;

/**
 * Learns which statements belong on threads: those that were stopped on the event loop, until they
 * prove short. What stopping costs has a bound of its own: five in a moment, then five a second; past
 * it, a statement that nobody has seen begins on a thread. A route decides where rows are read, never
 * which.
 */
export function createRoutes({ budget, now }: { budget: number; now: () => number }) {
  const routes = new WeakMap<Statement, Route>();
  const stops = createLeakyBucket({ leak: 5, size: 5 });
  let sparingUntil = Number.NEGATIVE_INFINITY;

  const routeOf = (statement: Statement): Route => {
    const known = routes.get(statement);
    if (known) return known;
    const made = { proved: false, elsewhere: false, short: 0, cost: 0 };
    routes.set(statement, made);
    return made;
  };

  return {
    leadsElsewhere(statement: Statement): boolean {
      const { elsewhere, proved } = routeOf(statement);
      return elsewhere || (!proved && now() < sparingUntil);
    },
    /** Milliseconds that it is expected to take on a thread. */
    costOf: (statement: Statement): number => routeOf(statement).cost,
    ranHere(statement: Statement): void {
      routeOf(statement).proved = true;
    },
    stoppedHere(statement: Statement): void {
      Object.assign(routeOf(statement), { elsewhere: true, short: 0 });
      if (!stops.take('event loop', now())) sparingUntil = now() + SPARING;
    },
    ranElsewhere(statement: Statement, ms: number): void {
      const route = routeOf(statement);
      route.cost = ms;
      route.short = ms < budget * SHORT ? route.short + 1 : 0;
      route.elsewhere = (route.elsewhere || ms >= budget) && route.short < SHORT_RUNS;
    },
  };
}
