import type { PlacedImage } from '../../catalog/images/imageRows.ts';
import type { Db } from '../../src/core/index.ts';
import { prepare } from '../../src/core/index.ts';
import { notFound, type Rows } from '../_shared/apiV1.ts';

const columns = [
  'id',
  'productId',
  'type',
  'name',
  'folder',
  'url',
  'createTime',
  'altText',
  'displayOrder',
] as const;

const byId = prepare<{ id: number }>()((db, p) =>
  db.selectFrom('file').select(columns).select('hash').where('id', '=', p('id')),
);

/** An image of any product and type with the address of its bytes, or 404. */
export async function requireImage(
  db: Db,
  id: number,
): Promise<PlacedImage & { readonly hash: string | null }> {
  const image = await db.first(byId, { id });
  if (!image) throw imageNotFound(id);
  return image;
}

export const imageNotFound = (id: number) => notFound(`Product image not found with id: ${id}`);

/** A page of images by id. */
export const listImages = ({ query }: Db, { limit, offset }: Rows): Promise<PlacedImage[]> =>
  query.selectFrom('file').select(columns).orderBy('id').limit(limit).offset(offset).execute();

/** Those with larger ids. */
export const imagesAfter = prepare<{ after: number; limit: number }>()((db, p) =>
  db
    .selectFrom('file')
    .select(columns)
    .where('id', '>', p('after'))
    .orderBy('id')
    .limit(p('limit')),
);

export const imagesById = prepare<{ productId: number }>()((db, p) =>
  db.selectFrom('file').select(columns).where('productId', '=', p('productId')).orderBy('id'),
);

/** The first of these is the primary image: there is no field for it (spec/plain-rest.md). */
export const imagesInOrder = prepare<{ productId: number }>()((db, p) =>
  db
    .selectFrom('file')
    .select(columns)
    .where('productId', '=', p('productId'))
    .orderBy('displayOrder')
    .orderBy('id'),
);

export const deleteImage = prepare<{ id: number }>()((db, p) =>
  db.deleteFrom('file').where('id', '=', p('id')).returning(['hash', 'productId']),
);

export const deleteImages = prepare<{ productId: number }>()((db, p) =>
  db.deleteFrom('file').where('productId', '=', p('productId')).returning('hash'),
);

export const placeImage = prepare<{ id: number; displayOrder: number }>()((db, p) =>
  db
    .updateTable('file')
    .set({ displayOrder: p('displayOrder') })
    .where('id', '=', p('id'))
    .returning('id'),
);
