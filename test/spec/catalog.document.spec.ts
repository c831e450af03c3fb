import { describe, expect, it } from 'vitest';
import { isoTime } from '../../src/core/wire/time.ts';
import { testPortal } from '../portal.ts';
import { profiles, refused } from './_given.ts';
import { badIntegers } from './_integers.ts';
import { addDocument, addStore, done, switchInventory } from './_stock.ts';

const fields = { docType: 'A', currency: 'USD', responsibleId: 3 };
const clock = { now: () => 1_750_000_000_000 };
const now = isoTime(1_750_000_000);
const DENIED = 'Insufficient permissions to save the document';

describe('catalog.document.add', () => {
  it.each(profiles)('fills in what was not given, %s', async (profile) => {
    const { as } = await testPortal({ ...clock, profile });
    const { result } = await as(1)('catalog.document.add', { fields });
    expect(result).toEqual({
      document: {
        commentary: null,
        createdBy: 1,
        currency: 'USD',
        dateCreate: now,
        dateDocument: null,
        dateModify: now,
        dateStatus: now,
        docNumber: profile === 'live' ? null : '1',
        docType: 'A',
        id: 1,
        modifiedBy: 1,
        responsibleId: 3,
        siteId: 's1',
        status: 'N',
        statusBy: null,
        title: 'Receipt #1',
        total: null,
      },
    });
  });

  it('counts titles by type, and never gives a number twice', async () => {
    const portal = await testPortal();
    const titled = async (docType: string) =>
      (await done(portal, 'catalog.document.add', { fields: { ...fields, docType } })).document;
    const first = await titled('M');
    expect(first.title).toBe('Transfer #1');
    expect((await titled('D')).title).toBe('Write-off #1');
    await done(portal, 'catalog.document.delete', { id: first.id });
    expect((await titled('M')).title).toBe('Transfer #2');
    expect((await titled('S')).title).toBe('Stock adjustment #1');
    expect((await titled('R')).title).toBe('Return #1');
  });

  it('takes what the caller may set and drops what the server sets', async () => {
    const { as, userWith } = await testPortal(clock);
    const given = {
      ...fields,
      title: 'T',
      docNumber: 'N',
      total: 5,
      commentary: 'C',
      siteId: 's2',
    };
    const dropped = {
      createdBy: 3,
      modifiedBy: 3,
      status: 'Y',
      statusBy: 3,
      dateCreate: '2001-01-01',
      dateStatus: '2001-01-01',
      dateModify: '2001-01-01',
      id: 99,
    };
    const user = await userWith('store.view', 'document.A.modify');
    const { result } = await as(user)('catalog.document.add', { fields: { ...given, ...dropped } });
    expect(result.document).toMatchObject({
      ...given,
      id: 1,
      createdBy: user,
      modifiedBy: user,
      status: 'N',
      statusBy: null,
      dateCreate: now,
      dateModify: now,
      dateStatus: now,
    });
    const signed = await as(1)('catalog.document.add', { fields: { ...given, ...dropped } });
    expect(signed.result.document).toMatchObject({ createdBy: 3, modifiedBy: 3 });
  });

  it.each([
    [{}, 'Required fields: docType, responsibleId, currency'],
    [{ docType: 'A' }, 'Required fields: responsibleId, currency'],
    [{ ...fields, docType: 'W' }, "DOC_TYPE isn't available"],
    [{ ...fields, docType: 'a' }, "DOC_TYPE isn't available"],
    [{ ...fields, docType: '__proto__' }, "DOC_TYPE isn't available"],
    [{ ...fields, docType: ['A'] }, 'Wrong format of field "docType".'],
    [{ ...fields, currency: 'XXX' }, 'Currency currency is not exists'],
    [{ ...fields, responsibleId: 77 }, 'User responsibleId is not exists'],
    [{ ...fields, responsibleId: '9'.repeat(40) }, 'The field "responsibleId" must not be empty'],
    [{ ...fields, createdBy: -1 }, 'User createdBy is not exists'],
    [{ ...fields, siteId: '' }, 'The field "siteId" must not be empty'],
    [{ ...fields, title: 'a\0' }, 'Wrong format of field "title".'],
  ])('refuses %j', async (given, message) => {
    const { as } = await testPortal();
    expect(await as(1)('catalog.document.add', { fields: given })).toEqual(
      refused('documented', '0', message),
    );
    expect((await as(1)('catalog.document.list')).total).toBe(0);
  });
});

describe('catalog.document.update', () => {
  it('changes what may be changed', async () => {
    const portal = await testPortal();
    const id = await addDocument(portal, 'D', []);
    const change = { title: 'T', docNumber: '7', responsibleId: 2, dateDocument: now };
    const given = { ...change, docType: 'A', currency: 'EUR', status: 'Y', createdBy: 2 };
    const { document } = await done(portal, 'catalog.document.update', { id, fields: given });
    expect(document).toMatchObject({
      ...change,
      docType: 'D',
      currency: 'USD',
      status: 'N',
      createdBy: 1,
    });
  });

  it.each([
    [{ responsibleId: '' }, 'The field "responsibleId" must not be empty'],
    [{ siteId: '' }, 'The field "siteId" must not be empty'],
    [{ modifiedBy: 77 }, 'User modifiedBy is not exists'],
  ])('refuses %j', async (change, message) => {
    const portal = await testPortal();
    const id = await addDocument(portal, 'D', []);
    expect(await portal.as(1)('catalog.document.update', { id, fields: change })).toEqual(
      refused('documented', '0', message),
    );
  });
});

