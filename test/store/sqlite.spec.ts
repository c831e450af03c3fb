import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Db } from '../../src/core/store.ts';
import { lockFolder, openSqlite } from '../../src/store/sqlite.ts';

const folder = async () => {
  const path = await mkdtemp(join(tmpdir(), 'vitrine-sqlite-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
};

const pragma = async ({ query }: Db, name: string) => {
  const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(query);
  return Object.values(rows[0] as object)[0];
};

describe('sqlite', () => {
  it('is WAL with synchronous=FULL, on every reopen too', async () => {
    const file = join(await folder(), 'vitrine.db');
    const FULL = 2;
    for (let round = 0; round < 3; round++) {
      const store = await openSqlite({ file });
      const state = await store.write(async (db) => [
        await pragma(db, 'journal_mode'),
        await pragma(db, 'synchronous'),
        await pragma(db, 'foreign_keys'),
      ]);
      expect(state).toEqual(['wal', FULL, 1]);
      await store.close();
    }
  });

  it('has statistics of every index of a table that has any', async () => {
    const store = await openSqlite({ file: join(await folder(), 'vitrine.db') });
    onTestFinished(store.close);
    const { rows: stated } = await sql<{ idx: string; numbers: number }>`
      select idx, length(stat) - length(replace(stat, ' ', '')) as numbers from sqlite_stat1
      order by idx`.execute(store.reader.query);
    const { rows: indexes } = await sql<{ idx: string; numbers: number }>`
      select l.name as idx, (select count(*) from pragma_index_info(l.name)) as numbers
      from (select distinct tbl from sqlite_stat1) as t, pragma_index_list(t.tbl, 'main') as l
      where not l.partial order by l.name`.execute(store.reader.query);
    expect(stated.length).toBeGreaterThan(20);
    expect(stated).toEqual(indexes);
  });

  it('has a reader that cannot write', async () => {
    const store = await openSqlite({ file: join(await folder(), 'vitrine.db') });
    const insert = store.reader.query.insertInto('setting').values({ key: 'a', value: 'b' });
    await expect(insert.execute()).rejects.toThrow(/cannot modify/);
    await store.close();
  });

  it('lets one process have a folder', async () => {
    const path = await folder();
    const release = lockFolder(path);
    expect(() => lockFolder(path)).toThrow(/in use by another Vitrine/);
    release();
    lockFolder(path)();
  });
});
