import { describe, expect, it } from 'vitest';
import { isoTime } from '../../src/core/wire/time.ts';
import { testPortal } from '../portal.ts';
import { describeCrud } from './_crud.ts';
import { refused } from './_given.ts';

const timestampX = isoTime(1_750_000_000);

describeCrud({
  entity: 'catalog.vat',
  name: 'vat',
  plural: 'vats',
  fields: { name: 'Tax 13%', rate: '13' },
  row: { active: 'Y', name: 'Tax 13%', rate: 13, sort: 100, timestampX },
  change: { name: 'Tax 0%', rate: 0, sort: 20, active: 'N' },
  changed: { name: 'Tax 0%', rate: 0, sort: 20, active: 'N' },
  required: ['name', 'rate'],
  codes: { missing: '200800000000', read: '200040300010', write: '200040300020' },
});

describe('catalog.vat, its own rules', () => {
  it.each([
    ['add', -1],
    ['add', 100.5],
    ['update', -0.01],
  ])('%s refuses the rate %d', async (verb, rate) => {
    const { as } = await testPortal();
    const answer = await as(1)(`catalog.vat.${verb}`, { id: 1, fields: { name: 'Tax', rate } });
    expect(answer).toEqual({
      status: 400,
      error: 'ERROR_CORE',
      error_description: 'The field "rate" must be from 0 to 100',
    });
  });

  it('update needs name and rate too', async () => {
    const { as } = await testPortal();
    expect(await as(1)('catalog.vat.update', { id: 1, fields: { sort: 5 } })).toEqual(
      refused('documented', '0', 'Required fields: name, rate'),
    );
  });
});
