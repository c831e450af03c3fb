import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { onTestFinished } from 'vitest';
import type { ReadingOptions } from '../../src/store/reads.ts';
import { openSqlite } from '../../src/store/sqlite.ts';

export const ROWS = 3_000;

/** Goes through 27 thousand million rows: as good as without end. */
export const ENDLESS = `select count(*) as n from setting as a, setting as b, setting as c
  where a.value || b.value || c.value = 'none'`;

/** A store with rows, in a file that goes with the test. */
export async function largeStore(reading: ReadingOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-readers-'));
  const file = join(folder, 'vitrine.db');
  const store = await openSqlite({ file, reading });
  await store.write(({ query }) =>
    sql`insert into setting (key, value)
      with recursive n(i) as (select 1 union all select i + 1 from n where i < ${ROWS})
      select 'row ' || i, 'value ' || i from n`.execute(query),
  );
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { file, store };
}

/** Runs a statement of raw SQL on the reader. */
export const readerOf =
  ({ store }: Pick<Awaited<ReturnType<typeof largeStore>>, 'store'>) =>
  async (text: string): Promise<unknown[]> =>
    (await sql.raw(text).execute(store.reader.query)).rows;
