import { describe, expect, it } from 'vitest';
import { valueTypeOf } from '../../catalog/properties/propertyTypes.ts';
import { isDecimal } from '../../src/core/wire/params.ts';

/** Takes hours where a pattern can share the digits out in more than one way. */
const LONG = `${'1'.repeat(5_000_000)}x`;

describe('isDecimal', () => {
  it.each(['1', ' -1.5 ', '.5', '1.', '1e3', '+1.5E-3'])('takes %j', (text) => {
    expect(isDecimal(text)).toBe(true);
  });

  it.each(['', '.', '1,5', 'e3', '1e', '1 2', '--1', '1.5.'])('refuses %j', (text) => {
    expect(isDecimal(text)).toBe(false);
  });

  it('reads a text of any length', () => {
    expect(isDecimal(LONG)).toBe(false);
  });
});

it('a property that is a number reads a text of any length', () => {
  const number = valueTypeOf({ propertyType: 'N', userType: null });
  expect(number?.read('1,5')).toMatchObject({ number: 1.5 });
  expect(number?.read(LONG)).toBe('wrong');
});
