import '../../schemas/document.ts';
import type { Db } from '../../src/core/index.ts';

/** A field that the portal's owner added to the documents of a type (spec/catalog.md section 5.9). */
export const addDocumentField = (
  { query }: Db,
  field: { docType: string; name: string },
): Promise<{ id: number }> =>
  query.insertInto('documentField').values(field).returning('id').executeTakeFirstOrThrow();

export const listDocumentFields = ({ query }: Db) =>
  query.selectFrom('documentField').select(['id', 'docType', 'name']).orderBy('id').execute();

/** Removes a field with its values; false where there is none. */
export async function deleteDocumentField({ query }: Db, id: number): Promise<boolean> {
  const { numDeletedRows } = await query
    .deleteFrom('documentField')
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
