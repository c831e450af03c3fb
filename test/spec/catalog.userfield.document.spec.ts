import { describe, expect, it } from 'vitest';
import { testPortal } from '../portal.ts';
import { profiles, refused } from './_given.ts';
import { addDocument, done } from './_stock.ts';

/** Two arrivals and a write-off; arrivals have the fields 1 and 2, write-offs the field 3. */
async function given(profile: 'documented' | 'live' = 'documented') {
  const portal = await testPortal({ profile });
  await portal.store.write(({ query }) =>
    query
      .insertInto('documentField')
      .values([
        { docType: 'A', name: 'Route' },
        { docType: 'A', name: 'Driver' },
        { docType: 'D', name: 'Reason' },
      ])
      .execute(),
  );
  for (const docType of ['A', 'D', 'A']) await addDocument(portal, docType, []);
  const update = (documentId: number, fields: object) =>
    portal.as(1)('catalog.userfield.document.update', { documentId, fields });
  const list = (params: object) => portal.as(1)('catalog.userfield.document.list', params);
  return { portal, update, list };
}

describe('catalog.userfield.document.update', () => {
  it('sets, keeps and removes values, and drops unknown fields', async () => {
    const { update } = await given();
    const set = await update(1, { documentType: 'A', field1: 'North', field3: 'x', nope: 1 });
    expect(set.result).toEqual({
      document: { documentId: 1, documentType: 'A', field1: 'North', field2: null },
    });
    expect((await update(1, { documentType: 'A', field2: 7 })).result.document).toMatchObject({
      field1: 'North',
      field2: '7',
    });
    expect((await update(1, { documentType: 'A', field1: '' })).result.document).toMatchObject({
      field1: null,
      field2: '7',
    });
  });

  it.each([
    [1, {}, 'Required fields: documentType'],
    [1, { documentType: 'D' }, 'The specified document does not exist'],
    [77, { documentType: 'A' }, 'The specified document does not exist'],
    [1, { documentType: ['A'] }, 'The specified document does not exist'],
    [1, { documentType: 'A', field1: ['a'] }, 'Wrong format of field "field1".'],
    [1, { documentType: 'A', field1: 'a\0' }, 'Wrong format of field "field1".'],
  ])('refuses %i %j', async (id, fields, message) => {
    const { update } = await given();
    expect(await update(id, fields)).toEqual(refused('documented', '0', message));
  });
});

describe('catalog.userfield.document.list', () => {
  it('lists by type, id and value', async () => {
    const { update, list } = await given();
    await update(1, { documentType: 'A', field1: 'North' });
    await update(3, { documentType: 'A', field1: 'South', field2: 'Ann' });
    const all = await list({ select: ['documentType', '*'], filter: { documentType: 'A' } });
    expect(all).toMatchObject({
      result: {
        documents: [
          { documentId: 1, documentType: 'A', field1: 'North', field2: null },
          { documentId: 3, documentType: 'A', field1: 'South', field2: 'Ann' },
        ],
      },
      total: 2,
    });
    const some = await list({
      select: ['documentType', 'documentId', 'field2', 'nope'],
      filter: { documentType: 'A', '%field1': 'o', '!field1': 'North' },
      order: { field1: 'DESC' },
    });
    expect(some.result).toEqual({
      documents: [{ documentId: 3, documentType: 'A', field2: 'Ann' }],
    });
    const byId = { documentType: 'A', documentId: 1 };
    expect((await list({ select: ['documentType'], filter: byId })).total).toBe(1);
  });

  it.each(profiles)('wants the type twice, %s', async (profile) => {
    const { list } = await given(profile);
    const text = (param: string) =>
      refused(profile, '0', `The documentType field is not specified in the ${param} parameter`);
    expect(await list({})).toEqual(text('select'));
    expect(await list({ select: ['*'], filter: { documentType: 'A' } })).toEqual(text('select'));
    expect(await list({ select: ['documentType'] })).toEqual(text('filter'));
    expect(await list({ select: ['documentType'], filter: { documentType: ['A'] } })).toEqual(
      text('filter'),
    );
  });

  it('answers an empty list for an unknown type', async () => {
    const { list } = await given();
    const filter = { documentType: 'W' };
    expect((await list({ select: ['documentType'], filter })).result).toEqual([]);
  });
});

describe.each([
  ['catalog.userfield.document.add', 'update'],
  ['catalog.userfield.document.get', 'list'],
  ['catalog.userfield.document.delete', 'update'],
])('%s', (method, other) => {
  it(`points at ${other}`, async () => {
    const { as } = await testPortal();
    const { status, error_description } = await as(1)(method);
    expect(status).toBe(400);
    expect(error_description).toMatch(`use catalog.userfield.document.${other}`);
  });
});

describe('rights to fields of documents', () => {
  const DENIED = refused('documented', '0', 'Access Denied');

  it.each([
    ['update', 'modify', 'store.view'],
    ['list', 'view', 'catalog.read'],
  ])('%s needs the right to %s the type', async (verb, action, area) => {
    const { portal } = await given();
    const params = {
      documentId: 1,
      fields: { documentType: 'A' },
      select: ['documentType'],
      filter: { documentType: 'A' },
    };
    const call = async (...rights: string[]) =>
      portal.as(await portal.userWith(...rights))(`catalog.userfield.document.${verb}`, params);
    expect(await call('vat.edit', `document.A.${action}`)).toEqual(DENIED);
    expect(await call(area, `document.D.${action}`)).toEqual(DENIED);
    expect((await call(area, `document.A.${action}`)).status).toBe(200);
    await done(portal, 'catalog.userfield.document.list', params);
  });
});
