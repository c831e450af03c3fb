import { useProperties } from '../../catalog/rights.ts';
import { productPropertySection } from '../../schemas/productPropertySection.ts';
import { createCodec, crud, type Db, notFound, type Row } from '../../src/core/index.ts';

export const NAME = 'productPropertySection';

export const codec = createCodec(productPropertySection);

/** A property has exactly one row: the settings of all sections. */
export async function settingsOf({ query }: Db, propertyId: number): Promise<Row> {
  const row = await query
    .selectFrom('productPropertySection')
    .select(codec.names as 'propertyId'[])
    .where('propertyId', '=', propertyId)
    .executeTakeFirst();
  if (!row) throw notFound(NAME);
  return row;
}

/** The rows come and go with their properties. */
export const { getFields, list } = crud({
  name: NAME,
  plural: 'productPropertySections',
  table: 'productPropertySection',
  schema: productPropertySection,
  scope: 'catalog',
  read: useProperties,
  write: useProperties,
});
