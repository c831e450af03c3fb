import { type PhpArray, read, refusal, textOf } from '../../../src/core/index.ts';
import { requireElement } from '../elements.ts';
import { answerColumns, answerFile } from '../files.ts';
import { useProducts } from '../rights.ts';
import { type PictureField, pictureFields, pictureType } from './wire.ts';

const names = ['fieldName', 'fileId', 'productId'] as const;

/** `DETAIL_PICTURE` is documented beside `detailPicture`. */
const asField = (name: string): PictureField | undefined =>
  pictureFields.find((field) => field === name || pictureType(field) === name);

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

/** The bytes of a picture of a product, under whose address products name it. */
export const downloadPicture = read({
  about: 'Downloads a picture of a product.',
  scope: 'catalog',
  params: { fields: { type: 'array', description: '`fieldName`, `fileId` and `productId`' } },
  right: useProducts,
  batch: false,
  async run({ db }, { fields }) {
    const { fieldName, fileId, productId } = readFields(fields);
    const element = await requireElement({ db }, Number(productId));
    const field = asField(fieldName);
    if (!field) throw refusal('0', 'Name file field is not available');
    const file = await db.query
      .selectFrom('file')
      .select(answerColumns)
      .where('id', '=', Number(fileId))
      .where('productId', '=', element.id)
      .where('type', '=', pictureType(field))
      .executeTakeFirst();
    if (!file) throw refusal('0', 'Product file wrong');
    const answer = answerFile(file);
    if (!answer) throw refusal('0', 'Product is empty');
    return answer;
  },
});
