import type { Kysely } from 'kysely';
import { createWire } from '../../catalog/crm/crmCodec.ts';
import { type ContractorType, unbindContractor } from '../../catalog/documents/contractors.ts';
import { changeCrm, readCrm } from '../../catalog/rights.ts';
import {
  createListReader,
  type Db,
  type EntitySchema,
  exactNames,
  listParams,
  listRefusals,
  Page,
  type Refusal,
  type Row,
  read,
  readPage,
  refusal,
  saveRefusals,
  write,
} from '../../src/core/index.ts';

export interface CrmEntity {
  readonly name: string;
  readonly table: 'crmContact' | 'crmCompany';
  readonly schema: EntitySchema;
  /** As which documents name it. */
  readonly contractor: ContractorType;
  /** Of these an add needs at least one, which is not blank. */
  readonly names: readonly string[];
}

const id = { type: 'integer', description: 'Identifier' } as const;
const shared = { scope: 'crm', anyCase: true } as const;
const absent: Refusal = ['', 'Not found'];
const notFound = () => refusal(...absent);

// biome-ignore lint/suspicious/noExplicitAny: one set of methods serves both tables
const tables = (db: Db) => db.query as Kysely<any>;

/** add, get, list and delete of contacts or companies, in the form of the older crm methods. */
export function crmMethods({ name, table, schema, contractor, names }: CrmEntity) {
  const wire = createWire(schema);
  const readRequest = createListReader(schema, wire.codec);

  const find = (db: Db, rowId: number): Promise<Row | undefined> =>
    tables(db).selectFrom(table).selectAll().where('id', '=', rowId).executeTakeFirst();

  return {
    add: write({
      ...shared,
      about: `Adds one ${name}.`,
      params: { fields: { type: 'array', description: 'Field values' } },
      right: changeCrm,
      result: 'number',
      errors: [...saveRefusals(schema, 'add'), ['', `The ${name} has no name`]],
      async run({ db, caller, now }, { fields }) {
        const given = wire.castIn(fields, 'add');
        if (!names.some((one) => String(given[one] ?? '').trim() !== '')) {
          throw refusal('', `The ${name} has no name`);
        }
        const user = caller.userId;
        const seconds = Math.floor(now / 1000);
        const added = await tables(db)
          .insertInto(table)
          .values({
            assignedById: user,
            ...given,
            createdById: user,
            modifyById: user,
            dateCreate: seconds,
            dateModify: seconds,
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        return Number(added.id);
      },
    }),

    get: read({
      ...shared,
      about: `Reads one ${name}.`,
      params: { id },
      right: readCrm,
      result: 'object',
      errors: [absent],
      async run({ db }, params) {
        const row = await find(db, params.id);
        if (!row) throw notFound();
        return wire.castOut(row, wire.codec.names);
      },
    }),

    list: read({
      ...shared,
      about: `Lists what there is of ${name}, 50 a page.`,
      params: exactNames(listParams),
      right: readCrm,
      result: 'list',
      errors: listRefusals,
      async run({ db }, { select, filter, order, start }) {
        const request = readRequest({
          select: wire.select(select),
          filter: wire.keys(filter),
          order: wire.keys(order),
          start,
        });
        const { rows, total, next } = await readPage(db, table, request);
        return new Page(
          rows.map((row) => wire.castOut(row, request.fields)),
          total,
          next,
        );
      },
    }),

    delete: write({
      ...shared,
      about: `Deletes one ${name}.`,
      params: { id },
      right: changeCrm,
      result: 'true',
      errors: [absent],
      async run({ db }, params) {
        if (!(await find(db, params.id))) throw notFound();
        await unbindContractor(db, contractor, params.id);
        await tables(db).deleteFrom(table).where('id', '=', params.id).execute();
        return true;
      },
    }),
  };
}
