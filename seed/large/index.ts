import '../../schemas/section.ts';
import '../../schemas/store.ts';
import { loadRates } from '../../catalog/prices/exchangeRates.ts';
import type { Db } from '../../src/core/store.ts';
import { GOODS, PRODUCTS, SERVICES } from '../base.ts';
import { createBulk } from './bulk.ts';
import { withoutIndexes } from './indexes.ts';
import { BLOCK, drawBlock, type Item } from './items.ts';
import type { LargePictures } from './pictures.ts';
import { addProperties } from './properties.ts';
import { createRandom } from './random.ts';
import { rowsOf, SEED_TIME } from './rows.ts';
import { rooms, things } from './words.ts';

export { storeLargePictures } from './pictures.ts';

/** What to make: as many products, another portal for each seed. */
export interface LargeSeed {
  readonly products: number;
  readonly seed: number;
}

const MAIN_STORE = 1;
const AT_ONCE = 500;
/** A table comes after those that its rows name. */
const FILLED = ['product', 'price', 'storeProduct', 'propertyValue', 'file'] as const;

/**
 * Fills a portal that has its base rows and nothing else. The products are 1 to `products`, the same
 * for the same seed; `progress` is told how many are stored.
 */
export async function seedLarge(
  db: Db,
  { products, seed }: LargeSeed,
  pictures: LargePictures,
  progress: (done: number, total: number) => Promise<void>,
): Promise<void> {
  const random = createRandom(seed);
  const around = {
    random,
    pictures,
    rates: await loadRates(db),
    choices: await addProperties(db, SEED_TIME),
    stores: [MAIN_STORE, await addStore(db)],
    sectionOf: await addSections(db),
  } as const;
  await withoutIndexes(db, FILLED, async () => {
    const insert = createBulk(db);
    for (let done = 0; done < products; ) {
      const until = Math.min(products, done + AT_ONCE);
      const blocks = [];
      for (; done < until; done += BLOCK) {
        blocks.push(rowsOf(drawBlock(random, done + 1, Math.min(BLOCK, until - done)), around));
      }
      for (const table of FILLED) {
        await insert(
          table,
          blocks.flatMap((rows): object[] => rows[table]),
        );
      }
      await progress(until, products);
    }
  });
}

async function addStore({ query }: Db): Promise<number> {
  const { id } = await query
    .insertInto('store')
    .values({
      title: 'Second warehouse',
      address: '2 Harbour Street',
      active: 'Y',
      issuingCenter: 'N',
      sort: 200,
      userId: 1,
      modifiedBy: 1,
      dateCreate: SEED_TIME,
      dateModify: SEED_TIME,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** A section for each thing, with one for each room below it. */
async function addSections({ query }: Db): Promise<(item: Item) => number> {
  const add = async (name: string, code: string, above: number): Promise<number> => {
    const { id } = await query
      .insertInto('section')
      .values({
        iblockId: PRODUCTS,
        iblockSectionId: above,
        name,
        code,
        xmlId: null,
        active: 'Y',
        sort: 500,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  };
  const sections = new Map<string, number>();
  for (const { subject, section } of things) {
    const above = await add(section, subject, GOODS);
    for (const [index, room] of rooms.entries()) {
      sections.set(`${subject} ${index}`, await add(room, `${subject}-${index + 1}`, above));
    }
  }
  return ({ subject, room }) => sections.get(`${subject} ${room}`) ?? SERVICES;
}
