import { describe, expect, it } from 'vitest';
import { testPortal } from '../portal.ts';
import { addProduct, profiles, refused } from './_given.ts';
import { addDocument, done, stockRows, switchInventory } from './_stock.ts';

/** Three documents: the second asks for more than there is. */
async function given(profile: 'documented' | 'live' = 'documented') {
  const portal = await testPortal({ profile });
  const { id } = await addProduct(portal);
  await switchInventory(portal, true);
  const line = { elementId: id, storeTo: 1, storeFrom: 1, amount: 5 };
  const ids = [
    await addDocument(portal, 'S', [line]),
    await addDocument(portal, 'D', [{ ...line, amount: 99 }], { title: 'Too much' }),
    await addDocument(portal, 'S', [line]),
  ];
  const states = async () =>
    (await done(portal, 'catalog.document.list', {})).documents.map(
      (one: { status: string }) => one.status,
    );
  return { portal, id, ids, states };
}

describe('catalog.document.conductList', () => {
  it('conducts all', async () => {
    const { portal, ids, states } = await given();
    const documentIds = [ids[0], String(ids[2])];
    const answer = await portal.as(1)('catalog.document.conductList', { documentIds });
    expect(answer.result).toBe(true);
    expect(await states()).toEqual(['Y', 'N', 'Y']);
  });

  it('conducts a document once, named twice, in a batch, and all at once', async () => {
    const { portal, id, ids } = await given();
    const [doc] = ids as [number];
    const command = `catalog.document.conduct?id=${doc}`;
    const answers = await Promise.all([
      portal.as(1)('catalog.document.conductList', { documentIds: [doc, doc, String(doc)] }),
      portal.as(1)('batch', { cmd: [command, command] }),
      portal.as(1)('catalog.document.conduct', { id: doc }),
      portal.as(1)('catalog.document.confirm', { id: doc }),
    ]);
    expect(JSON.stringify(answers)).toContain('The document has already been conducted');
    expect(await stockRows(portal)).toEqual({ [`${id} 1`]: 5 });
  });

  it('keeps what succeeds and answers the first refusal', async () => {
    const { portal, id, ids, states } = await given();
    const documentIds = [ids[0], ids[1], 77, ids[2]];
    expect(await portal.as(1)('catalog.document.conductList', { documentIds })).toEqual(
      refused(
        'documented',
        '0',
        `An error occurred while conducting the document "Too much": Insufficient quantity of goods #${id} (A product) in the store #1`,
      ),
    );
    expect(await states()).toEqual(['Y', 'N', 'Y']);
    expect(await stockRows(portal)).toEqual({ [`${id} 1`]: 10 });
  });

  it.each([77, 'x', '', '1 or 1=1', '9'.repeat(40), -1, null, ['a'], 1.5])(
    'knows no document %j',
    async (one) => {
      const { portal, states } = await given();
      expect(await portal.as(1)('catalog.document.conductList', { documentIds: [one] })).toEqual(
        refused(
          'documented',
          '0',
          'An error occurred while conducting the document: Document not found',
        ),
      );
      expect(await states()).toEqual(['N', 'N', 'N']);
    },
  );
});

describe('catalog.document.cancelList', () => {
  it('cancels what was conducted, and says what was not', async () => {
    const { portal, ids, states } = await given();
    await done(portal, 'catalog.document.conductList', { documentIds: [ids[0], ids[2]] });
    expect(await portal.as(1)('catalog.document.cancelList', { documentIds: ids })).toEqual(
      refused(
        'documented',
        '0',
        'An error occurred while canceling the document "Too much": Document has not been conducted yet',
      ),
    );
    expect(await states()).toEqual(['N', 'N', 'N']);
  });
});

describe('catalog.document.deleteList', () => {
  it.each(profiles)('deletes all but what is conducted or missing, %s', async (profile) => {
    const { portal, ids } = await given(profile);
    await done(portal, 'catalog.document.conduct', { id: ids[0] });
    const call = (documentIds: unknown[]) =>
      portal.as(1)('catalog.document.deleteList', { documentIds });
    expect(await call([ids[0], ids[1]])).toEqual(
      refused(profile, '0', 'You cannot delete document "Stock adjustment #1" as it is processed'),
    );
    expect(await call([77, ids[2]])).toEqual(
      refused(profile, '0', 'An error occurred while deleting document "#77": Document not found'),
    );
    const { documents } = await done(portal, 'catalog.document.list', { select: ['id'] });
    expect(documents).toEqual([{ id: ids[0] }]);
  });

  it('stops where a right is wanting', async () => {
    const { portal, ids } = await given();
    const user = await portal.userWith('store.view', 'store.select', 'document.S.delete');
    expect(await portal.as(user)('catalog.document.deleteList', { documentIds: ids })).toEqual(
      refused('documented', '0', 'Insufficient permissions to delete document "Too much"'),
    );
    const { documents } = await done(portal, 'catalog.document.list', { select: ['id'] });
    expect(documents).toEqual([{ id: ids[1] }, { id: ids[2] }]);
  });
});

describe.each(['conductList', 'cancelList', 'deleteList'])('catalog.document.%s', (verb) => {
  it('takes 500 documents at most', async () => {
    const { as } = await testPortal();
    const documentIds = Array.from({ length: 501 }, (_, i) => i);
    expect(await as(1)(`catalog.document.${verb}`, { documentIds })).toEqual(
      refused('documented', '0', 'At most 500 documents can be named, 501 given'),
    );
  });

  it('wants a list, and the right to stores', async () => {
    const { as } = await testPortal();
    expect(await as(1)(`catalog.document.${verb}`)).toEqual(
      refused('documented', '100', 'Could not find value for parameter {documentIds}'),
    );
    expect(await as(1)(`catalog.document.${verb}`, { documentIds: '1' })).toMatchObject({
      error: 100,
    });
    expect(await as(2)(`catalog.document.${verb}`, { documentIds: [] })).toEqual(
      refused('documented', '0', 'Insufficient permissions to save the document'),
    );
    expect((await as(1)(`catalog.document.${verb}`, { documentIds: [] })).result).toBe(true);
  });
});
