import { describe, expect, it } from 'vitest';
import { testPortal } from '../portal.ts';
import { describeCrud } from './_crud.ts';
import { profiles, refused } from './_given.ts';

/** The second price type, which has no translations yet. */
const OTHER = 2;

const addOther = ({ as }: Awaited<ReturnType<typeof testPortal>>) =>
  as(1)('catalog.priceType.add', { fields: { name: 'Other' } });

describeCrud({
  entity: 'catalog.priceTypeLang',
  name: 'priceTypeLang',
  plural: 'priceTypeLangs',
  given: addOther,
  fields: { catalogGroupId: OTHER, lang: 'en', name: 'Wholesale' },
  row: { catalogGroupId: OTHER, lang: 'en', name: 'Wholesale' },
  change: { name: 'Großhandel', lang: 'de' },
  changed: { name: 'Großhandel', lang: 'de' },
  required: ['catalogGroupId', 'lang', 'name'],
  codes: { missing: '201200000000', read: '200040300010', write: '200040300020' },
});

describe('catalog.priceTypeLang.getLanguages', () => {
  it('lists all of them with their total', async () => {
    const { as } = await testPortal();
    const { result, total } = await as(2)('catalog.priceTypeLang.getLanguages');
    expect({ result, total }).toEqual({
      result: {
        languages: [
          { active: 'Y', lid: 'de', name: 'German' },
          { active: 'Y', lid: 'en', name: 'English' },
          { active: 'Y', lid: 'ru', name: 'Russian' },
        ],
      },
      total: 3,
    });
  });

  it('is closed without the right', async () => {
    const { as, userWith } = await testPortal();
    expect(await as(99)('catalog.priceTypeLang.getLanguages')).toEqual(
      refused('documented', '200040300010', 'Access Denied'),
    );
    const manager = await userWith('priceType.edit');
    expect((await as(manager)('catalog.priceTypeLang.getLanguages')).total).toBe(3);
  });
});

describe.each(profiles)('catalog.priceTypeLang.add and update refuse in profile %s', (profile) => {
  it.each([
    [{ catalogGroupId: 987 }, '201000000000', 'The specified price type does not exist'],
    [{ catalogGroupId: 'abc' }, '201000000000', 'The specified price type does not exist'],
    [{ lang: 'xx' }, '201200000010', 'The specified language does not exist'],
    [{ lang: "en' or '1'='1" }, '201200000010', 'The specified language does not exist'],
    [{ catalogGroupId: 1 }, '400', 'Duplicate entry for key [catalogGroupId, lang]'],
    [{ name: '' }, '0', 'Required fields: name'],
    [{ catalogGroupId: null }, '0', 'Required fields: catalogGroupId'],
    [{ lang: ['en'] }, '0', 'Wrong format of field "lang".'],
    [{ name: 'a\0b' }, '0', 'Wrong format of field "name".'],
  ])('%j', async (change, code, message) => {
    const portal = await testPortal({ profile });
    const { as } = portal;
    await addOther(portal);
    const whole = { catalogGroupId: OTHER, lang: 'en', name: 'Wholesale' };
    const rows = async () => (await as(1)('catalog.priceTypeLang.list')).result.priceTypeLangs;
    const seeded = await rows();
    expect(await as(1)('catalog.priceTypeLang.add', { fields: { ...whole, ...change } })).toEqual(
      refused(profile, code, message),
    );
    expect(await rows()).toEqual(seeded);

    const { result } = await as(1)('catalog.priceTypeLang.add', { fields: whole });
    const stored = await rows();
    const params = { id: result.priceTypeLang.id, fields: change };
    expect(await as(1)('catalog.priceTypeLang.update', params)).toEqual(
      refused(profile, code, message),
    );
    expect(await rows()).toEqual(stored);
  });
});

it('a translation may keep its own language', async () => {
  const { as } = await testPortal();
  const params = { id: 1, fields: { catalogGroupId: 1, lang: 'en', name: 'List price' } };
  expect((await as(1)('catalog.priceTypeLang.update', params)).result.priceTypeLang).toEqual({
    id: 1,
    ...params.fields,
  });
});
