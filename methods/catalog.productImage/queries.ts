import type { ExpressionBuilder } from 'kysely';
import { prepare, type Tables } from '../../src/core/index.ts';

type FileBuilder = ExpressionBuilder<Tables, 'file'>;

/** A file under MORE_PHOTO counts while its catalog has the property, active and of type F. */
const visible = (eb: FileBuilder) =>
  eb.or([
    eb('file.type', '!=', 'MORE_PHOTO'),
    eb.exists(
      eb
        .selectFrom('productProperty as photo')
        .select('photo.id')
        .where('photo.iblockId', '=', (owner) =>
          owner
            .selectFrom('product')
            .select('iblockId')
            .whereRef('product.id', '=', 'file.productId'),
        )
        .where('photo.code', '=', 'MORE_PHOTO')
        .where('photo.active', '=', 'Y')
        .where('photo.propertyType', '=', 'F'),
    ),
  ]);

const columns = ['id', 'productId', 'type', 'name', 'folder', 'url', 'createTime'] as const;

interface OneImage {
  id: number;
  productId: number;
}

export const imageOfProduct = prepare<OneImage>()((db, p) =>
  db
    .selectFrom('file')
    .select(columns)
    .where('id', '=', p('id'))
    .where('productId', '=', p('productId'))
    .where(visible),
);

export const imagesOfProduct = prepare<{ productId: number }>()((db, p) =>
  db
    .selectFrom('file')
    .select(columns)
    .where('productId', '=', p('productId'))
    .where(visible)
    .orderBy('id'),
);

export const deleteImageOfProduct = prepare<OneImage>()((db, p) =>
  db
    .deleteFrom('file')
    .where('id', '=', p('id'))
    .where('productId', '=', p('productId'))
    .where(visible)
    .returning(['id', 'hash']),
);
