import { describe, expect, it } from 'vitest';
import { testPortal } from '../portal.ts';
import { addProduct, faces } from './_given.ts';

/** What an add sends under a field, and what it answers; undefined is the default of the field. */
const casts: [field: string, given: unknown, answered: unknown][] = [
  ['sort', 7, 7],
  ['sort', '7', 7],
  ['sort', '7.9', 7],
  ['sort', '7 chairs', 7],
  ['sort', 'chairs', null],
  ['sort', 0, null],
  ['sort', '0', null],
  ['sort', -5, -5],
  ['sort', 1e99, null],
  ['sort', true, 1],
  ['sort', false, null],
  ['sort', null, null],
  ['weight', 1.5, 1.5],
  ['weight', '1.5', 1.5],
  ['weight', '1e2', 100],
  ['weight', '1,5', 1],
  ['weight', 0, null],
  ['weight', 'heavy', null],
  ['weight', 'Infinity', null],
  ['width', -1, null],
  ['height', 0, null],
  ['length', '2.25', 2.25],
  ['vatId', 0, null],
  ['vatId', -1, null],
  ['vatId', '3', 3],
  ['measure', -5, null],
  ['measure', 5, 5],
  ['purchasingPrice', 1000, '1000.000000'],
  ['purchasingPrice', '0.5', '0.500000'],
  ['purchasingPrice', 0, null],
  ['quantity', 0, null],
  ['quantity', '10', 10],
  ['quantityReserved', 0, null],
  ['active', 'N', 'N'],
  ['active', 'Y', 'Y'],
  ['active', 'n', undefined],
  ['active', true, undefined],
  ['active', 0, undefined],
  ['active', '', undefined],
  ['active', null, undefined],
  ['vatIncluded', 'Y', 'Y'],
  ['vatIncluded', 'X', undefined],
  ['code', '', null],
  ['code', '0', null],
  ['code', 0, null],
  ['code', 12, '12'],
  ['code', ' kept ', ' kept '],
  ['code', null, null],
  ['xmlId', '', '1'],
  ['xmlId', null, '1'],
  ['xmlId', 'one', 'one'],
  ['detailText', '<b>Ünïcode</b> фото 🪑', '<b>Ünïcode</b> фото 🪑'],
  ['previewText', "'; drop table product; --", "'; drop table product; --"],
  ['previewText', '', null],
  ['detailTextType', 'html', 'html'],
  ['recurSchemeType', 'M', 'M'],
  ['recurSchemeLength', '3', 3],
  ['trialPriceId', 175, 175],
  ['iblockSectionId', 13, 13],
  ['iblockSectionId', '14', 14],
  ['iblockSectionId', 0, null],
  ['iblockSectionId', null, null],
  ['iblockSection', [13, '14', 13, 'x', -1, 0], [13, 14]],
  ['iblockSection', { 0: '13' }, [13]],
  ['iblockSection', [13, 999, 2 ** 53], [13]],
  ['iblockSection', [999], null],
  ['iblockSection', [], null],
  ['iblockSection', ['x'], null],
  ['iblockSection', 13, undefined],
  ['createdBy', 2, 2],
  ['modifiedBy', '3', 3],
];

describe('catalog.product.add and catalog.product.update cast', () => {
  it.each(casts)('%s: %j to %j', async (field, given, answered) => {
    const portal = await testPortal({ profile: 'live' });
    const bare = (await addProduct(portal))[field];
    const { as } = await testPortal({ profile: 'live' });
    const added = await as(1)('catalog.product.add', {
      fields: { iblockId: 14, name: 'x', [field]: given },
    });
    const expected = answered === undefined ? bare : answered;
    expect(added.result.element[field]).toEqual(expected);

    const read = await as(1)('catalog.product.get', { id: 1 });
    expect(read.result.product[field]).toEqual(expected);
  });

  const zone = (text: string): string => {
    const date = new Date(text);
    const minutes = -date.getTimezoneOffset();
    const two = (n: number) => String(Math.trunc(n)).padStart(2, '0');
    const parts = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
    const offset = `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${parts}${offset}`;
  };

  it.each([
    ['2024-05-28T10:00:00', '2024-05-28T10:00:00'],
    ['2024-05-28T10:00:00+03:00', '2024-05-28T07:00:00Z'],
    ['2024-05-28T10:00:00Z', '2024-05-28T10:00:00Z'],
    ['2024-05-28 10:00:00', '2024-05-28T10:00:00'],
    ['2024-05-28', '2024-05-28T00:00:00'],
    ['28.05.2024', '2024-05-28T00:00:00'],
    ['28.05.2024 10:30:00', '2024-05-28T10:30:00'],
    ['@1700000000', '2023-11-14T22:13:20Z'],
    ['2024-05-28T10:00:00.999', '2024-05-28T10:00:00'],
  ])('the date %j', async (given, meant) => {
    const portal = await testPortal();
    const { dateActiveFrom } = await addProduct(portal, 'product', { dateActiveFrom: given });
    expect(dateActiveFrom).toBe(zone(meant));
  });

  it.each([
    [''],
    ['soon'],
    ['2024-13-45'],
    [true],
    ['9'.repeat(60)],
    ['2024-05-28T10:00:00 or 1=1'],
  ])('no date of %j: what was stored stays', async (given) => {
    const portal = await testPortal();
    const { id, dateActiveTo } = await addProduct(portal, 'product', {
      dateActiveTo: '2030-01-01',
    });
    const { status, result } = await portal.as(1)('catalog.product.update', {
      id,
      fields: { dateActiveTo: given },
    });
    expect(status).toBe(200);
    expect(result.element.dateActiveTo).toBe(dateActiveTo);
  });

  it('null takes a date away', async () => {
    const portal = await testPortal();
    const { id } = await addProduct(portal, 'product', { dateActiveTo: '2030-01-01' });
    const { result } = await portal.as(1)('catalog.product.update', {
      id,
      fields: { dateActiveTo: null },
    });
    expect(result.element.dateActiveTo).toBeNull();
  });

  it.each(faces)('the xmlId of a $name that came without one is its id', async ({ name }) => {
    const portal = await testPortal();
    const row = await addProduct(portal, name);
    expect(row.xmlId).toBe(String(row.id));
  });
});
