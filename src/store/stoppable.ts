import type Database from 'better-sqlite3';

/** A statement that was stopped before its end. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
}

/**
 * One row in 64 asks whether to go on. Which ones, the upper bits of a product with the golden ratio
 * say: they are spread over ids in whatever steps.
 */
const ASKING = '(rowid * 40503) & 4128768';

/**
 * Makes a connection whose statements can be stopped while they run, which better-sqlite3 has no way
 * to do from outside, not even by the end of a thread. Each table is hidden behind a view of the same
 * name in the connection's own schema, whose condition calls `isStopped` now and then. SQLite puts the
 * view's query in its place, and `likelihood` of 1 leaves the numbers alone by which it plans: plans
 * stay as they are. A statement that was stopped throws a StoppedError; it may be run again.
 */
export function makeStoppable(database: Database.Database, isStopped: () => boolean): void {
  database.function('go_on', { deterministic: false }, () => {
    if (isStopped()) throw new StoppedError('the statement was stopped');
    return 1;
  });
  const tables = database
    .prepare(
      `select name from pragma_table_list
       where schema = 'main' and type = 'table' and not wr and name not like 'sqlite\\_%' escape '\\'`,
    )
    .pluck()
    .all() as string[];
  const views = tables.map(
    (name) =>
      `create temp view "${name}" as select * from main."${name}" as "${name}"
       where likelihood(iif(${ASKING}, 1, go_on()), 1.0);`,
  );
  database.exec(views.join('\n'));
}
