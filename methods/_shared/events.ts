import type { Context } from '../../src/core/index.ts';

/** What happened to a row. */
export type Change = 'ADD' | 'UPDATE' | 'DELETE';

/** Entities of the catalog that apps are told of (spec/core.md section 8). */
export type ToldEntity = 'PRICE' | 'PRICE.TYPE' | 'MEASURE' | 'ROUNDING';

/** `CATALOG.<entity>.ON.<change>` with the id of the row. */
export const tell = (
  { emit }: Context,
  entity: ToldEntity,
  change: Change,
  id: number,
): Promise<void> => emit(`CATALOG.${entity}.ON.${change}`, { FIELDS: { ID: id } });

/** `CATALOG.PRODUCT.ON.<change>`, whichever face it was changed through. */
export const tellProduct = (
  { emit }: Context,
  change: Change,
  { id, type }: { readonly id: number; readonly type: number },
): Promise<void> => emit(`CATALOG.PRODUCT.ON.${change}`, { FIELDS: { ID: id, TYPE: type } });
