import type { Context, RowChange } from '../src/core/index.ts';

/** What happened to a row. */
export type Change = 'ADD' | 'UPDATE' | 'DELETE';

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
