import { type Db, prepare, type Refusal, refusal } from '../../src/core/index.ts';

const photoProperty = prepare<{ iblockId: number }>()((db, p) =>
  db
    .selectFrom('productProperty')
    .select(['active', 'propertyType'])
    .where('iblockId', '=', p('iblockId'))
    .where('code', '=', 'MORE_PHOTO'),
);

/** Throws unless the catalog has an active file property MORE_PHOTO. */
export async function requirePhotoProperty(db: Db, iblockId: number): Promise<void> {
  const property = await db.first(photoProperty, { iblockId });
  if (!property) {
    throw refusal('0', 'Image product property does not exists. Create MORE_PHOTO property');
  }
  if (property.active !== 'Y') {
    throw refusal('0', 'Image product property does not active. Activate MORE_PHOTO property');
  }
  if (property.propertyType !== 'F') {
    throw refusal('0', 'Image product property is of the wrong type');
  }
}

/** What `requirePhotoProperty` refuses. */
export const photoErrors: readonly Refusal[] = [
  ['0', 'Image product property does not exists. Create MORE_PHOTO property'],
  ['0', 'Image product property does not active. Activate MORE_PHOTO property'],
  ['0', 'Image product property is of the wrong type'],
];
