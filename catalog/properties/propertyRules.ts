import {
  type Context,
  notFound,
  notFoundRefusal,
  type Refusal,
  type RestError,
  refusal,
} from '../../src/core/index.ts';
import { findCatalog } from '../catalogs.ts';

/** The code of the property whose files are the images of products. */
export const PHOTO = 'MORE_PHOTO';

export const foreignProperty = (): RestError =>
  refusal('0', 'The specified property does not belong to a product catalog');

/**
 * The property that something hangs on. Throws `<name> does not exist.` where there is none, and
 * code 0 where it is no property of a catalog.
 */
export async function requireProperty(
  { db }: Pick<Context, 'db'>,
  propertyId: unknown,
  name: string,
) {
  const property = await db.query
    .selectFrom('productProperty')
    .select(['id', 'iblockId', 'propertyType', 'userType', 'multiple'])
    .where('id', '=', Number(propertyId))
    .executeTakeFirst();
  if (!property) throw notFound(name);
  const catalog = await findCatalog(db, property.iblockId);
  if (!catalog) throw foreignProperty();
  return { ...property, catalog };
}

/** What `requireProperty` refuses. */
export const propertyErrors = (name: string): Refusal[] => [
  notFoundRefusal(name),
  ['0', 'The specified property does not belong to a product catalog'],
];
