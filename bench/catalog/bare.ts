import { join } from 'node:path';
import Database from 'better-sqlite3';
import { listed } from '../scenarios.ts';

export const PRODUCTS = 14;

type Value = string | number | null;
type Found = Record<string, Value>;

/**
 * The floor of each call: the statements that its result cannot do without, prepared, on a connection
 * with the settings of Vitrine's own, and JSON of the rows as they are.
 */
export function openBare(folder: string) {
  const database = new Database(join(folder, 'vitrine.db'));
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('cache_size = -8192');
  const prepare = (sql: string) => database.prepare<Value[], Found>(sql);
  const known = new Map<string, ReturnType<typeof prepare>>();
  const statement = (sql: string) => {
    const made = known.get(sql) ?? prepare(sql);
    known.set(sql, made);
    return made;
  };
  const all = (sql: string, ...values: Value[]): Found[] => statement(sql).all(...values);
  const number = (sql: string, ...values: Value[]): number =>
    Number(Object.values(statement(sql).get(...values) ?? {})[0]);
  const transaction = <T>(work: () => T): T => database.transaction(work)();

  const columns = listed.map((name) => `p."${name}"`).join(', ');
  const everything = (database.pragma('table_info(product)') as { name: string }[])
    .map(({ name }) => name)
    .filter((name) => name !== 'plain');

  const properties = all('select * from productProperty where iblockId = ? order by id', PRODUCTS);
  const property = (code: string): number =>
    Number(properties.find((one) => one.code === code)?.id);
  const anEnum = (code: string): number =>
    number('select min(id) from productPropertyEnum where propertyId = ?', property(code));

  const valuesOf = (ids: readonly number[]): Found[] =>
    all(
      `select v.*, e.value as text from propertyValue v left join productPropertyEnum e
       on e.propertyId = v.propertyId and e.id = v.number
       where v.productId in (${ids.map(() => '?').join()}) order by v.id`,
      ...ids,
    );
  const filesOf = (ids: readonly number[]): Found[] =>
    all(
      `select id, productId, type from file where productId in (${ids.map(() => '?').join()}) order by id`,
      ...ids,
    );

  return {
    all,
    number,
    transaction,
    columns,
    everything,
    property,
    anEnum,
    /** One product with its values and files. */
    product(id: number) {
      const [product] = all(`select ${everything.join()} from product where id = ?`, id);
      return { product, values: valuesOf([id]), files: filesOf([id]) };
    },
    valuesOf,
    filesOf,
    products: number('select count(*) from product'),
    close: () => database.close(),
  };
}

export type Bare = ReturnType<typeof openBare>;
