import { describe, expect, it } from 'vitest';
import { createGiveWay } from '../../src/core/giveWay.ts';
import { read } from '../../src/core/method.ts';
import { secrets, testPortal } from '../portal.ts';

const work = (ms: number): void => {
  for (const start = performance.now(); performance.now() - start < ms; );
};

describe('createGiveWay', () => {
  it('ends a turn that has lasted', async () => {
    const giveWay = createGiveWay();
    work(15);
    let others = 0;
    setImmediate(() => others++);
    await giveWay();
    expect(others).toBe(1);
  });

  it('waits for nothing in a short one', () => {
    expect(createGiveWay()()).toBeUndefined();
  });
});

describe('a batch gives way between its commands', () => {
  /** Works long, and tells how many turns others had since the portal was made. */
  async function busyPortal() {
    let turns = 0;
    const count = () => {
      turns += 1;
      next = setImmediate(count);
    };
    let next = setImmediate(count);
    const busy = read({
      about: '',
      scope: '',
      params: {},
      async run() {
        work(15);
        return turns;
      },
    });
    const portal = await testPortal({ methods: { busy: { work: busy } } });
    return { ...portal, end: () => clearImmediate(next) };
  }

  it.each(['documented', 'REST 3.0'])('%s', async (protocol) => {
    const { portal, portalV3, end } = await busyPortal();
    const many = Array.from({ length: 4 });
    const body =
      protocol === 'documented'
        ? { name: 'batch', params: { cmd: many.map(() => 'busy.work') } }
        : {
            name: 'batch',
            params: { commands: many.map(() => ({ method: 'busy.work', query: {} })) },
          };
    const answer = await (protocol === 'documented' ? portal : portalV3).call({
      ...body,
      credentials: { kind: 'webhook', user: '1', secret: secrets.admin },
      baseUrl: '',
    });
    end();
    const turns = (
      Array.isArray(answer) ? answer : (answer as { result: number[] }).result
    ) as number[];
    expect(turns).toEqual([...new Set(turns)]);
  });
});
