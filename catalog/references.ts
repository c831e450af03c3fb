import { type Db, refusal } from '../src/core/index.ts';

const tables = {
  User: { table: 'user', column: 'id' },
  Currency: { table: 'currency', column: 'currency' },
  VAT: { table: 'vat', column: 'id' },
} as const;

/** Throws `User createdBy is not exists`, code 0, where a field names what does not exist. */
export async function requireReference(
  { query }: Db,
  what: keyof typeof tables,
  field: string,
  value: unknown,
): Promise<void> {
  const { table, column } = tables[what];
  const found = await query
    .selectFrom(table as 'user')
    .select(column as 'id')
    .where(column as 'id', '=', value as number)
    .executeTakeFirst();
  if (!found) throw refusal('0', `${what} ${field} is not exists`);
}
