import { describe, expect, it } from 'vitest';
import { testPortal } from '../portal.ts';

describe('batch', () => {
  it('answers five empty lists without commands', async () => {
    const { as } = await testPortal();
    expect((await as(1)('batch')).result).toEqual({
      result: [],
      result_error: [],
      result_total: [],
      result_next: [],
      result_time: [],
    });
  });
});
