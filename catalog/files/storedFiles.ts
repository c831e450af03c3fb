import '../../schemas/productImage.ts';
import '../../schemas/propertyValue.ts';
import '../../schemas/store.ts';
import { type BlobRef, type Db, FileAnswer, prepare, type Tables } from '../../src/core/index.ts';

/** Which of these addresses a committed row names. */
export async function referencedHashes(
  { query }: Db,
  hashes: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await query
    .selectFrom('file')
    .select('hash')
    .where('hash', 'in', [...hashes])
    .union(
      query
        .selectFrom('propertyFile')
        .select('hash')
        .where('hash', 'in', [...hashes]),
    )
    .union(
      query
        .selectFrom('storeImage')
        .select('hash')
        .where('hash', 'in', [...hashes]),
    )
    .execute();
  return new Set(rows.map((row) => row.hash as string));
}

const PART = 500;
const tables = ['file', 'propertyFile', 'storeImage'] as const;

/** The address and size of every stored file that a row names, in parts. */
export async function* storedFiles({ query }: Db): AsyncGenerator<readonly BlobRef[]> {
  for (const table of tables) {
    for (let last = 0; ; ) {
      const rows = await query
        .selectFrom(table as 'propertyFile')
        .select(['id', 'hash', 'size'])
        .where('id', '>', last)
        .orderBy('id')
        .limit(PART)
        .execute();
      if (rows.length === 0) break;
      last = rows[rows.length - 1]?.id as number;
      // An image may be kept by its address elsewhere.
      yield rows.filter(({ hash }) => hash !== null);
    }
  }
}

/**
 * `{ id, url, urlMachine }` of a picture or a file property of a product; the client adds its own
 * credentials to the address.
 */
export function productFile(field: string, fileId: number, productId: unknown) {
  const query = {
    'fields[fieldName]': field,
    'fields[fileId]': fileId,
    'fields[productId]': productId,
  };
  const url = `/rest/catalog.product.download?${Object.entries(query)
    .map(([name, value]) => `${encodeURIComponent(name)}=${value}`)
    .join('&')}`;
  return { id: String(fileId), url, urlMachine: url };
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

const imageByFolder = prepare<{ folder: string }>()((db, p) =>
  db.selectFrom('file').select(answerColumns).where('folder', '=', p('folder')),
);

const storeImageByFolder = prepare<{ folder: string }>()((db, p) =>
  db.selectFrom('storeImage').select(answerColumns).where('folder', '=', p('folder')),
);

/** The file of a public path, whatever it hangs on. */
export const findFile = async (db: Db, folder: string) =>
  (await db.first(imageByFolder, { folder })) ?? (await db.first(storeImageByFolder, { folder }));
