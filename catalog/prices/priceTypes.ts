import type { Db } from '../../src/core/index.ts';

/** Whether there is a price type of this id. */
export async function priceTypeExists({ query }: Db, id: unknown): Promise<boolean> {
  const row = await query
    .selectFrom('priceType')
    .select('id')
    .where('id', '=', Number(id))
    .executeTakeFirst();
  return row !== undefined;
}
