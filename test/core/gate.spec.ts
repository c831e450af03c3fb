import { expect, it } from 'vitest';
import { Busy, createGate } from '../../src/core/gate.ts';

/** A work that lasts until it is told to end. */
function work() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  return { run: () => promise, resolve, reject };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

it('runs two at once, lets two wait in their order, and refuses the rest undone', async () => {
  const gate = createGate({ running: 2, waiting: 2 });
  const begun: number[] = [];
  const works = Array.from({ length: 5 }, work);
  const results = works.map(({ run }, n) =>
    gate.run(() => {
      begun.push(n);
      return run();
    }),
  );
  await expect(results[4]).rejects.toThrow(Busy);
  expect(begun).toEqual([0, 1]);
  works[1]!.resolve('b');
  expect(await results[1]).toBe('b');
  await settled();
  expect(begun).toEqual([0, 1, 2]);
  works[0]!.reject(new Error('fails'));
  await expect(results[0]).rejects.toThrow('fails');
  await settled();
  expect(begun).toEqual([0, 1, 2, 3]);
  works[2]!.resolve('c');
  works[3]!.resolve('d');
  expect(await Promise.all(results.slice(2, 4))).toEqual(['c', 'd']);
  expect(await gate.run(async () => 'free again')).toBe('free again');
});
