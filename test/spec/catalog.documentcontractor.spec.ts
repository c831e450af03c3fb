import { describe, expect, it } from 'vitest';
import { testPortal } from '../portal.ts';
import { refused } from './_given.ts';
import { addContractor, addDocument, done } from './_stock.ts';

const DENIED = refused('documented', '0', 'Access denied');

/** Contacts 1 to 3 and companies 1 and 2; an arrival that the contact 3 delivers, and a write-off. */
const given = async () => {
  const portal = await testPortal();
  for (const table of ['crmContact', 'crmContact', 'crmCompany', 'crmCompany'] as const) {
    await addContractor(portal, table);
  }
  const arrival = await addDocument(portal, 'A', []);
  const writeOff = await addDocument(portal, 'D', []);
  return { portal, arrival, writeOff, call: portal.as(1) };
};

describe('catalog.documentcontractor.add, list and delete', () => {
  it('bind contacts and one company to an arrival', async () => {
    const { call, arrival } = await given();
    const bind = (entityTypeId: number, entityId: number) =>
      call('catalog.documentcontractor.add', {
        fields: { documentId: arrival, entityTypeId, entityId },
      });
    expect((await bind(4, 1)).result).toEqual({
      documentContractor: { documentId: arrival, entityId: 1, entityTypeId: 4, id: 2 },
    });
    expect((await bind(3, 1)).status).toBe(200);
    expect(await bind(4, 2)).toEqual(
      refused('documented', '0', 'This document already has a Company contractor'),
    );
    for (const [type, id] of [
      [3, 1],
      [4, 1],
    ] as const) {
      expect(await bind(type, id)).toEqual(
        refused('documented', '0', 'This contractor has been already bound to this document'),
      );
    }
    const list = await call('catalog.documentcontractor.list', {
      select: ['entityId'],
      filter: { documentId: arrival, entityTypeId: 3 },
    });
    expect(list).toMatchObject({
      result: { documentContractor: [{ entityId: 3 }, { entityId: 1 }] },
      total: 2,
    });
    expect((await call('catalog.documentcontractor.delete', { id: 2 })).result).toBe(true);
    expect((await bind(4, 2)).status).toBe(200);
  });

  it.each([
    [{ documentId: 77 }, 'Store document was not found'],
    [{ documentId: '9'.repeat(40) }, 'Store document was not found'],
    [{ documentId: 2 }, 'Type of store document is wrong'],
    [{ entityTypeId: 2 }, 'Wrong entity type id'],
    [{ entityTypeId: 5, entityId: -1 }, 'Wrong entity type id'],
    [{ entityId: -1 }, 'Wrong entity id'],
    [{ entityId: 4 }, 'Wrong entity id'],
    [{ entityTypeId: 4, entityId: 3 }, 'Wrong entity id'],
    [{ entityId: '9'.repeat(40) }, 'Wrong entity id'],
    [{ documentId: null, entityId: '' }, 'Required fields: documentId, entityId'],
    [{ entityId: { a: 1 } }, 'Wrong format of field "entityId".'],
  ])('add refuses %j', async (change, message) => {
    const { call } = await given();
    const fields = { documentId: 1, entityTypeId: 3, entityId: 2, ...change };
    expect(await call('catalog.documentcontractor.add', { fields })).toEqual(
      refused('documented', '0', message),
    );
    expect((await call('catalog.documentcontractor.list')).total).toBe(1);
  });

  it('delete refuses what is not bound', async () => {
    const { call } = await given();
    expect(await call('catalog.documentcontractor.delete', { id: 7 })).toEqual(
      refused('documented', '0', 'Binding was not found'),
    );
  });
});

describe('rights to contractors', () => {
  const reading = ['document.A.view', 'store.view', 'catalog.read'];
  const writing = [...reading, 'document.A.modify'];

  it.each([
    ['catalog.documentcontractor.getFields', reading],
    ['catalog.documentcontractor.list', reading],
    ['catalog.documentcontractor.add', writing],
    ['catalog.documentcontractor.delete', writing],
  ])('%s needs %j, all of them', async (method, rights) => {
    const { portal, arrival } = await given();
    const params = { id: 1, fields: { documentId: arrival, entityTypeId: 4, entityId: 1 } };
    for (const missing of rights) {
      const user = await portal.userWith(...rights.filter((right) => right !== missing));
      expect(await portal.as(user)(method, params)).toEqual(DENIED);
    }
    expect((await portal.as(await portal.userWith(...rights))(method, params)).status).toBe(200);
    await done(portal, 'catalog.documentcontractor.getFields', {});
  });
});

describe('a contact or company that is deleted', () => {
  it.each([
    ['crm.contact', 3],
    ['crm.company', 4],
  ])('leaves the documents that name it: %s', async (entity, entityTypeId) => {
    const { portal, call, arrival } = await given();
    for (const [type, entityId] of [
      [3, 1],
      [4, 1],
    ] as const) {
      const fields = { documentId: arrival, entityTypeId: type, entityId };
      await done(portal, 'catalog.documentcontractor.add', { fields });
    }
    const bound = async () => {
      const { result } = await call('catalog.documentcontractor.list');
      return result.documentContractor.map(
        (row: { entityTypeId: number; entityId: number }) => `${row.entityTypeId} ${row.entityId}`,
      );
    };
    expect(await bound()).toEqual(['3 3', '3 1', '4 1']);
    expect((await portal.as(1, ['crm'])(`${entity}.delete`, { id: 1 })).result).toBe(true);
    const left = ['3 3', '3 1', '4 1'].filter((one) => one !== `${entityTypeId} 1`);
    expect(await bound()).toEqual(left);
  });
});
