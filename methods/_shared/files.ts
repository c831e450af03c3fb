import '../../schemas/productImage.ts';
import { type Db, FileAnswer, type Tables } from '../../src/core/index.ts';

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

/** The columns of a file that an answer with its bytes needs. */
export const answerColumns = ['hash', 'size', 'name', 'contentType'] as const;

/** The bytes of a stored file, or undefined where there is no row or it is kept by its address. */
export function answerFile(
  row: Pick<Tables['file'], (typeof answerColumns)[number]> | undefined,
): FileAnswer | undefined {
  if (!row || row.hash === null || row.size === null || row.contentType === null) return undefined;
  const { hash, size, name, contentType } = row;
  return new FileAnswer({ hash, size, name, contentType });
}
