import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterAll, describe, expect, it } from 'vitest';
import { SteadyDialect } from '../../src/store/db.ts';
import { migrations } from '../../src/store/migrate.ts';
import { openSqlite } from '../../src/store/sqlite.ts';

const run = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), 'vitrine-migrations-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Points at which a process is killed, spread over all statements of its opening. */
const POINTS = 25;

/** A database as an older version left it; without a last migration, one that is not there yet. */
async function older(file: string, last: string | undefined): Promise<void> {
  if (last === undefined) return;
  const database = new Database(file);
  const db = new Kysely<unknown>({ dialect: new SteadyDialect({ database }) });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateTo(last);
  await db.destroy();
  expect(error).toBeUndefined();
}

const schemaOf = (file: string): unknown[] => {
  const database = new Database(file, { readonly: true });
  const rows = database.prepare('select type, name, sql from sqlite_master order by name').all();
  const done = database.prepare('select name from kysely_migration order by name').all();
  database.close();
  return [...rows, ...done];
};

const child = join(import.meta.dirname, '_killed.ts');
const open = (file: string, killAt: number) =>
  run(process.execPath, [child], { env: { ...process.env, FILE: file, KILL_AT: String(killAt) } });

describe.each([
  ['a first start', undefined],
  ['an upgrade from the oldest schema', '0001_core'],
  ['an upgrade from a schema with rows of its own', '0010_sections'],
])('%s', (_what, last) => {
  it('is done or not done, wherever it is killed', async () => {
    const name = (part: string): string => join(folder, `${last ?? 'new'}-${part}.db`);
    const base = name('base');
    await older(base, last);
    const begin = async (file: string): Promise<void> => {
      if (last !== undefined) await copyFile(base, file);
    };
    const whole = name('whole');
    await begin(whole);
    const statements = Number((await open(whole, 0)).stdout);
    expect(statements).toBeGreaterThan(POINTS);
    const expected = schemaOf(whole);

    const killed = async (point: number): Promise<void> => {
      const at = 1 + Math.round((point * (statements - 1)) / (POINTS - 1));
      const file = name(String(at));
      await begin(file);
      await expect(open(file, at)).rejects.toMatchObject({ signal: 'SIGKILL' });
      const store = await openSqlite({ file, reading: { threads: 0 } });
      await store.close();
      expect(schemaOf(file), `killed at statement ${at} of ${statements}`).toEqual(expected);
    };
    const points = [...Array(POINTS).keys()];
    const lane = async (): Promise<void> => {
      for (let point = points.shift(); point !== undefined; point = points.shift()) {
        await killed(point);
      }
    };
    await Promise.all([lane(), lane()]);
  }, 120_000);
});
