import { isoTime } from '../../src/core/wire/time.ts';
import { testPortal } from '../portal.ts';
import { addProperty, type Portal } from './_given.ts';

export const at = (text: string): string => isoTime(Date.parse(text) / 1000);

/** A portal with property 4 of the product catalog. */
export async function withProperty(fields: object = {}): Promise<Portal> {
  const portal = await testPortal();
  await addProperty(portal, fields);
  return portal;
}

export const update = async ({ as }: Portal, id: number, fields: object) => {
  const { status, result, error_description } = await as(1)('catalog.product.update', {
    id,
    fields,
  });
  return status === 200 ? result.element.property4 : error_description;
};

export const rows = async ({ store }: Portal) => {
  const found = await store.reader.query.selectFrom('propertyValue').selectAll().execute();
  return found.length;
};
