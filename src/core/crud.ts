import type { Kysely } from 'kysely';
import { createCodec, type Row, requireFields } from './codec.ts';
import { listErrors, savedErrors } from './declared.ts';
import { missing, type Profile, type Refusal, refusal } from './errors.ts';
import { createListReader, type ListRequest, listParams } from './list.ts';
import { type Context, type Right, read, write } from './method.ts';
import { listAnswer, readPage } from './page.ts';
import { describeFields, type EntitySchema } from './schema.ts';
import type { Db } from './store.ts';

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
type ByVerb<T> = Readonly<
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

/** What an update has to name. */
function requiredOnUpdate(
  { required, requiredOnUpdate: when }: EntitySchema,
  profile: Profile,
): readonly string[] {
  if (Array.isArray(when)) return when;
  return when === true || when === profile ? required : [];
}

const of = <T>(given: ByVerb<T>, ...verbs: readonly (keyof ByVerb<T>)[]): readonly T[] =>
  verbs.flatMap((verb) => given[verb] ?? []);

const id = { type: 'integer', description: 'Identifier' } as const;
const fields = { type: 'array', description: 'Field values' } as const;

// biome-ignore lint/suspicious/noExplicitAny: one set of methods serves every table
const tables = (db: Db) => db.query as Kysely<any>;

/** The six verbs of an entity as plain methods; a folder's index picks those that exist. */
export function crud(entity: Entity) {
  const { name, plural, table, schema, scope } = entity;
  const codec = createCodec(schema);
  const readRequest = createListReader(schema, codec);

  const { missingCode, missingText = missing(name).message } = entity;
  const absent: Refusal = [missingCode ?? '', missingText];
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

  const one = { schema };
  const { errors = {}, asks = {} } = entity;
  const page = async ({ db }: Context, request: ListRequest) => {
    const { rows } = await readPage(db, table, request);
    return rows.map((row) => codec.castOut(row, request.fields));
  };

  return {
    getFields: read({
      about: `Describes the fields of ${plural}.`,
      scope,
      params: {},
      right: entity.read,
      result: { fields: name },
      run: async ({ profile }) => ({ [name]: describeFields(schema, profile) }),
    }),

    get: read({
      about: `Reads one ${name}.`,
      scope,
      params: { id },
      right: entity.read,
      result: { row: name },
      errors: [absent],
      entity: one,
      run: async ({ db }, params) => answer(db, params.id),
    }),

    list: read({
      about: `Lists ${plural}, 50 a page.`,
      scope,
      params: listParams,
      right: entity.read,
      result: { rows: plural },
      errors: [...listErrors, ...of(errors, 'list')],
      entity: { schema, page },
      async run({ db }, params) {
        const request = readRequest(params);
        const page = await readPage(db, table, request);
        const rows = page.rows.map((row) => codec.castOut(row, request.fields));
        return listAnswer(plural, page, rows);
      },
    }),

    add: write({
      about: `Adds one ${name}.`,
      scope,
      params: { fields },
      right: entity.write,
      result: { row: name },
      errors: [...savedErrors(schema, 'add'), ...of(errors, 'save', 'add')],
      asks: of(asks, 'save', 'add'),
      entity: one,
      async run(context, params) {
        requireFields(schema, params.fields);
        const given = codec.castIn(params.fields, 'add');
        const row = { ...entity.defaults?.(context), ...given };
        const change = { on: 'add', id: 0, given, row, stored: undefined } as const;
        await entity.check?.(context, change);
        const derived = await entity.derived?.(context, change);
        const added = await tables(context.db)
          .insertInto(table)
          .values({ ...row, ...derived })
          .returning('id')
          .executeTakeFirstOrThrow();
        await entity.changed?.(context, { ...change, id: Number(added.id) });
        return answer(context.db, Number(added.id));
      },
    }),

    update: write({
      about: `Changes one ${name}.`,
      scope,
      params: { id, fields },
      right: entity.write,
      result: { row: name },
      errors: [absent, ...savedErrors(schema, 'update'), ...of(errors, 'save', 'update')],
      asks: of(asks, 'save', 'update'),
      entity: one,
      async run(context, params) {
        requireFields(schema, params.fields, requiredOnUpdate(schema, context.profile));
        const { id } = params;
        const stored = await load(context.db, id);
        const given = codec.castIn(params.fields, 'update');
        const row = { ...stored, ...given, ...entity.touched?.(context) };
        const change = { on: 'update', id, given, row, stored } as const;
        await entity.check?.(context, change);
        const derived = await entity.derived?.(context, change);
        const values = { ...given, ...entity.touched?.(context), ...derived };
        if (Object.keys(values).length > 0) {
          await tables(context.db).updateTable(table).set(values).where('id', '=', id).execute();
        }
        await entity.changed?.(context, change);
        return answer(context.db, params.id);
      },
    }),

    delete: write({
      about: `Deletes one ${name}.`,
      scope,
      params: { id },
      right: entity.write,
      result: 'true',
      errors: [absent, ...of(errors, 'delete')],
      asks: of(asks, 'delete'),
      entity: one,
      async run(context, params) {
        const { db } = context;
        const { id } = params;
        const stored = await load(db, id);
        const change = { on: 'delete', id, given: {}, row: stored, stored } as const;
        await entity.check?.(context, change);
        await tables(db).deleteFrom(table).where('id', '=', id).execute();
        await entity.changed?.(context, change);
        return true;
      },
    }),
  };
}
