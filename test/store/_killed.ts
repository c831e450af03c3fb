import Database from 'better-sqlite3';

/**
 * A process of its own that opens a database and dies at its `KILL_AT`th statement, as if by `kill -9`;
 * without one it prints how many statements it ran.
 */
const { KILL_AT = '0', FILE = '' } = process.env;
let ran = 0;

const step = (): void => {
  ran += 1;
  if (ran === Number(KILL_AT)) process.kill(process.pid, 'SIGKILL');
};

const { prepare, exec } = Database.prototype;
Database.prototype.prepare = function (this: Database.Database, sql: string) {
  const statement = prepare.call(this, sql);
  for (const name of ['run', 'all', 'get', 'iterate'] as const) {
    const original = statement[name].bind(statement) as (...values: unknown[]) => unknown;
    Object.defineProperty(statement, name, {
      value: (...values: unknown[]) => {
        step();
        return original(...values);
      },
    });
  }
  return statement;
} as typeof prepare;
Database.prototype.exec = function (this: Database.Database, sql: string) {
  step();
  return exec.call(this, sql);
};

const { openSqlite } = await import('../../src/store/sqlite.ts');
const store = await openSqlite({ file: FILE, reading: { threads: 0 } });
const opened = ran;
await store.close();
process.stdout.write(String(opened));
