import { expect, it } from 'vitest';
import { PRODUCTS, testPortal } from '../portal.ts';

const MANY = 1_500;

it('while a section goes with all of its products, others are answered', async () => {
  const { as, store } = await testPortal();
  const { result } = await as(1)('catalog.section.add', {
    fields: { iblockId: PRODUCTS, name: 'Large' },
  });
  const { id } = result.section;
  await store.write(async ({ query }) => {
    for (let at = 0; at < MANY; at += 100) {
      const product = { iblockId: PRODUCTS, iblockSectionId: id, type: 1, active: 'Y' };
      const rows = Array.from({ length: 100 }, (_, n) => ({ ...product, name: `P${at + n}` }));
      await query.insertInto('product').values(rows).execute();
    }
  });
  const count = async (): Promise<number | undefined> =>
    (
      await as(1)('catalog.product.list', {
        select: ['id', 'iblockId'],
        filter: { iblockId: PRODUCTS, iblockSectionId: id },
      })
    ).total;

  let isGone = false;
  const going = as(1)('catalog.section.delete', { id }).then(() => {
    isGone = true;
  });
  const counts: (number | undefined)[] = [];
  while (!isGone) {
    await new Promise(setImmediate);
    counts.push(await count());
  }
  await going;
  const meanwhile = counts.filter((one) => one !== 0);
  expect(meanwhile.length).toBeGreaterThan(2);
  expect(new Set(meanwhile), 'all or none').toEqual(new Set([MANY]));
  expect(await count()).toBe(0);
}, 60_000);
