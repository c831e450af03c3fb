import { expect } from 'vitest';
import type { Language } from '../../seed/language.ts';
import { testPortal } from '../portal.ts';
import type { AnyRow, Portal } from './_given.ts';

/** A portal with the demo shop; `answer` calls as a user and expects it to be granted. */
export async function demoShop(demo: Language) {
  const portal = await testPortal({ demo });
  const answer = async (name: string, params: object = {}, userId = 1) => {
    const call = portal.as(userId, ['catalog', 'crm']);
    const { status, error_description, ...body } = await call(name, params);
    expect({ name, status, error_description }).toEqual({ name, status: 200 });
    return body;
  };
  return { ...portal, answer };
}

/** Rows of a table but for these columns. */
export async function rowsOf(
  { store }: Portal,
  table: 'product' | 'price' | 'propertyValue' | 'propertyFile' | 'storeProduct' | 'file',
  ...but: readonly string[]
): Promise<AnyRow[]> {
  const rows: AnyRow[] = await store.reader.query
    .selectFrom(table)
    .selectAll()
    .orderBy('id')
    .execute();
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([k]) => !but.includes(k))),
  );
}

/** What changes when a product is saved as it is: the time. */
export const TIME = ['timestampX'] as const;
