import type { Profile } from '../errors.ts';
import { write } from '../method.ts';
import { saveRefusals } from '../refusals.ts';
import { requireFields } from '../wire/codec.ts';
import type { EntitySchema } from '../wire/schema.ts';
import { type ByVerb, type EntityRows, id, tables } from './entity.ts';

const fields = { type: 'array', names: 'keys', description: 'Field values' } as const;

/** What is declared of any of these verbs. */
const declaredOf = <T>(
  given: ByVerb<T> | undefined,
  ...verbs: readonly (keyof ByVerb<T>)[]
): readonly T[] => verbs.flatMap((verb) => given?.[verb] ?? []);

/** What an update has to name. */
function requiredOnUpdate(
  { required, requiredOnUpdate: when }: EntitySchema,
  profile: Profile,
): readonly string[] {
  if (Array.isArray(when)) return when;
  return when === true || when === profile ? required : [];
}

export function addOf({ entity, codec, answer }: EntityRows) {
  const { name, table, schema, scope } = entity;
  return write({
    about: `Adds one ${name}.`,
    scope,
    params: { fields },
    right: entity.write,
    result: { row: name },
    errors: [...saveRefusals(schema, 'add'), ...declaredOf(entity.errors, 'save', 'add')],
    asks: declaredOf(entity.asks, 'save', 'add'),
    entity: { schema },
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
  });
}

export function updateOf({ entity, codec, absent, load, answer }: EntityRows) {
  const { name, table, schema, scope } = entity;
  return write({
    about: `Changes one ${name}.`,
    scope,
    params: { id, fields },
    right: entity.write,
    result: { row: name },
    errors: [
      absent,
      ...saveRefusals(schema, 'update'),
      ...declaredOf(entity.errors, 'save', 'update'),
    ],
    asks: declaredOf(entity.asks, 'save', 'update'),
    entity: { schema },
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
  });
}

export function deleteOf({ entity, absent, load }: EntityRows) {
  const { name, table, schema, scope } = entity;
  return write({
    about: `Deletes one ${name}.`,
    scope,
    params: { id },
    right: entity.write,
    result: 'true',
    errors: [absent, ...declaredOf(entity.errors, 'delete')],
    asks: declaredOf(entity.asks, 'delete'),
    entity: { schema },
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
  });
}
