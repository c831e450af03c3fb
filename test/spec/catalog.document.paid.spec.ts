import { expect, it } from 'vitest';
import { type AnyRow, profiles } from './_given.ts';
import { addDocument, conduct, openStock } from './_stock.ts';

/** A product bought for 7 a piece by a conducted document. */
async function bought(profile: (typeof profiles)[number]) {
  const { portal, id } = await openStock(profile);
  const line = { elementId: id, storeTo: 1, amount: 2, purchasingPrice: 7 };
  const document = await addDocument(portal, 'S', [line], { total: 14 });
  await conduct(portal, document);
  const blind = portal.as(await portal.userWith('catalog.read'));
  const paying = portal.as(await portal.userWith('catalog.read', 'purchase.view'));
  return { portal, document, blind, paying };
}

const rowsOf = ({ result }: AnyRow): AnyRow[] => Object.values<AnyRow[]>(result)[0] ?? [];

it.each(profiles)('what was paid is told to whom may know it alone, %s', async (profile) => {
  const { document, blind, paying } = await bought(profile);
  for (const [method, field, by] of [
    ['catalog.document.element.list', 'purchasingPrice', 'docId'],
    ['catalog.document.list', 'total', 'id'],
  ] as const) {
    const filter = { [by]: document };
    const [told] = rowsOf(await paying(method, { filter }));
    expect(told).toHaveProperty(field);
    const [hidden] = rowsOf(await blind(method, { filter }));
    expect(hidden).toEqual(
      Object.fromEntries(Object.entries(told as AnyRow).filter(([name]) => name !== field)),
    );

    expect(rowsOf(await blind(method, { filter, select: [field] }))).toEqual([{}]);
    const asked = await blind(method, { filter: { ...filter, [`>${field}`]: 1e6 } });
    expect(rowsOf(asked), 'not found by it either').toHaveLength(1);
    const ordered = { [field]: 'DESC', id: 'ASC' };
    expect(rowsOf(await blind(method, { order: ordered })).map(({ id }) => id)).toEqual(
      rowsOf(await blind(method, { order: { id: 'ASC' } })).map(({ id }) => id),
    );
  }
});
