import '../../schemas/propertyValue.ts';
import type { Hold } from '../../src/core/blobs.ts';
import type { Db } from '../../src/core/store.ts';
import type { Language, Text } from '../language.ts';
import type { StoredFiles } from './files.ts';
import { type DemoFile, type DemoProperty, enumIds, properties } from './properties.ts';
import { shop } from './shop.ts';

type Given = string | number | Text;

/** Each product and property that has something, one for each value. */
const given = shop.flatMap(({ id: productId, values = {} }) =>
  Object.entries(values).flatMap(([code, value]: [string, unknown]) => {
    const property: DemoProperty = properties[code as keyof typeof properties];
    return [value].flat().map((one) => ({ productId, property, value: one }));
  }),
);

const plain = (value: string) => ({ value, number: null, textType: null });
const numbered = (number: number) => ({ value: String(number), number, textType: null });

/** A value as the properties of products store it. */
function stored({ id, kind }: DemoProperty, value: Given, language: Language) {
  const text = typeof value === 'object' ? value[language] : String(value);
  switch (kind) {
    case 'number':
    case 'product':
      return numbered(Number(value));
    case 'list':
    case 'yesNo':
      return numbered(enumIds.get(`${id} ${text}`) as number);
    case 'date':
      return numbered(Date.parse(`${text}T00:00:00`) / 1000);
    case 'html':
      return { ...plain(text), textType: 'HTML' };
    default:
      return plain(text);
  }
}

/** Inserts what the products of the shop have of their properties. */
export async function insertValues(
  { query }: Db,
  { holds }: StoredFiles,
  now: number,
  language: Language,
): Promise<void> {
  const isFile = ({ property }: { property: DemoProperty }) => property.kind === 'file';
  await query
    .insertInto('propertyValue')
    .values(
      given
        .filter((one) => !isFile(one))
        .map(({ productId, property, value }) => ({
          productId,
          propertyId: property.id,
          ...stored(property, value as Given, language),
        })),
    )
    .execute();
  await query
    .insertInto('propertyFile')
    .values(
      given.filter(isFile).map(({ productId, property, value }) => {
        const { hash, size } = holds.get(value as DemoFile) as Hold;
        return {
          productId,
          propertyId: property.id,
          name: (value as DemoFile).name,
          hash,
          size,
          contentType: 'application/octet-stream',
          createTime: now,
        };
      }),
    )
    .execute();
}
