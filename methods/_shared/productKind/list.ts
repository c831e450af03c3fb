import {
  columnsOf,
  pictureFields,
  toListed,
  withPictures,
} from '../../../catalog/products/productAnswer.ts';
import { catalogErrors } from '../../../catalog/products/productRefusals.ts';
import { requireCatalog } from '../../../catalog/products/productRules.ts';
import type { Property } from '../../../catalog/properties/properties.ts';
import { withProperties } from '../../../catalog/properties/propertyAnswer.ts';
import { asksForProperties, propertiesOf } from '../../../catalog/properties/propertyArguments.ts';
import { virtualFields } from '../../../catalog/properties/propertyConditions.ts';
import { type ProductCounts, planRequest } from '../../../catalog/properties/propertyPlan.ts';
import { knownTo } from '../../../catalog/purchase.ts';
import { rights, useProducts } from '../../../catalog/rights.ts';
import type { ProductKind } from '../../../schemas/product.ts';
import {
  type Caller,
  type Context,
  conditionsOn,
  type Db,
  fieldsNamed,
  idOf,
  type ListRequest,
  listAnswer,
  listParams,
  listRefusals,
  type ParamsOf,
  read,
  readPage,
  refusal,
  shownRequest,
  tallied,
} from '../../../src/core/index.ts';
import { createRequests, fieldOf } from './listRequests.ts';

type Params = ParamsOf<typeof listParams>;

/** How properties are called among the fields of a product. */
const PROPERTY = /^property\d+$/;
/** A list has to select these; pictures and values of properties are found by them. */
const required = ['id', 'iblockId'] as const;
const tally = { table: 'productTally', columns: ['iblockId', 'type', 'active'] } as const;

/** Pictures are no columns: a condition or an order on them is dropped like an unknown field's. */
const isColumn = (field: string): boolean => !(pictureFields as readonly string[]).includes(field);

/** The catalogs of a list, each checked; code 0 where the arguments lack what a list needs. */
async function requireCatalogs(
  db: Db,
  kind: ProductKind,
  params: Params,
): Promise<ReadonlySet<number>> {
  const selected = Object.values(params.select ?? {});
  if (!required.every((field) => selected.includes(field))) {
    throw refusal('0', `Required select fields: ${required.join(', ')}`);
  }
  const given = Object.hasOwn(params.filter ?? {}, 'iblockId')
    ? (params.filter as Record<string, unknown>).iblockId
    : undefined;
  if (given === undefined || given === null || given === '') {
    throw refusal('0', 'Required filter fields: iblockId');
  }
  const all = typeof given === 'object' ? Object.values(given) : [given];
  const catalogs = new Set(all.map(idOf));
  for (const iblockId of catalogs) await requireCatalog(db, kind, iblockId);
  return catalogs;
}

async function allCatalogs({ query }: Db): Promise<number[]> {
  const rows = await query.selectFrom('catalog').select('iblockId').execute();
  return rows.map(({ iblockId }) => iblockId);
}

/** How many products the columns of a list leave. */
async function countProducts(db: Db, { conditions }: ListRequest): Promise<ProductCounts> {
  const on = (fields: readonly string[]): Promise<number> =>
    tallied(
      db,
      tally,
      conditions.filter((node) => fields.includes(fieldOf(node))),
    );
  return { inCatalogs: await on(['iblockId']), afterTallied: await on(tally.columns) };
}

/** `{ <plural>: [...] }`: one page of the products of a catalog, of the kind's types. */
export function listOf(kind: ProductKind) {
  const requests = createRequests(kind);

  /** The request for the kind's types and what the caller may know of them. */
  const ofKind = (asked: ListRequest, caller: Caller): ListRequest => {
    const known = shownRequest(asked, knownTo(caller));
    const ofTypes = { field: 'type', operator: '=', value: kind.types } as const;
    const conditions = conditionsOn(known.conditions, isColumn);
    return {
      ...known,
      conditions: kind.types ? [ofTypes, ...conditions] : conditions,
      order: known.order.filter(([field]) => isColumn(field)),
    };
  };

  /** The rows of a request as they are answered. */
  const readRows = async (
    { db, caller }: Context,
    asked: ListRequest,
    properties: readonly Property[],
  ) => {
    const wanted = ofKind(asked, caller);
    const named = fieldsNamed(wanted);
    const used = properties.filter(({ field }) => named.has(field));
    const request = await planRequest(db, used, wanted, () => countProducts(db, wanted));
    const page = await readPage(db, 'product', request, {
      columns: columnsOf([...new Set([...required, ...wanted.fields])]),
      virtual: virtualFields(used),
      tally,
    });
    await withPictures(db, page.rows, wanted.fields);
    const selected = properties.filter(({ field }) => wanted.fields.includes(field));
    await withProperties(db, page.rows, selected);
    return { page, rows: toListed(page.rows, kind.name, wanted.fields) };
  };

  return read({
    about: `Lists ${kind.plural} of a catalog, 50 a page.`,
    scope: 'catalog',
    params: listParams,
    right: useProducts,
    asks: [rights.purchaseView],
    result: { rows: kind.plural },
    errors: [
      ['0', 'Required select fields: id, iblockId'],
      ['0', 'Required filter fields: iblockId'],
      ...catalogErrors(kind),
      ...listRefusals,
      ['0', 'A list takes at most … on properties'],
    ],
    entity: {
      schema: kind.schema,
      dynamic: PROPERTY,
      shows: knownTo,
      page: async (context, asked) => {
        const named = asked.fields.some((name) => PROPERTY.test(name));
        const properties = named
          ? await propertiesOf(context.db, await allCatalogs(context.db))
          : [];
        return (await readRows(context, asked, properties)).rows;
      },
    },
    async run(context, params) {
      const { db } = context;
      const catalogs = await requireCatalogs(db, kind, params);
      const properties = asksForProperties(params) ? await propertiesOf(db, catalogs) : [];
      const asked = requests.read(params, properties);
      const { page, rows } = await readRows(context, asked, properties);
      return listAnswer(kind.plural, page, rows);
    },
  });
}
