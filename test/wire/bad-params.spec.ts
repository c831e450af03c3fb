import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { methods } from '../../methods/index.ts';
import { createRegistry } from '../../src/core/registry.ts';
import { secrets } from '../portal.ts';
import {
  expectHarmless,
  expectUnpolluted,
  fieldNamesOf,
  hostileParams,
  hostileValues,
  tameParams,
  withoutPrototypes,
} from './hostile.ts';
import { shop } from './shop.ts';

const registered = createRegistry(methods).all;
const RUNS = 150;
const AT_ONCE = 100;

async function victim() {
  const made = await shop();
  const credentials = { kind: 'webhook', user: '1', secret: secrets.admin } as const;
  const send = async (name: string, params: unknown, what: string) => {
    const answer = await made.portal.answer({
      name,
      params: params as Record<string, unknown>,
      credentials,
      baseUrl: 'http://portal.test',
    });
    if (answer.kind === 'file') return;
    const cause =
      answer.status >= 500 ? made.lines.findLast((line) => line.includes('call failed')) : '';
    expectHarmless(
      { status: answer.status, text: JSON.stringify(answer.body) },
      `${what} ${cause}`,
    );
  };
  const expectAlive = async () => {
    expect((await made.admin('catalog.catalog.get', { id: 14 })).status).toBe(200);
    expectUnpolluted();
  };
  return { ...made, send, expectAlive };
}

it('there are methods to be attacked', () => {
  expect(registered.length).toBeGreaterThan(30);
});

describe.each(registered.map(({ name, method }) => [name, method] as const))(
  '%s',
  (name, method) => {
    it('answers every hostile parameter with a refusal', async () => {
      const { send, expectAlive } = await victim();
      let sent: Promise<void>[] = [];
      let form = false;
      for (const params of hostileParams(method.params, fieldNamesOf(name))) {
        form = !form;
        const what = `${form ? 'form' : 'JSON'} ${name} ${JSON.stringify(params).slice(0, 400)}`;
        sent.push(send(name, form ? withoutPrototypes(params) : params, what));
        if (sent.length < AT_ONCE) continue;
        await Promise.all(sent);
        sent = [];
      }
      await Promise.all(sent);
      await expectAlive();
    }, 60_000);

    it('answers random parameters with a refusal', async () => {
      const { send, expectAlive } = await victim();
      const tame = tameParams(method.params);
      const value = fc.oneof(
        { weight: 2, arbitrary: fc.constantFrom(...hostileValues) },
        { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
        fc.string({ unit: 'binary', maxLength: 50 }),
        fc.dictionary(
          fc.constantFrom(...fieldNamesOf(name)),
          fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(...hostileValues)),
          { maxKeys: 8 },
        ),
      );
      const params = fc.record(
        Object.fromEntries(
          Object.keys(method.params).map((param) => [
            param,
            fc.oneof(fc.constant(tame[param]), value),
          ]),
        ),
        { requiredKeys: [] },
      );
      await fc.assert(
        fc.asyncProperty(params, fc.boolean(), async (given, bare) => {
          await send(
            name,
            bare ? withoutPrototypes(given) : given,
            `${name} ${JSON.stringify(given).slice(0, 400)}`,
          );
        }),
        { numRuns: RUNS, endOnFailure: false },
      );
      await expectAlive();
    }, 60_000);
  },
);
