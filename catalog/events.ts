import type { Context, EventKind, EventKinds, Right, RowChange } from '../src/core/index.ts';
import { readMeasures, readPrices, readPriceTypes, useProducts } from './rights.ts';

/** What happened to a row. */
export type Change = 'ADD' | 'UPDATE' | 'DELETE';

const changes = (entity: string): readonly string[] =>
  ['ADD', 'UPDATE', 'DELETE'].map((change) => `CATALOG.${entity}.ON.${change}`);

/** Who may read an entity of the catalog may be told of it. */
const readable: Readonly<Record<'PRODUCT' | PublishedEntity, Right>> = {
  PRODUCT: useProducts,
  PRICE: readPrices,
  'PRICE.TYPE': readPriceTypes,
  MEASURE: readMeasures,
  ROUNDING: readPriceTypes,
};

/** What an app can be told of. */
export const events: EventKinds = new Map<string, EventKind>([
  ...Object.entries(readable).flatMap(([entity, { any }]) =>
    changes(entity).map((name) => [name, { scope: 'catalog', readers: any }] as const),
  ),
  ...['ONAPPINSTALL', 'ONAPPUPDATE', 'ONAPPUNINSTALL', 'ONAPPTEST', 'ONOFFLINEEVENT'].map(
    (name) => [name, { scope: '', readers: [] }] as const,
  ),
]);

/** Entities of the catalog that apps are told of (spec/core.md section 8). */
export type PublishedEntity = 'PRICE' | 'PRICE.TYPE' | 'MEASURE' | 'ROUNDING';

/** `CATALOG.<entity>.ON.<change>` with the id of the row. */
export const emitChange = (
  { emit }: Context,
  entity: PublishedEntity,
  change: Change,
  id: number,
): Promise<void> => emit(`CATALOG.${entity}.ON.${change}`, { FIELDS: { ID: id } });

/** The event of any change of an entity's row, as `changed` of its `crud`. */
export const emitChangeOf =
  (entity: PublishedEntity) =>
  (context: Context, { on, id }: RowChange): Promise<void> =>
    emitChange(context, entity, on.toUpperCase() as Change, id);

/** `CATALOG.PRODUCT.ON.<change>`, whichever face it was changed through. */
export const emitProductChange = (
  { emit }: Context,
  change: Change,
  { id, type }: { readonly id: number; readonly type: number },
): Promise<void> => emit(`CATALOG.PRODUCT.ON.${change}`, { FIELDS: { ID: id, TYPE: type } });
