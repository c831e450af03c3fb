import fc from 'fast-check';
import { expect, it } from 'vitest';
import { testPortal } from '../portal.ts';
import { addProduct, type Portal } from './_given.ts';
import { addDocument, addStore, done, stockOf, stockRows, switchInventory } from './_stock.ts';

const PRODUCTS = 3;
const STORES = 3;
const VARIATION = 2;

const line = fc.record({
  product: fc.nat(PRODUCTS - 1),
  storeFrom: fc.integer({ min: 1, max: STORES }),
  storeTo: fc.integer({ min: 1, max: STORES }),
  tenths: fc.integer({ min: -1, max: 60 }),
});
type Line = typeof line extends fc.Arbitrary<infer T> ? T : never;

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('add' as const),
      docType: fc.constantFrom('A', 'S', 'M', 'R', 'D'),
      lines: fc.array(line, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom('conduct' as const, 'cancel' as const, 'delete' as const),
      document: fc.nat(9),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('conductList' as const, 'cancelList' as const, 'atOnce' as const),
      documents: fc.array(fc.nat(9), { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('line' as const), document: fc.nat(9), line }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('switch' as const),
      storeId: fc.integer({ min: 1, max: STORES }),
      active: fc.constantFrom('Y', 'N'),
    }),
  },
);

interface Known {
  readonly id: number;
  readonly docType: string;
  lines: readonly Line[];
  conducted: boolean;
}

/** What the conducted documents say lies where, in tenths, so that nothing is lost in adding. */
function expectedStock(documents: readonly Known[], products: readonly number[]) {
  const stock: Record<string, number> = {};
  const add = (product: number, store: number, tenths: number) => {
    const key = `${products[product]} ${store}`;
    stock[key] = (stock[key] ?? 0) + tenths;
  };
  for (const { docType, lines, conducted } of documents) {
    if (!conducted) continue;
    for (const { product, storeFrom, storeTo, tenths } of lines) {
      if (docType === 'D' || docType === 'M') add(product, storeFrom, -tenths);
      if (docType !== 'D') add(product, storeTo, tenths);
    }
  }
  return stock;
}

const nonZero = (stock: Record<string, number>) =>
  Object.fromEntries(Object.entries(stock).filter(([, amount]) => amount !== 0));

/** Products: one that may be bought at zero, one that may not, and a variation of a parent. */
async function goods(portal: Portal): Promise<{ products: number[]; parent: number }> {
  const { id: zero } = await addProduct(portal, 'product', { canBuyZero: 'Y' });
  const { id: plain } = await addProduct(portal);
  const { id: parent } = await addProduct(portal);
  const { id: variation } = await addProduct(portal, 'offer', { parentId: parent });
  return { products: [zero, plain, variation], parent };
}

/** Documents whose calls may have raced or gone in a list say themselves what became of them. */
async function readStatus(portal: Portal, documents: readonly Known[]): Promise<void> {
  const { result } = await portal.as(1)('catalog.document.list', { select: ['id', 'status'] });
  const status = new Map<number, string>(
    result.documents.map((row: { id: number; status: string }) => [row.id, row.status]),
  );
  for (const one of documents) one.conducted = status.get(one.id) === 'Y';
}

async function compare(
  portal: Portal,
  documents: readonly Known[],
  { products, parent }: Awaited<ReturnType<typeof goods>>,
  active: ReadonlySet<number>,
): Promise<void> {
  const expected = nonZero(expectedStock(documents, products));
  const rows = nonZero(await stockRows(portal));
  expect(rows).toEqual(
    Object.fromEntries(Object.entries(expected).map(([key, tenths]) => [key, tenths / 10])),
  );
  for (const [index, id] of products.entries()) {
    const tenths = Object.entries(expected)
      .filter(([key]) => key.startsWith(`${id} `) && active.has(Number(key.split(' ')[1])))
      .reduce((sum, [, amount]) => sum + amount, 0);
    const available = index > 0 && tenths <= 0 ? 'N' : 'Y';
    expect(await stockOf(portal, id)).toMatchObject({ quantity: tenths / 10, available });
    if (index === VARIATION) {
      expect(await stockOf(portal, parent)).toMatchObject({ quantity: 0, available });
    }
  }
  const short = Object.entries(expected).filter(
    ([key, tenths]) => tenths < 0 && !key.startsWith(`${products[0]} `),
  );
  expect(short).toEqual([]);
}

const lineFields = ({ product, tenths, ...stores }: Line, products: readonly number[]) => ({
  ...stores,
  elementId: products[product],
  amount: tenths / 10,
});

/** Conducted twice and cancelled, before any of them is answered. */
const bothWays = ({ as }: Portal, id: number) =>
  ['conduct', 'conduct', 'cancel'].map((verb) => as(1)(`catalog.document.${verb}`, { id }));

it('stock is what the conducted documents say, whatever is conducted, cancelled and deleted', async () => {
  let [succeeded, refused] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
      const portal = await testPortal();
      const made = await goods(portal);
      const { products } = made;
      for (let i = 1; i < STORES; i += 1) await addStore(portal);
      await switchInventory(portal, true);
      const documents: Known[] = [];
      const active = new Set([1, 2, 3]);

      for (const one of steps) {
        if (one.do === 'add') {
          const { docType, lines } = one;
          const rows = lines.map((row) => lineFields(row, products));
          const id = await addDocument(portal, docType, rows);
          documents.push({ id, docType, lines, conducted: false });
        } else if (one.do === 'switch') {
          const { storeId: id, active: state } = one;
          await done(portal, 'catalog.store.update', { id, fields: { active: state } });
          if (state === 'Y') active.add(id);
          else active.delete(id);
        } else if ('documents' in one) {
          const chosen = one.documents.flatMap((n) => documents[n] ?? []);
          const documentIds = chosen.map(({ id }) => id);
          const answers =
            one.do === 'atOnce'
              ? await Promise.all(chosen.flatMap(({ id }) => bothWays(portal, id)))
              : [await portal.as(1)(`catalog.document.${one.do}`, { documentIds })];
          for (const answer of answers) expect([true, undefined]).toContain(answer.result);
          await readStatus(portal, documents);
        } else if (one.do === 'line') {
          const known = documents[one.document];
          if (!known) continue;
          const answer = await portal.as(1)('catalog.document.element.add', {
            fields: { docId: known.id, ...lineFields(one.line, products) },
          });
          expect(answer.status).toBe(known.conducted ? 400 : 200);
          if (!known.conducted) known.lines = [...known.lines, one.line];
        } else {
          const known = documents[one.document % Math.max(documents.length, 1)];
          if (!known) continue;
          const answer = await portal.as(1)(`catalog.document.${one.do}`, { id: known.id });
          if (answer.result === true) {
            succeeded += 1;
            if (one.do === 'delete') documents.splice(documents.indexOf(known), 1);
            else {
              expect(known.conducted).toBe(one.do === 'cancel');
              known.conducted = one.do === 'conduct';
            }
          } else {
            refused += 1;
            expect(answer.error ?? 0).toBe(0);
          }
        }
        await compare(portal, documents, made, active);
      }
    }),
    { numRuns: 12, seed: 20_260_101 },
  );
  expect(succeeded).toBeGreaterThan(20);
  expect(refused).toBeGreaterThan(20);
}, 60_000);
