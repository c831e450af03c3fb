import { expect, it } from 'vitest';
import { PRODUCTS, testPortal } from '../portal.ts';
import { addEnum, addProperty } from './_given.ts';

const MANY = 18_000;
const ids = Array.from({ length: MANY }, (_, n) => n + 1);

/** Every third product has no value; the others have 1 or 2, so that either is met more than rarely. */
const valueAt = (id: number): number | null => id % 3 || null;

const isActive = (id: number): boolean => id % 50 !== 4;
/** Has the value 77 besides none of its own. */
const RARE = 3;
/** Has its value twice. */
const TWICE = 10;

/**
 * A condition that many values meet is asked for each product of a page, one that few meet is a set,
 * and by id a page is read from the index of equal values: all find what they should.
 */
it('conditions on properties find the same among many values as among few', async () => {
  const portal = await testPortal();
  const number = await addProperty(portal, { propertyType: 'N' });
  const yes = await addProperty(portal, { propertyType: 'L' });
  const { id: yesId } = await addEnum(portal, yes.id, 'Y');
  await portal.store.write(async ({ query }) => {
    const chunk = 500;
    for (let at = 0; at < MANY; at += chunk) {
      const part = ids.slice(at, at + chunk);
      const product = { iblockId: PRODUCTS, type: 1 };
      await query
        .insertInto('product')
        .values(
          part.map((id) => ({
            id,
            ...product,
            active: isActive(id) ? 'Y' : 'N',
            name: `P${MANY - id}`,
          })),
        )
        .execute();
      const values = part.flatMap((productId) => {
        const value = valueAt(productId);
        const of = (propertyId: number, is: number) => ({
          propertyId,
          productId,
          value: String(is),
          number: is,
          textType: null,
        });
        return value === null ? [] : [of(number.id, value), of(yes.id, yesId)];
      });
      await query.insertInto('propertyValue').values(values).execute();
    }
    const more = (productId: number, is: number) => ({
      propertyId: number.id,
      productId,
      value: String(is),
      number: is,
      textType: null,
    });
    await query
      .insertInto('propertyValue')
      .values([more(RARE, 77), more(TWICE, 1)])
      .execute();
  });

  const [field, flag] = [`property${number.id}`, `property${yes.id}`];
  const has = (id: number, test: (value: number) => boolean): boolean =>
    [valueAt(id), id === RARE ? 77 : null].some((value) => value !== null && test(value));
  const cases: readonly (readonly [filter: object, keep: (id: number) => boolean])[] = [
    [{ [field]: 1 }, (id) => has(id, (v) => v === 1)],
    [{ [field]: [1, 77] }, (id) => has(id, (v) => v === 1 || v === 77)],
    [{ [`!${field}`]: 1 }, (id) => !has(id, (v) => v === 1)],
    [{ [`>=${field}`]: 2 }, (id) => has(id, (v) => v >= 2)],
    [{ [`<${field}`]: 2 }, (id) => has(id, (v) => v < 2)],
    [{ [`%${field}`]: '2' }, (id) => has(id, (v) => String(v).includes('2'))],
    [{ [`!%${field}`]: '2' }, (id) => !has(id, (v) => String(v).includes('2'))],
    [{ [field]: null }, (id) => !has(id, () => true)],
    [{ [`!${field}`]: null }, (id) => has(id, () => true)],
    [{ [field]: 77 }, (id) => has(id, (v) => v === 77)],
    [{ [`!${field}`]: 77 }, (id) => !has(id, (v) => v === 77)],
    [{ [flag]: 'Y' }, (id) => valueAt(id) !== null],
    [{ [flag]: 'N' }, (id) => valueAt(id) === null],
    [{ [flag]: 'Y', [field]: 2 }, (id) => has(id, (v) => v === 2)],
    [{ [`%${flag}`]: 'Y' }, (id) => valueAt(id) !== null],
    [{ [`!%${flag}`]: 'Y' }, (id) => valueAt(id) === null],
    [{ [field]: 1, '>id': 9_000 }, (id) => id > 9_000 && has(id, (v) => v === 1)],
    [{ [field]: 2, '<=id': 17_000, '!id': 5 }, (id) => id <= 17_000 && id !== 5 && id % 3 === 2],
    [{ [field]: 1, id: [4, 5, 10] }, (id) => id === 4 || id === 10],
    [{ [field]: 1, active: 'Y' }, (id) => isActive(id) && has(id, (v) => v === 1)],
    [{ [field]: 1, active: 'N' }, (id) => !isActive(id) && has(id, (v) => v === 1)],
    [{ [field]: 77, active: 'Y' }, (id) => id === RARE],
    [{ [field]: 1, name: 'P17990' }, (id) => id === 10],
    [{ [field]: '' }, (id) => !has(id, () => true)],
  ];
  const byName = (a: number, b: number): number => (`P${MANY - a}` < `P${MANY - b}` ? -1 : 1);
  const orders = [
    [{ id: 'ASC' }, (found: number[]) => found],
    [{ id: 'DESC' }, (found: number[]) => found.toReversed()],
    [{ name: 'ASC' }, (found: number[]) => found.toSorted(byName)],
  ] as const;
  for (const [filter, keep] of cases) {
    for (const [order, sort] of orders) {
      const expected = sort(ids.filter(keep));
      for (const start of [0, 100]) {
        const answer = await portal.as(1)('catalog.product.list', {
          select: ['id', 'iblockId'],
          filter: { iblockId: PRODUCTS, ...filter },
          order,
          start,
        });
        const found = answer.result.products.map(({ id }: { id: number }) => id);
        expect({ filter, order, found, total: answer.total }).toEqual({
          filter,
          order,
          found: expected.slice(start, start + 50),
          total: expected.length,
        });
      }
    }
  }
}, 60_000);
