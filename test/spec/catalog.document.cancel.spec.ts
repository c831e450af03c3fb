import { describe, expect, it } from 'vitest';
import { profiles, refused } from './_given.ts';
import { addDocument, cancel, conduct, done, openStock, stockRows } from './_stock.ts';

describe('catalog.document.cancel refuses', () => {
  it('what was not conducted', async () => {
    const { portal, opening } = await openStock();
    await cancel(portal, opening);
    expect(await cancel(portal, opening)).toEqual(
      refused(
        'documented',
        '0',
        'Error cancelling document conduct: Document has not been conducted yet',
      ),
    );
  });

  it('what has left the store since', async () => {
    const { portal, id, opening } = await openStock();
    await conduct(
      portal,
      await addDocument(portal, 'D', [{ elementId: id, storeFrom: 1, amount: 1 }]),
    );
    expect(await cancel(portal, opening)).toEqual(
      refused('documented', '0', `Insufficient quantity of goods #${id} (Tea) in the store #1`),
    );
    expect(await stockRows(portal)).toEqual({ [`${id} 1`]: 9 });
  });
});

describe('a conducted document', () => {
  it.each(profiles)('is neither changed nor deleted, %s', async (profile) => {
    const { portal, opening, id } = await openStock(profile);
    const call = portal.as(1);
    expect(await call('catalog.document.update', { id: opening, fields: { title: 'T' } })).toEqual(
      refused(profile, '0', 'A conducted document cannot be changed'),
    );
    const deleted = await call('catalog.document.delete', { id: opening });
    if (profile === 'documented') expect(deleted).toMatchObject({ status: 200, result: null });
    else expect(deleted).toEqual(refused('live', '1', 'A conducted document cannot be deleted'));
    expect((await call('catalog.document.list')).total).toBe(1);

    const { documentElements } = await done(portal, 'catalog.document.element.list', {});
    const line = { docId: opening, elementId: id };
    for (const [verb, params] of [
      ['add', { fields: line }],
      ['update', { id: documentElements[0].id, fields: { amount: 1 } }],
      ['delete', { id: documentElements[0].id }],
    ] as const) {
      expect(await call(`catalog.document.element.${verb}`, params)).toEqual(
        refused(profile, 'ERROR_DOCUMENT_STATUS', 'Conducted document'),
      );
    }
  });

  it('takes no contractor, and loses none', async () => {
    const { portal, id } = await openStock();
    const doc = await addDocument(portal, 'A', [{ elementId: id, storeTo: 1, amount: 1 }]);
    await conduct(portal, doc);
    const fields = { documentId: doc, entityTypeId: 3, entityId: 2 };
    const locked = refused('documented', '0', 'Unable to edit conducted document');
    expect(await portal.as(1)('catalog.documentcontractor.add', { fields })).toEqual(locked);
    const { documentContractor } = await done(portal, 'catalog.documentcontractor.list', {});
    const bound = documentContractor[0].id;
    expect(await portal.as(1)('catalog.documentcontractor.delete', { id: bound })).toEqual(locked);
  });
});
