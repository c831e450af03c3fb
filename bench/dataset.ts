import { createHash, randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PRODUCTS, seedBase } from '../seed/base.ts';
import { seedUsers } from '../seed/users.ts';
import '../schemas/product.ts';
import '../schemas/productImage.ts';
import { addApp } from '../src/auth/apps.ts';
import { hashSecret } from '../src/auth/secrets.ts';
import { openSqlite } from '../src/store/sqlite.ts';

export interface DatasetOptions {
  readonly folder: string;
  readonly products: number;
  /** Images, ten on each of the first products. */
  readonly images: number;
  /** Access token of an app for user 1. */
  readonly token: string;
}

export const IMAGES_PER_PRODUCT = 10;
const CHUNK = 500;

/** Product of an image, both counted from 1. */
export const productOfImage = (image: number): number =>
  Math.floor((image - 1) / IMAGES_PER_PRODUCT) + 1;

const chunks = (count: number): number[][] =>
  Array.from({ length: Math.ceil(count / CHUNK) }, (_, chunk) =>
    Array.from({ length: Math.min(CHUNK, count - chunk * CHUNK) }, (_, i) => chunk * CHUNK + i + 1),
  );

/** A data folder with many products and images; every image has a small file of its own. */
export async function makeDataset({
  folder,
  products,
  images,
  token,
}: DatasetOptions): Promise<void> {
  const files = join(folder, 'files');
  await mkdir(files, { recursive: true });
  const store = await openSqlite({ file: join(folder, 'vitrine.db') });
  const now = 1_700_000_000;
  await store.write(async (db) => {
    await seedUsers(db, now);
    await seedBase(db, now);
    const { app } = await addApp(db, { name: 'Benchmark', scopes: 'catalog' }, now);
    await db.query
      .insertInto('token')
      .values({
        appId: app.id,
        userId: 1,
        family: 'benchmark',
        accessHash: hashSecret(token),
        accessExpires: 4_000_000_000,
        refreshHash: null,
        refreshExpires: null,
        depth: 0,
      })
      .execute();
  });
  for (const ids of chunks(products)) {
    await store.write((db) =>
      db.query
        .insertInto('product')
        .values(ids.map((id) => productRow(id, now)))
        .execute(),
    );
  }
  const shards = new Set<string>();
  for (const ids of chunks(images)) {
    const rows = ids.map((id) => {
      const bytes = Buffer.from(`image ${id}`);
      return { id, bytes, hash: createHash('sha256').update(bytes).digest('hex') };
    });
    for (const { bytes, hash } of rows) {
      const shard = join(files, hash.slice(0, 2));
      if (!shards.has(shard)) await mkdir(shard, { recursive: true });
      shards.add(shard);
      await writeFile(join(shard, hash.slice(2)), bytes);
    }
    await store.write((db) =>
      db.query
        .insertInto('file')
        .values(
          rows.map(({ id, bytes, hash }) => ({
            id,
            productId: productOfImage(id),
            type: 'MORE_PHOTO' as const,
            name: `image-${id}.png`,
            folder: randomBytes(16).toString('hex'),
            hash,
            size: bytes.length,
            contentType: 'image/png',
            url: null,
            altText: null,
            displayOrder: ((id - 1) % IMAGES_PER_PRODUCT) + 1,
            createTime: now,
          })),
        )
        .execute(),
    );
  }
  await store.close();
}

function productRow(id: number, now: number) {
  return {
    id,
    iblockId: PRODUCTS,
    type: 1,
    name: `Product ${id}`,
    code: `product-${id}`,
    xmlId: String(id),
    active: id % 7 === 0 ? 'N' : 'Y',
    available: 'Y',
    barcodeMulti: 'N',
    bundle: 'N',
    canBuyZero: 'N',
    createdBy: 1,
    modifiedBy: 1,
    dateCreate: now + id,
    timestampX: now + id,
    iblockSectionId: 13,
    previewText: `A short text about product ${id}.`,
    previewTextType: 'text',
    detailTextType: 'text',
    measure: 5,
    quantity: id % 100,
    quantityReserved: 0,
    quantityTrace: 'N',
    recurSchemeType: 'D',
    sort: 500,
    subscribe: 'Y',
    vatId: 1,
    vatIncluded: 'N',
    weight: 1000 + (id % 500),
    withoutOrder: 'N',
  };
}
