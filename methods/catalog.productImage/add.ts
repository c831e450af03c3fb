import { elementError, requireElement, touchElement } from '../../catalog/elements.ts';
import { toWire } from '../../catalog/images/imageAnswer.ts';
import { imageErrors, storeFile } from '../../catalog/images/imageContent.ts';
import { imageTypeOf, insertImage } from '../../catalog/images/imageRows.ts';
import { photoErrors, requirePhotoProperty } from '../../catalog/images/photoProperty.ts';
import { changeImages, requireElementRight, rights } from '../../catalog/rights.ts';
import { productImage } from '../../schemas/productImage.ts';
import { createCodec, requireFields, saveRefusals, write } from '../../src/core/index.ts';

const codec = createCodec(productImage);

/**
 * `{ productImage }`, the stored image. `fileContent` is read by position: a name with an image
 * extension, then base64. DETAIL_PICTURE and PREVIEW_PICTURE replace, everything else appends.
 */
export default write({
  about: 'Adds an image to a product.',
  scope: 'catalog',
  params: {
    fields: { type: 'array', names: 'keys', description: '`productId` and, optionally, `type`' },
    fileContent: { type: 'array', description: 'File name and base64 content' },
  },
  right: changeImages,
  asks: [rights.elementEdit],
  result: { row: 'productImage' },
  errors: [...saveRefusals(productImage, 'add'), elementError, ...imageErrors, ...photoErrors],
  entity: { schema: productImage },

  async before(context, { fields, fileContent }) {
    requireFields(productImage, fields);
    const { productId, type } = codec.castIn(fields, 'add');
    const element = await requireElement(context, Number(productId));
    requireElementRight(context.caller, rights.elementEdit, '200040300020');
    const [name, content] = Object.values(fileContent);
    const file = await storeFile(context, name, content);
    return { file, productId: element.id, type: imageTypeOf(type) };
  },

  async run(context, _params, { file, productId, type }) {
    const { iblockId } = await requireElement(context, productId);
    if (type === 'MORE_PHOTO') await requirePhotoProperty(context.db, iblockId);
    const image = await insertImage(context, { productId, type }, file);
    await touchElement(context, productId);
    return { productImage: toWire(image, context) };
  },
});
