import { describe, expect, it } from 'vitest';
import { prepare, type Store } from '../../src/core/store.ts';

/** A driver under test, on an empty database. */
export interface StoreUnderTest {
  readonly store: Store;
  close(): Promise<void>;
}

const byKey = prepare<{ key: string }>()((db, p) =>
  db.selectFrom('setting').select(['key', 'value']).where('key', '=', p('key')),
);
const all = prepare<object>()((db) =>
  db.selectFrom('setting').select(['key', 'value']).orderBy('key'),
);

const put = (store: Store, key: string, value = key) =>
  store.write(({ query }) => query.insertInto('setting').values({ key, value }).execute());

/** What every driver of the store must do. */
export function describeStore(name: string, make: () => Promise<StoreUnderTest>): void {
  const open = async (run: (store: Store) => Promise<void>): Promise<void> => {
    const { store, close } = await make();
    try {
      await run(store);
    } finally {
      await close();
    }
  };
  const keys = async (store: Store) => (await store.reader.all(all, {})).map(({ key }) => key);

  describe(`store: ${name}`, () => {
    it('shows a write to the reader once it is answered', () =>
      open(async (store) => {
        expect(await store.reader.first(byKey, { key: 'a' })).toBeUndefined();
        await put(store, 'a', '1');
        expect(await store.reader.first(byKey, { key: 'a' })).toEqual({ key: 'a', value: '1' });
      }));

    it('shows a write in progress to itself and to nobody else', () =>
      open(async (store) => {
        await store.write(async (db) => {
          await db.query.insertInto('setting').values({ key: 'a', value: '1' }).execute();
          expect(await db.first(byKey, { key: 'a' })).toBeDefined();
          expect(await store.reader.first(byKey, { key: 'a' })).toBeUndefined();
        });
      }));

    it('gives back what the work returns', () =>
      open(async (store) => {
        expect(await store.write(async () => 42)).toBe(42);
      }));

    it('leaves nothing of a write that throws, and rejects with its error', () =>
      open(async (store) => {
        const failure = new Error('refused');
        const failing = store.write(async ({ query }) => {
          await query.insertInto('setting').values({ key: 'a', value: '1' }).execute();
          throw failure;
        });
        await expect(failing).rejects.toBe(failure);
        expect(await keys(store)).toEqual([]);
      }));

    it('keeps the neighbours of a failing write', () =>
      open(async (store) => {
        const settled = await Promise.allSettled([
          put(store, 'a'),
          put(store, 'a'),
          put(store, 'b'),
          store.write(async ({ query }) => {
            await query.insertInto('setting').values({ key: 'c', value: 'c' }).execute();
            throw new Error('refused');
          }),
          put(store, 'd'),
        ]);
        expect(settled.map(({ status }) => status)).toEqual([
          'fulfilled',
          'rejected',
          'fulfilled',
          'rejected',
          'fulfilled',
        ]);
        expect(await keys(store)).toEqual(['a', 'b', 'd']);
      }));

    it('loses no update of concurrent writers that read before they write', () =>
      open(async (store) => {
        await put(store, 'n', '0');
        const increment = () =>
          store.write(async (db) => {
            const row = await db.first(byKey, { key: 'n' });
            await Promise.resolve();
            const value = String(Number(row?.value) + 1);
            await db.query.updateTable('setting').set({ value }).where('key', '=', 'n').execute();
          });
        await Promise.all(Array.from({ length: 700 }, increment));
        expect((await store.reader.first(byKey, { key: 'n' }))?.value).toBe('700');
      }));

    it('gives others their turn within one write of many statements', () =>
      open(async (store) => {
        let turns = 0;
        const seen: number[] = [];
        const count = () => {
          turns += 1;
          counting = setImmediate(count);
        };
        let counting = setImmediate(count);
        await store.write(async (db) => {
          const before = turns;
          for (let n = 0; n < 20_000; n++) {
            const row = { key: String(n), value: '' };
            await db.query.insertInto('setting').values(row).execute();
            await db.first(byKey, { key: String(n) });
          }
          seen.push(turns - before, (await db.all(all, {})).length);
        });
        clearImmediate(counting);
        expect(seen[0]).toBeGreaterThan(1);
        expect(seen[1]).toBe(20_000);
      }));

    it('sees a commit from within the same turn', () =>
      open(async (store) => {
        const before = store.reader.all(all, {});
        const seen = put(store, 'a').then(() => keys(store));
        expect(await before).toEqual([]);
        expect(await seen).toEqual(['a']);
      }));

    it('has a version that stays while nobody commits, and is another after each commit', () =>
      open(async (store) => {
        const version = () => store.reader.version();
        const seen = [await version()];
        expect(await version()).toBe(seen[0]);
        for (const key of ['a', 'b', 'c']) {
          await put(store, key);
          seen.push(await version());
          expect(await keys(store)).toContain(key);
          expect(await version()).toBe(seen.at(-1));
        }
        await store
          .write(() => Promise.reject(new Error('refused')))
          .catch(() => seen.push(undefined));
        expect(seen.pop()).toBeUndefined();
        expect(new Set(seen).size).toBe(seen.length);
        expect(await store.write((db) => db.version()), 'none inside a write').toBeUndefined();
      }));

    it('waits for accepted writes when it closes', async () => {
      const { store, close } = await make();
      const writing = put(store, 'a');
      await close();
      await expect(writing).resolves.toBeDefined();
    });

    it('is ready', () => open((store) => store.ready()));
  });
}
