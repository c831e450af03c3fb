import { describe, expect, it } from 'vitest';
import { expectHarmless, expectUnpolluted } from '../wire/hostile.ts';
import { badCalls } from './badCalls.ts';
import { calls, given } from './calls.ts';
import { commitsOf, digestOf } from './database.ts';
import { brokenRelations } from './relations.ts';

/** Reads come first, while rows are few; what takes away comes last. */
const order = [
  /list$|get|fields|isOffers|status/i,
  /add|modify|set|update/,
  /conduct|cancel|confirm/,
];
const rank = (verb: string): number => {
  const found = order.findIndex((pattern) => pattern.test(verb));
  return found < 0 || /delete|(conduct|cancel)List/.test(verb) ? order.length : found;
};

describe('bad input gets a refusal or an answer, and what is refused changes nothing', () => {
  it.each(Object.keys(calls).map((group, n) => [group, n % 2 ? 'live' : 'documented'] as const))(
    '%s, %s',
    async (group, profile) => {
      const portal = await given(profile);
      const call = portal.as(1);
      let commits = await commitsOf(portal);
      const verbs = Object.entries(calls[group]!).toSorted(([a], [b]) => rank(a) - rank(b));
      for (const [verb, tame] of verbs) {
        for (const params of badCalls(group, verb, tame)) {
          const what = `${group}.${verb} ${JSON.stringify(params).slice(0, 300)}`;
          const { status, ...body } = await call(`${group}.${verb}`, params);
          expectHarmless({ status, text: JSON.stringify(body) }, what);
          const after = await commitsOf(portal);
          if (after === commits) continue;
          // A page that was written and rolled back is a commit too: what is refused is tried again.
          if (status >= 400) {
            const before = await digestOf(portal);
            const again = await call(`${group}.${verb}`, params);
            if (again.status >= 400) expect(await digestOf(portal), what).toBe(before);
          }
          commits = await commitsOf(portal);
        }
      }
      expect(await brokenRelations(portal)).toEqual([]);
      expect(portal.lines.filter((line) => line.includes('call failed'))).toEqual([]);
      expectUnpolluted();
    },
    60_000,
  );
});
