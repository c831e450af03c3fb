import { describe, expect, it } from 'vitest';
import { testPortal } from '../portal.ts';
import { describeCrud } from './_crud.ts';
import { refused } from './_given.ts';

describeCrud({
  entity: 'catalog.measure',
  name: 'measure',
  plural: 'measures',
  fields: { code: '715', measureTitle: 'Pair', symbol: 'pair' },
  row: {
    code: 715,
    isDefault: 'N',
    measureTitle: 'Pair',
    symbol: 'pair',
    symbolIntl: null,
    symbolLetterIntl: null,
  },
  change: { measureTitle: 'Pairs', symbolIntl: 'pr' },
  changed: { measureTitle: 'Pairs', symbolIntl: 'pr' },
  required: ['code', 'measureTitle'],
  codes: { missing: '200600000020', read: '200040300010', write: '200040300020' },
});

const PIECE = 5;
const title = { measureTitle: 'New' };

describe('catalog.measure, its own rules', () => {
  it.each([{ code: '' }, { code: null }, { measureTitle: '' }, { measureTitle: null }])(
    'update does not empty %j',
    async (fields) => {
      const { as } = await testPortal();
      const [name] = Object.keys(fields);
      expect(await as(1)('catalog.measure.update', { id: PIECE, fields })).toEqual(
        refused('documented', '0', `Required fields: ${name}`),
      );
    },
  );

  it.each([
    [
      'a code that is taken',
      { ...title, code: 796 },
      '200600000000',
      'Duplicate entry for key [code]',
    ],
    [
      'a second default',
      { ...title, code: 1, isDefault: 'Y' },
      '200600000010',
      'default value can be set once [isDefault]',
    ],
    [
      'a long symbol',
      { ...title, code: 1, symbol: 'x'.repeat(21) },
      '0',
      'The field "symbol" takes at most 20 characters',
    ],
    [
      'a long title',
      { code: 1, measureTitle: 'x'.repeat(501) },
      '0',
      'The field "measureTitle" takes at most 500 characters',
    ],
  ])('add refuses %s', async (_what, fields, code, message) => {
    const { as } = await testPortal();
    expect(await as(1)('catalog.measure.add', { fields })).toEqual(
      refused('documented', code, message),
    );
    expect((await as(1)('catalog.measure.list')).total).toBe(5);
  });

  it('update keeps its own code and refuses that of another', async () => {
    const { as } = await testPortal();
    const update = (fields: object) => as(1)('catalog.measure.update', { id: 1, fields });
    expect((await update({ code: 6, symbol: 'mm' })).result.measure.symbol).toBe('mm');
    expect(await update({ code: 112 })).toEqual(
      refused('documented', '200600000000', 'Duplicate entry for key [code]'),
    );
  });

  it('the default moves by taking it away first; naming it again is refused', async () => {
    const { as } = await testPortal();
    const update = (id: number, isDefault: string) =>
      as(1)('catalog.measure.update', { id, fields: { isDefault } });
    const once = refused('documented', '200600000010', 'default value can be set once [isDefault]');
    expect(await update(PIECE, 'Y')).toEqual(once);
    expect(await update(1, 'Y')).toEqual(once);
    expect((await update(PIECE, 'N')).status).toBe(200);
    expect((await update(1, 'Y')).result.measure.isDefault).toBe('Y');
  });

  it('is open to who sees stores', async () => {
    const { as, userWith } = await testPortal();
    const user = await userWith('store.view');
    expect((await as(user)('catalog.measure.list')).total).toBe(5);
    expect((await as(user)('catalog.measure.delete', { id: 1 })).result).toBe(true);
  });
});
