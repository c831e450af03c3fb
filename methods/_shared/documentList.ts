import { knownTo } from '../../catalog/purchase.ts';
import { rights } from '../../catalog/rights.ts';
import {
  type Context,
  createCodec,
  createListReader,
  type EntitySchema,
  type ListRequest,
  listAnswer,
  type listParams,
  type ParamsOf,
  type ReadMethod,
  read,
  readPage,
  shownRequest,
} from '../../src/core/index.ts';

interface Listed {
  readonly schema: EntitySchema;
  readonly table: 'document' | 'documentElement';
  readonly plural: string;
}

/** The list without what was paid, for callers who may not know it. */
export function listWithoutPaid(
  list: ReadMethod<typeof listParams>,
  { schema, table, plural }: Listed,
) {
  const codec = createCodec(schema);
  const readRequest = createListReader(schema, codec);

  const readRows = async ({ db, caller }: Context, asked: ListRequest) => {
    const request = shownRequest(asked, knownTo(caller));
    // Of a row whose every selected field is hidden, something is read all the same.
    const page = await readPage(db, table, request, {
      columns: [...new Set(['id', ...request.fields])],
    });
    return { page, rows: page.rows.map((row) => codec.castOut(row, request.fields)) };
  };

  return read({
    ...list,
    asks: [rights.purchaseView],
    entity: {
      schema,
      shows: knownTo,
      page: async (context, asked) => (await readRows(context, asked)).rows,
    },
    async run(context, params: ParamsOf<typeof listParams>) {
      const { page, rows } = await readRows(context, readRequest(params));
      return listAnswer(plural, page, rows);
    },
  });
}
