import { describe, expect, it } from 'vitest';
import { testPortal } from '../portal.ts';
import { profiles, refused } from './_given.ts';
import { addDocument, addStore, done } from './_stock.ts';

const NO_DOCUMENT = refused('documented', 'ERROR_DOCUMENT_STATUS', 'Document not found');
const DENIED = refused('documented', 'ERROR_DOCUMENT_RIGHTS', 'Access denied');

const given = async () => {
  const portal = await testPortal();
  const docId = await addDocument(portal, 'M', []);
  return { portal, docId, call: portal.as(1) };
};

describe('catalog.document.element.add, update, delete and list', () => {
  it('keep the lines of a document', async () => {
    const { call, docId } = await given();
    const fields = { docId, elementId: 312, storeTo: 2, amount: '15', purchasingPrice: 1250.5 };
    const { documentElement } = (await call('catalog.document.element.add', { fields })).result;
    expect(documentElement).toEqual({
      amount: 15,
      docId,
      elementId: 312,
      id: 1,
      purchasingPrice: 1250.5,
      storeFrom: null,
      storeTo: 2,
    });
    const change = { amount: 12, storeFrom: 3, docId: 99, elementId: 99 };
    const updated = await call('catalog.document.element.update', { id: 1, fields: change });
    const row = { ...documentElement, amount: 12, storeFrom: 3 };
    expect(updated.result).toEqual({ documentElement: row });
    const list = await call('catalog.document.element.list', { filter: { docId, '>amount': 11 } });
    expect(list).toMatchObject({ result: { documentElements: [row] }, total: 1 });
    expect((await call('catalog.document.element.delete', { id: 1 })).result).toBe(true);
    expect((await call('catalog.document.element.list')).total).toBe(0);
  });

  it.each([
    [{}, '0', 'Required fields: docId, elementId'],
    [{ elementId: 1, docId: 77 }, 'ERROR_DOCUMENT_STATUS', 'Document not found'],
    [{ elementId: 1, docId: '9'.repeat(40) }, 'ERROR_DOCUMENT_STATUS', 'Document not found'],
    [{ elementId: -1 }, '0', 'Error of adding new document element'],
    [{ elementId: '9'.repeat(40) }, '0', 'Error of adding new document element'],
    [{ elementId: ['1'] }, '0', 'Wrong format of field "elementId".'],
    [
      { elementId: 1, amount: '9'.repeat(40) },
      'ERROR_CORE',
      'The field "amount" must be from -1000000000 to 1000000000',
    ],
    [
      { elementId: 1, purchasingPrice: -1 },
      'ERROR_CORE',
      'The field "purchasingPrice" must be from 0 to 1000000000000',
    ],
  ])('add refuses %j', async (fields, code, message) => {
    const { call, docId } = await given();
    const asked = Object.keys(fields).length > 0 ? { docId, ...fields } : fields;
    expect(await call('catalog.document.element.add', { fields: asked })).toEqual(
      refused('documented', code, message),
    );
    expect((await call('catalog.document.element.list')).total).toBe(0);
  });

  it.each(['update', 'delete'])('%s of an unknown line', async (verb) => {
    const { call } = await given();
    expect(await call(`catalog.document.element.${verb}`, { id: 7, fields: {} })).toEqual(
      NO_DOCUMENT,
    );
  });
});

describe('catalog.document.element.getFields and fields', () => {
  it.each(profiles)('describe a line, %s', async (profile) => {
    const { as } = await testPortal({ profile });
    const { documentElement } = (await as(2)('catalog.document.element.getFields')).result;
    expect(documentElement.docId).toEqual({
      isImmutable: true,
      isReadOnly: false,
      isRequired: true,
      type: 'integer',
    });
    const old = (await as(2)('catalog.document.element.fields')).result;
    if (profile === 'live') expect(old).toEqual({ documentElement });
    else expect(Object.keys(old[0])).toEqual(Object.keys(documentElement));
  });
});

describe('rights to lines', () => {
  it.each(['getFields', 'fields', 'list'])('%s needs the catalog or the stores', async (verb) => {
    const { as, userWith } = await testPortal();
    for (const right of ['catalog.read', 'store.view']) {
      expect((await as(await userWith(right))(`catalog.document.element.${verb}`)).status).toBe(
        200,
      );
    }
    expect(await as(99)(`catalog.document.element.${verb}`)).toEqual(DENIED);
  });

  it.each(['add', 'update', 'delete'])('%s needs the type and every store', async (verb) => {
    const { portal, docId } = await given();
    const second = await addStore(portal);
    const line = { docId, elementId: 1, storeFrom: 1, storeTo: second };
    await done(portal, 'catalog.document.element.add', { fields: line });
    const call = async (...rights: string[]) =>
      portal.as(await portal.userWith(...rights))(`catalog.document.element.${verb}`, {
        id: 1,
        fields: line,
      });
    const modify = 'document.M.modify';
    expect(await call('catalog.read', modify, 'store.select')).toEqual(DENIED);
    expect(await call('store.view', 'document.A.modify', 'store.select')).toEqual(DENIED);
    expect(await call('store.view', modify, 'store.select.1')).toEqual(DENIED);
    expect(
      (await call('store.view', modify, 'store.select.1', `store.select.${second}`)).status,
    ).toBe(200);
  });

  it('a line is not moved out of a store that is closed to the caller', async () => {
    const { portal, docId } = await given();
    const second = await addStore(portal);
    const fields = { docId, elementId: 1, storeFrom: second };
    await done(portal, 'catalog.document.element.add', { fields });
    const user = await portal.userWith('store.view', 'document.M.modify', 'store.select.1');
    const change = { id: 1, fields: { storeFrom: 1 } };
    expect(await portal.as(user)('catalog.document.element.update', change)).toEqual(DENIED);
  });
});
