import { describe, expect, it } from 'vitest';
import { type TestPortalOptions, testPortal } from '../portal.ts';

const SCOPES = ['crm'];

async function crm(options: TestPortalOptions = {}) {
  const portal = await testPortal(options);
  return { ...portal, call: portal.as(1, SCOPES) };
}

const kinds = [
  {
    entity: 'crm.contact',
    fields: { NAME: 'Ada', LAST_NAME: 'King' },
    named: 'LAST_NAME',
    nameless: { POST: 'x' },
  },
  { entity: 'crm.company', fields: { TITLE: 'Oak Ltd' }, named: 'TITLE', nameless: { TITLE: ' ' } },
] as const;

/**
 * crm.contact.add, crm.contact.get, crm.contact.list, crm.contact.delete, and crm.company.add,
 * crm.company.get, crm.company.list, crm.company.delete.
 */
describe.each(kinds)('$entity', ({ entity, fields, named, nameless }) => {
  it('is added, read and deleted in the form of the older methods', async () => {
    const { call } = await crm({ now: () => 1_750_000_000_000 });
    const phone = [{ VALUE: '+1 555', VALUE_TYPE: 'WORK' }];
    const added = await call(`${entity}.add`, { fields: { ...fields, PHONE: phone, NOPE: 1 } });
    expect(added.result).toBe(1);
    const { result } = await call(`${entity}.get`, { ID: 1 });
    expect(result).toMatchObject({
      ...fields,
      ID: '1',
      ASSIGNED_BY_ID: '1',
      CREATED_BY_ID: '1',
      PHONE: [{ ID: '10', VALUE: '+1 555', VALUE_TYPE: 'WORK', TYPE_ID: 'PHONE' }],
      EMAIL: null,
      DATE_CREATE: expect.stringMatching(/^2025-06-15T/),
    });
    expect(result).not.toHaveProperty('NOPE');
    expect((await call(`${entity}.delete`, { id: 1 })).result).toBe(true);
    expect(await call(`${entity}.get`, { id: 1 })).toMatchObject({
      status: 400,
      error_description: 'Not found',
    });
  });

  it('is listed by filter, order and select', async () => {
    const { call } = await crm();
    for (const name of ['C', 'A', 'B']) {
      await call(`${entity}.add`, { fields: { ...fields, [named]: name } });
    }
    const { result, total } = await call(`${entity}.list`, {
      filter: { '>ID': 0, [`!${named}`]: 'C' },
      order: { [named]: 'ASC' },
      select: ['ID', named],
    });
    expect({ result, total }).toEqual({
      result: [
        { ID: '2', [named]: 'A' },
        { ID: '3', [named]: 'B' },
      ],
      total: 2,
    });
    const all = await call(`${entity}.list`);
    expect(all.result).toHaveLength(3);
    expect(all.result[0]).not.toHaveProperty('PHONE');
    const chosen = await call(`${entity}.list`, { select: ['*', 'PHONE'] });
    expect(chosen.result[0]).toHaveProperty('PHONE');
  });

  it.each([
    ['add', {}, 'Could not find value for parameter {fields}'],
    ['add', { fields: nameless }, `The ${entity.slice(4)} has no name`],
    ['get', {}, 'Could not find value for parameter {id}'],
    ['delete', { id: 99 }, 'Not found'],
  ])('%s refuses %j', async (verb, params, message) => {
    const { call } = await crm();
    expect(await call(`${entity}.${verb}`, params)).toMatchObject({
      status: 400,
      error_description: message,
    });
  });

  it('takes bad lists of values for none', async () => {
    const { call } = await crm();
    const bad = [1, { VALUE: '' }, { VALUE: {} }, null, { VALUE: 'x', VALUE_TYPE: 5 }];
    for (const PHONE of [bad, 'x', 5, { a: { VALUE: [] } }]) {
      const { result } = await call(`${entity}.add`, { fields: { ...fields, PHONE } });
      expect((await call(`${entity}.get`, { id: result })).result.PHONE).toBeNull();
    }
  });

  it.each(['add', 'get', 'list', 'delete'])(
    '%s is closed without right and scope',
    async (verb) => {
      const { as } = await crm();
      const params = { id: 1, fields };
      expect(await as(99, SCOPES)(`${entity}.${verb}`, params)).toMatchObject({
        status: 400,
        error: 'ACCESS_DENIED',
      });
      expect(await as(1)(`${entity}.${verb}`, params)).toMatchObject({
        error: 'insufficient_scope',
      });
    },
  );
});

describe('crm.currency', () => {
  it('crm.currency.base.get answers the code', async () => {
    const { as } = await crm();
    expect((await as(2, SCOPES)('crm.currency.base.get')).result).toBe('USD');
  });

  it('crm.currency.list answers texts', async () => {
    const { as } = await crm();
    const { result, total } = await as(2, SCOPES)('crm.currency.list');
    expect(total).toBe(3);
    expect(result).toContainEqual({
      CURRENCY: 'EUR',
      AMOUNT_CNT: '1',
      AMOUNT: '1.1000',
      SORT: '100',
      BASE: 'N',
      FULL_NAME: 'Euro',
      LID: 'en',
      FORMAT_STRING: '# €',
      DATE_UPDATE: expect.stringMatching(/^\d{4}-/),
      DEC_POINT: '.',
      THOUSANDS_SEP: ',',
      DECIMALS: '2',
    });
  });

  it('crm.currency.get answers formats by language', async () => {
    const { as } = await crm();
    const { result } = await as(2, SCOPES)('crm.currency.get', { id: 'USD' });
    expect(result.LANG.en).toMatchObject({ FORMAT_STRING: '$#', THOUSANDS_VARIANT: 'C' });
    expect(await as(2, SCOPES)('crm.currency.get', { id: 'XXX' })).toMatchObject({
      status: 400,
      error_description: 'Not found',
    });
  });
});
