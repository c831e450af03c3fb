import { type Element, findElement } from '../../../catalog/elements.ts';
import { answerColumns, answerFile } from '../../../catalog/files/storedFiles.ts';
import {
  type PictureField,
  pictureFields,
  pictureType,
} from '../../../catalog/products/productAnswer.ts';
import {
  isFile,
  isPhoto,
  loadProperties,
  type Property,
} from '../../../catalog/properties/properties.ts';
import { useProducts } from '../../../catalog/rights.ts';
import type { ProductKind } from '../../../schemas/product.ts';
import {
  type Db,
  type FileAnswer,
  idOf,
  notFound,
  notFoundRefusal,
  type PhpArray,
  read,
  refusal,
  textOf,
} from '../../../src/core/index.ts';

const names = ['fieldName', 'fileId', 'productId'] as const;

/** `DETAIL_PICTURE` is documented beside `detailPicture`. */
const asPicture = (name: string): PictureField | undefined =>
  pictureFields.find((field) => field === name || pictureType(field) === name);

/** `morePhoto` and `MORE_PHOTO` alike. */
const bare = (name: string): string => name.replaceAll('_', '').toLowerCase();

/** `property258`, `PROPERTY_258`, `propertyMorePhoto` or `PROPERTY_MORE_PHOTO`. */
async function asProperty(
  db: Db,
  { iblockId }: Element,
  name: string,
): Promise<Property | undefined> {
  const named = /^property_?(\w{1,64})$/i.exec(name)?.[1];
  if (named === undefined) return undefined;
  const files = (await loadProperties(db, iblockId)).filter(isFile);
  return (
    files.find(({ id }) => String(id) === named) ??
    files.find(({ code }) => code !== null && bare(code) === bare(named))
  );
}

function readFields(fields: PhpArray): Record<(typeof names)[number], string> {
  const values = fields as Record<string, unknown>;
  const absent = names.filter((name) => !Object.hasOwn(values, name) || !values[name]);
  if (absent.length > 0) throw refusal('0', `Required fields: ${absent.join(', ')}`);
  return {
    fieldName: textOf(values.fieldName),
    fileId: textOf(values.fileId),
    productId: textOf(values.productId),
  };
}

type FileAt = { readonly id: number; readonly productId: number };

const imageAt = (
  { query }: Db,
  { id, productId }: FileAt,
  type: 'MORE_PHOTO' | ReturnType<typeof pictureType>,
) =>
  query
    .selectFrom('file')
    .select(answerColumns)
    .where('id', '=', id)
    .where('productId', '=', productId)
    .where('type', '=', type)
    .executeTakeFirst();

const propertyFileAt = ({ query }: Db, { id, productId }: FileAt, property: Property) =>
  query
    .selectFrom('propertyFile')
    .select(answerColumns)
    .where('id', '=', id)
    .where('productId', '=', productId)
    .where('propertyId', '=', property.id)
    .executeTakeFirst();

/** The row of a file that is a value of the field, or undefined. */
async function fileOf(db: Db, element: Element, fieldName: string, id: number) {
  const at = { id, productId: element.id };
  const picture = asPicture(fieldName);
  if (picture) return imageAt(db, at, pictureType(picture));
  const property = await asProperty(db, element, fieldName);
  if (!property) throw refusal('0', 'Name file field is not available');
  return isPhoto(property) ? imageAt(db, at, 'MORE_PHOTO') : propertyFileAt(db, at, property);
}

/** The bytes of a picture or a file property of a product, under whose address products name it. */
export const downloadOf = ({ name }: ProductKind) =>
  read({
    about: 'Downloads a picture or a file of a property of a product.',
    scope: 'catalog',
    params: {
      fields: {
        type: 'array',
        names: 'keys',
        description: '`fieldName`, `fileId` and `productId`',
      },
    },
    right: useProducts,
    result: 'file',
    errors: [
      ['0', 'Required fields: …'],
      notFoundRefusal(name),
      ['0', 'Name file field is not available'],
      ['0', 'Product file wrong'],
      ['0', 'Product is empty'],
    ],
    batch: false,
    async run({ db }, { fields }): Promise<FileAnswer> {
      const { fieldName, fileId, productId } = readFields(fields);
      const element = await findElement(db, idOf(productId));
      if (!element) throw notFound(name);
      const file = await fileOf(db, element, fieldName, idOf(fileId));
      if (!file) throw refusal('0', 'Product file wrong');
      const answer = answerFile(file);
      if (!answer) throw refusal('0', 'Product is empty');
      return answer;
    },
  });
