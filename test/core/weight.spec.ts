import { describe, expect, it } from 'vitest';
import { read, write } from '../../src/core/method.ts';
import { weightOf } from '../../src/core/weight.ts';
import { secrets, testPortal } from '../portal.ts';

const MB = 1024 * 1024;

it('weightOf counts texts by their length and other values as 8', () => {
  expect(weightOf('abc', 100)).toBe(11);
  expect(weightOf([1, null, true, 'abc', { a: 'x' }], 1000)).toBe(8 + 8 * 3 + 11 + 8 + 9);
});

it('weightOf stops soon after the limit', () => {
  let read = 0;
  const row = {
    get a() {
      read += 1;
      return 'x'.repeat(100);
    },
  };
  expect(
    weightOf(
      Array.from({ length: 1000 }, () => row),
      1000,
    ),
  ).toBeGreaterThan(1000);
  expect(read).toBeLessThan(20);
});

describe('what a batch answers is bounded', () => {
  const text = 'x'.repeat(6 * MB);
  let runs = 0;
  const large = {
    about: '',
    scope: '',
    params: {},
    run: async () => {
      runs += 1;
      return text;
    },
  };
  const methods = { big: { read: read(large), write: write(large) } };
  const call = (name: string, params: object) => ({
    name,
    params: params as Record<string, unknown>,
    credentials: { kind: 'webhook', user: '1', secret: secrets.admin } as const,
    baseUrl: '',
  });

  it('16 MB; commands that go on have errors of their own', async () => {
    runs = 0;
    const { portal } = await testPortal({ methods });
    const cmd = ['big.read', 'big.read', 'big.read', 'big.read', 'catalog.vat.get?id=1'];
    const answer = await portal.call(call('batch', { cmd }));
    const tooLarge = {
      error: 'ERROR_BATCH_SIZE_EXCEEDED',
      error_description: 'Max size of the answer of a batch exceeded',
    };
    expect(answer).toMatchObject({
      result: [text, text],
      result_error: { 2: tooLarge, 3: tooLarge, 4: tooLarge },
    });
    expect(runs).toBe(3);
  });

  it('but what was changed is told', async () => {
    runs = 0;
    const { portal } = await testPortal({ methods });
    const answer = await portal.call(
      call('batch', { cmd: ['big.write', 'big.write', 'big.write', 'big.write'] }),
    );
    expect(answer).toMatchObject({ result: [text, text, text] });
    expect(runs).toBe(3);
  });

  it('in REST 3.0 as a whole', async () => {
    const { portalV3 } = await testPortal({ methods });
    const commands = Array.from({ length: 3 }, () => ({ method: 'big.read', query: {} }));
    expect(await portalV3.answer(call('batch', { commands }))).toMatchObject({
      status: 400,
      body: { error: { validation: [{ message: 'Max size of the answer of a batch exceeded' }] } },
    });
  });
});
