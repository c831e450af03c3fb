import { type Context, refusal } from '../../src/core/index.ts';
import { linesOf, requireDocument, requireStores } from './documents.ts';

/**
 * Deletes a document with its lines, contractors and fields. One that is conducted stays: the
 * documentation answers null, a portal code 1.
 */
export async function deleteDocument(context: Context, id: number): Promise<true | null> {
  const { db, profile } = context;
  const { status } = await requireDocument(context, id, 'delete');
  await requireStores(context, await linesOf(db, id));
  if (status === 'Y') {
    if (profile === 'documented') return null;
    throw refusal('1', 'A conducted document cannot be deleted');
  }
  await db.query.deleteFrom('document').where('id', '=', id).execute();
  return true;
}
