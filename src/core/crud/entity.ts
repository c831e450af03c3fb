import type { Kysely } from 'kysely';
import { notFound, type Refusal, refusal } from '../errors.ts';
import type { Context, Right } from '../method.ts';
import type { Db } from '../store.ts';
import { type Codec, createCodec, type Row } from '../wire/codec.ts';
import type { EntitySchema } from '../wire/schema.ts';

/** A change of one row, as the rules of its entity see it. */
export interface RowChange {
  readonly on: 'add' | 'update' | 'delete';
  /** 0 before the row of an add is stored. */
  readonly id: number;
  /** What the call gave, cast; empty on a delete. */
  readonly given: Row;
  /** The whole row: as it is going to be, or as it was before a delete. */
  readonly row: Row;
  /** The row before the change; undefined on an add. */
  readonly stored: Row | undefined;
}

/** What is declared of the verbs of an entity; `save` is add and update alike. */
export type ByVerb<T> = Readonly<
  Partial<Record<'list' | 'add' | 'update' | 'save' | 'delete', readonly T[]>>
>;

/** An entity whose methods follow from its schema and two rules about its rows. */
export interface Entity {
  /** The key of one row in answers, and the name in its errors. */
  readonly name: string;
  /** The key of a page of rows. */
  readonly plural: string;
  readonly table: string;
  readonly schema: EntitySchema;
  readonly scope: string;
  readonly read: Right;
  readonly write: Right;
  /** What is answered of a row that is not there: by default an empty code, `<name> does not exist.` */
  readonly missingCode?: string;
  readonly missingText?: string;
  /** What `check` and the files beside the entity's refuse; the rest follows from the schema. */
  readonly errors?: ByVerb<Refusal>;
  /** Rights that they ask for. */
  readonly asks?: ByVerb<string>;
  /** Values of columns that an add left out. */
  readonly defaults?: (context: Context) => Row;
  /** Values of columns that every update sets. */
  readonly touched?: (context: Context) => Row;
  /** Columns that follow from the row: what it is worth in the base currency, a corrected weight. */
  readonly derived?: (context: Context, change: RowChange) => Promise<Row> | Row;
  /** Throws for a row that must not be stored or deleted: uniqueness, references, use. */
  readonly check?: (context: Context, change: RowChange) => Promise<void> | void;
  /** What follows a change in the same transaction: rows that hang on it, events. */
  readonly changed?: (context: Context, change: RowChange) => Promise<void>;
}

/** What the verbs of an entity share. */
export interface EntityRows {
  readonly entity: Entity;
  readonly codec: Codec;
  /** The refusal of a row that is not there. */
  readonly absent: Refusal;
  /** The whole row; throws `absent`. */
  load(db: Db, id: number): Promise<Row>;
  /** `{ <name>: row }` as it is sent. */
  answer(db: Db, id: number): Promise<Row>;
}

// biome-ignore lint/suspicious/noExplicitAny: one set of methods serves every table
export const tables = (db: Db) => db.query as Kysely<any>;

export const id = { type: 'integer', description: 'Identifier' } as const;

export function createRows(entity: Entity): EntityRows {
  const { name, table, schema, missingCode = '', missingText = notFound(name).message } = entity;
  const codec = createCodec(schema);
  const absent: Refusal = [missingCode, missingText];

  const load = async (db: Db, rowId: number): Promise<Row> => {
    const row = await tables(db)
      .selectFrom(table)
      .select([...codec.names])
      .where('id', '=', rowId)
      .executeTakeFirst();
    if (!row) throw refusal(...absent);
    return row;
  };
  const answer = async (db: Db, rowId: number) => ({
    [name]: codec.castOut(await load(db, rowId)),
  });
  return { entity, codec, absent, load, answer };
}
