import '../../schemas/propertyValue.ts';
import { PHOTO } from '../../catalog/properties/propertyRules.ts';
import type { Context, Row } from '../../src/core/index.ts';

/** Removes the files of a property that is gone; those of MORE_PHOTO are images of products. */
export async function dropFiles(
  { db, files }: Pick<Context, 'db' | 'files'>,
  { id, iblockId, propertyType, code }: Row,
): Promise<void> {
  if (propertyType !== 'F') return;
  const deleted =
    code === PHOTO
      ? await db.query
          .deleteFrom('file')
          .where('type', '=', PHOTO)
          .where('productId', 'in', (eb) =>
            eb.selectFrom('product').select('id').where('iblockId', '=', Number(iblockId)),
          )
          .returning('hash')
          .execute()
      : await db.query
          .deleteFrom('propertyFile')
          .where('propertyId', '=', Number(id))
          .returning('hash')
          .execute();
  files.drop(deleted.map(({ hash }) => hash));
}
