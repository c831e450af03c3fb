import '../../schemas/productImage.ts';
import type { Db } from '../../src/core/index.ts';

/** Which of these addresses a committed row names. */
export async function referencedHashes(
  { query }: Db,
  hashes: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await query
    .selectFrom('file')
    .select('hash')
    .distinct()
    .where('hash', 'in', [...hashes])
    .execute();
  return new Set(rows.map((row) => row.hash as string));
}
