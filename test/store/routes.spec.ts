import { describe, expect, it } from 'vitest';
import { createRoutes } from '../../src/store/routes.ts';
import type { Statement } from '../../src/store/statements.ts';

const BUDGET = 5;
const statement = () => ({}) as Statement;

function given() {
  const clock = { now: 0 };
  return { clock, routes: createRoutes({ budget: BUDGET, now: () => clock.now }) };
}

describe('the route of a statement', () => {
  it('is the event loop for what nobody has seen, and for what was short there', () => {
    const { routes } = given();
    const one = statement();
    expect(routes.leadsElsewhere(one)).toBe(false);
    routes.ranHere(one);
    expect(routes.leadsElsewhere(one)).toBe(false);
  });

  it('is a thread once it was stopped, and its own alone', () => {
    const { routes } = given();
    const [long, other] = [statement(), statement()];
    routes.ranHere(long);
    routes.stoppedHere(long);
    expect([long, other].map(routes.leadsElsewhere)).toEqual([true, false]);
  });

  it('is the event loop again after eight short runs, one after another', () => {
    const { routes } = given();
    const one = statement();
    routes.stoppedHere(one);
    for (const ms of [1, 1, 1, 1, 1, 1, 1, 400, 1, 1, 1, 1, 1, 1, 1]) routes.ranElsewhere(one, ms);
    expect(routes.leadsElsewhere(one)).toBe(true);
    routes.ranElsewhere(one, 1);
    expect(routes.leadsElsewhere(one)).toBe(false);
    routes.stoppedHere(one);
    routes.ranElsewhere(one, 1);
    expect(routes.leadsElsewhere(one), 'and it begins to count anew').toBe(true);
  });

  it('knows what a run is expected to take', () => {
    const { routes } = given();
    const one = statement();
    expect(routes.costOf(one)).toBe(0);
    routes.ranElsewhere(one, 700);
    expect(routes.costOf(one)).toBe(700);
  });

  it('begins on a thread for a second once more than five were stopped in a moment', () => {
    const { clock, routes } = given();
    const proved = statement();
    routes.ranHere(proved);
    for (let n = 0; n < 5; n++) routes.stoppedHere(statement());
    expect(routes.leadsElsewhere(statement())).toBe(false);
    routes.stoppedHere(statement());
    expect(routes.leadsElsewhere(statement())).toBe(true);
    expect(routes.leadsElsewhere(proved), 'what was short stays').toBe(false);
    clock.now = 1000;
    expect(routes.leadsElsewhere(statement())).toBe(false);
    for (let n = 0; n < 6; n++) routes.stoppedHere(statement());
    expect(routes.leadsElsewhere(statement()), 'and so again').toBe(true);
  });

  it('stays a thread for what began there and was long', () => {
    const { clock, routes } = given();
    const [long, short] = [statement(), statement()];
    for (let n = 0; n < 6; n++) routes.stoppedHere(statement());
    routes.ranElsewhere(long, 50);
    routes.ranElsewhere(short, 1);
    clock.now = 5000;
    expect([long, short].map(routes.leadsElsewhere)).toEqual([true, false]);
  });
});
