import fc from 'fast-check';
import { expect, it } from 'vitest';
import { roundTo } from '../../catalog/prices/decimals.ts';
import { priced } from './_prices.ts';

/** Worked by hand: one EUR is 1.1 USD, one RUB is 0.011 USD; halves go up. */
it.each([
  ['EUR', 0, 0],
  ['EUR', 0.0001, 0.0001],
  ['EUR', 0.0005, 0.0006],
  ['EUR', 0.0014, 0.0015],
  ['EUR', 0.0015, 0.0017],
  ['EUR', 1.005, 1.1055],
  ['EUR', 9.9165, 10.9082],
  ['EUR', 11.2115, 12.3327],
  ['EUR', 36.4085, 40.0494],
  ['EUR', 99.99, 109.989],
  ['EUR', 1e9, 1.1e9],
  ['RUB', 0.0045, 0],
  ['RUB', 0.0046, 0.0001],
  ['RUB', 0.05, 0.0006],
  ['RUB', 1478.55, 16.2641],
  ['RUB', 2958.95, 32.5485],
  ['RUB', 600, 6.6],
  ['USD', 36.4085, 36.4085],
])('a price of %s %d is worth %d in the base currency', async (currency, price, priceScale) => {
  const { addPrice } = await priced();
  expect(await addPrice(1, price, { currency })).toMatchObject({ price, priceScale });
});

it('rounds as whole numbers do', () => {
  const cents = fc.bigInt({ min: 0n, max: 10n ** 9n });
  const rate = fc.bigInt({ min: 1n, max: 2000n });
  fc.assert(
    fc.property(cents, rate, (amount, thousandths) => {
      // Ten-thousandths times thousandths, halves up, in whole numbers.
      const exact = Number((amount * thousandths + 500n) / 1000n) / 1e4;
      const product = (Number(amount) / 1e4) * (Number(thousandths) / 1e3);
      expect(roundTo(product, 4)).toBe(exact);
    }),
    { numRuns: 5000, seed: 4 },
  );
});
