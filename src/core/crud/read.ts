import { createListReader, type ListRequest, listParams } from '../lists/list.ts';
import { listAnswer, readPage } from '../lists/page.ts';
import { type Context, read } from '../method.ts';
import { listRefusals } from '../refusals.ts';
import { describeFields } from '../wire/schema.ts';
import { type EntityRows, id } from './entity.ts';

export const getFieldsOf = ({ entity }: EntityRows) => {
  const { name, plural, schema, scope } = entity;
  return read({
    about: `Describes the fields of ${plural}.`,
    scope,
    params: {},
    right: entity.read,
    result: { fields: name },
    run: async ({ profile }) => ({ [name]: describeFields(schema, profile) }),
  });
};

export const getOf = ({ entity, absent, answer }: EntityRows) => {
  const { name, schema, scope } = entity;
  return read({
    about: `Reads one ${name}.`,
    scope,
    params: { id },
    right: entity.read,
    result: { row: name },
    errors: [absent],
    entity: { schema },
    run: async ({ db }, params) => answer(db, params.id),
  });
};

export function listOf({ entity, codec }: EntityRows) {
  const { plural, table, schema, scope, errors } = entity;
  const readRequest = createListReader(schema, codec);
  const readRows = async ({ db }: Context, request: ListRequest) => {
    const page = await readPage(db, table, request);
    return { page, rows: page.rows.map((row) => codec.castOut(row, request.fields)) };
  };
  return read({
    about: `Lists ${plural}, 50 a page.`,
    scope,
    params: listParams,
    right: entity.read,
    result: { rows: plural },
    errors: [...listRefusals, ...(errors?.list ?? [])],
    entity: { schema, page: async (context, request) => (await readRows(context, request)).rows },
    async run(context, params) {
      const { page, rows } = await readRows(context, readRequest(params));
      return listAnswer(plural, page, rows);
    },
  });
}