describe('catalog.document.list', () => {
  it('filters, selects and sorts', async () => {
    const portal = await testPortal();
    await addDocument(portal, 'D', []);
    await addDocument(portal, 'M', [], { title: 'Second' });
    await addDocument(portal, 'M', []);
    const { result, total } = await portal.as(2)('catalog.document.list', {
      select: ['id', 'title'],
      filter: { docType: 'M', '%title': 'o', '1=1; drop table document --': 1 },
      order: { id: 'DESC' },
    });
    expect({ result, total }).toEqual({
      result: { documents: [{ id: 2, title: 'Second' }] },
      total: 1,
    });
  });
});

describe('catalog.document.delete', () => {
  it('takes lines, contractors and fields with it', async () => {
    const portal = await testPortal();
    const id = await addDocument(portal, 'A', [{ elementId: 5, storeTo: 1 }]);
    expect((await portal.as(1)('catalog.document.delete', { id })).result).toBe(true);
    for (const entity of ['document', 'document.element', 'documentcontractor']) {
      expect((await portal.as(1)(`catalog.${entity}.list`)).total).toBe(0);
    }
  });
});

describe('catalog.document.getFields and fields', () => {
  it.each(profiles)('names types as a portal does, %s', async (profile) => {
    const { as } = await testPortal({ profile });
    const { document } = (await as(2)('catalog.document.getFields')).result;
    expect(document.docType).toEqual({
      isImmutable: true,
      isReadOnly: false,
      isRequired: true,
      type: 'char',
    });
    const old = (await as(2)('catalog.document.fields')).result;
    if (profile === 'live') expect(old).toEqual({ document });
    else {
      expect(Object.keys(old[0])).toEqual(Object.keys(document));
      expect(old[0].id).toMatchObject({ title: 'ID', isMultiple: false, type: 'integer' });
    }
  });
});

describe('catalog.document.mode.status and statusDetails', () => {
  it('tell whether inventory management is on', async () => {
    const portal = await testPortal();
    const mode = async () => [
      (await portal.as(2)('catalog.document.mode.status')).result,
      (await portal.as(2)('catalog.document.mode.statusDetails')).result,
    ];
    expect(await mode()).toEqual(['N', { enabled: false, mode: 'B24' }]);
    await switchInventory(portal, true);
    expect(await mode()).toEqual(['Y', { enabled: true, mode: 'B24' }]);
    await switchInventory(portal, false);
    expect(await mode()).toEqual(['N', { enabled: false, mode: 'B24' }]);
  });

  it.each(['status', 'statusDetails'])('%s is closed without a right', async (verb) => {
    const { as } = await testPortal();
    expect(await as(99)(`catalog.document.mode.${verb}`)).toEqual(
      refused('documented', '0', 'Access denied'),
    );
  });
});

describe('a document that does not exist', () => {
  it.each(['update', 'delete', 'conduct', 'cancel', 'confirm', 'unconfirm'])('%s', async (verb) => {
    const { as, userWith } = await testPortal();
    const call = (user: number) => as(user)(`catalog.document.${verb}`, { id: 7, fields: {} });
    expect(await call(1)).toEqual(refused('documented', '0', 'Document not found'));
    expect(await call(await userWith('store.view'))).toEqual(refused('documented', '0', DENIED));
  });

  it.each(badIntegers('id'))('conduct refuses id: %s', async (_what, id, message) => {
    const { as } = await testPortal();
    expect(await as(1)('catalog.document.conduct', { id })).toEqual(
      refused('documented', '100', message),
    );
  });
});

describe('rights to documents', () => {
  it.each(['list', 'getFields', 'fields'])('%s needs the catalog or the stores', async (verb) => {
    const { as, userWith } = await testPortal();
    for (const right of ['catalog.read', 'store.view']) {
      expect((await as(await userWith(right))(`catalog.document.${verb}`)).status).toBe(200);
    }
    expect(await as(99)(`catalog.document.${verb}`)).toEqual(refused('documented', '0', DENIED));
  });

  it.each([
    ['add', 'modify'],
    ['update', 'modify'],
    ['delete', 'delete'],
    ['conduct', 'conduct'],
    ['cancel', 'cancel'],
  ])('%s needs the stores, and the right to %s its type', async (verb, action) => {
    const portal = await testPortal();
    const id = await addDocument(portal, 'D', []);
    const call = async (...rights: string[]) =>
      portal.as(await portal.userWith(...rights))(`catalog.document.${verb}`, {
        id,
        fields: { ...fields, docType: 'D' },
      });
    const others = ['view', 'modify', 'conduct', 'cancel', 'delete'].filter((a) => a !== action);
    expect(await call(`document.D.${action}`)).toEqual(refused('documented', '0', DENIED));
    expect(await call('store.view', `document.M.${action}`)).toEqual(
      refused('documented', '0', DENIED),
    );
    expect(await call('store.view', ...others.map((one) => `document.D.${one}`))).toEqual(
      refused('documented', '0', DENIED),
    );
    const allowed = await call('store.view', `document.D.${action}`);
    expect(allowed.error_description).not.toBe(DENIED);
  });

  it.each(['delete', 'conduct', 'cancel'])('%s needs every store of the lines', async (verb) => {
    const portal = await testPortal();
    const second = await addStore(portal);
    const line = { elementId: 1, storeFrom: 1, storeTo: second };
    const id = await addDocument(portal, 'M', [line]);
    const rights = ['store.view', `document.M.${verb}`, 'store.select.1'];
    expect(
      await portal.as(await portal.userWith(...rights))(`catalog.document.${verb}`, { id }),
    ).toEqual(
      refused(
        'documented',
        '0',
        'Could not complete the action as you do not have sufficient permissions to view and select warehouses',
      ),
    );
    const both = await portal.userWith(...rights, `store.select.${second}`);
    const { error_description } = await portal.as(both)(`catalog.document.${verb}`, { id });
    expect(error_description ?? '').not.toMatch(/permissions/);
  });
});
