import { describe, expect, it } from 'vitest';
import { createOverloadGate } from '../../src/http/overloadGate.ts';

/** A gate on a clock that is moved by hand; its timers and the ends of turns come when they are due. */
function gateAt() {
  let time = 0;
  let ends: (() => void)[] = [];
  let timers: { at: number; work: () => void }[] = [];
  const gate = createOverloadGate({
    lagLimit: 5,
    callsLimit: 200,
    now: () => time,
    afterTurn: (work) => void ends.push(work),
    later: (work, ms) => void timers.push({ at: time + ms, work }),
  });

  const endTurn = (): void => {
    for (const work of ends) work();
    ends = [];
    const due = timers.filter(({ at }) => at <= time);
    timers = timers.filter(({ at }) => at > time);
    for (const { work } of due) work();
  };

  /** A turn of so many calls, each of which takes a millisecond when it is taken; gives how many were. */
  const turn = (calls: number): number => {
    let taken = 0;
    for (let n = 0; n < calls; n++) {
      if (!gate.admits()) continue;
      taken += 1;
      time += 1;
    }
    endTurn();
    return taken;
  };

  const wait = (ms: number): void => {
    for (const end = time + ms; time < end; endTurn()) time += 1;
  };
  return { gate, turn, wait, timers: () => timers.length };
}

describe('a gate', () => {
  it('takes all calls while the portal keeps up', () => {
    const { turn, wait } = gateAt();
    for (let n = 0; n < 100; n++) {
      expect(turn(5)).toBe(5);
      wait(10);
    }
  });

  it('takes 64 calls of a turn however long they take', () => {
    const { turn } = gateAt();
    for (let n = 0; n < 100; n++) expect(turn(64)).toBe(64);
  });

  it('waits for a burst', () => {
    const { turn, wait } = gateAt();
    expect(turn(100)).toBe(100);
    wait(20);
    expect(turn(100)).toBe(100);
    wait(10_000);
    expect(turn(100)).toBe(100);
  });

  it('takes those who come first once the portal is behind, and all again when it is not', () => {
    const { turn, wait } = gateAt();
    expect(Array.from({ length: 5 }, () => turn(90))).toEqual([90, 64, 64, 64, 64]);
    wait(20);
    expect(turn(90)).toBe(90);
  });

  it('lets 64 calls run at once while it is behind', () => {
    const { gate, turn } = gateAt();
    const leave = Array.from({ length: 64 }, () => gate.enter());
    expect(turn(90)).toBe(90);
    // The portal is behind when 100 ms are over.
    expect(turn(90)).toBe(11);
    // Nobody was taken meanwhile, so the clock was looked at in time.
    expect(turn(90)).toBe(90);
    leave[0]?.();
    expect(turn(90)).toBe(64);
  });

  it('looks at the clock for a second after the last call', () => {
    const { turn, wait, timers } = gateAt();
    turn(1);
    wait(500);
    expect(timers()).toBe(1);
    wait(600);
    expect(timers()).toBe(0);
    turn(1);
    expect(timers()).toBe(1);
  });

  it('bounds the calls that run', () => {
    const { gate } = gateAt();
    const leave = Array.from({ length: 200 }, () => gate.enter());
    expect(() => gate.enter()).toThrow('Too many requests');
    leave[1]?.();
    expect(gate.enter).not.toThrow();
    expect(gate.enter).toThrow('Too many requests');
  });
});
