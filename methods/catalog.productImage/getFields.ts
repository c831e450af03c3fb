import { productImage } from '../../schemas/productImage.ts';
import { describeFields, read } from '../../src/core/index.ts';
import { readImages } from '../_shared/rights.ts';

/** `{ productImage: { <field>: description } }`. */
export default read({
  about: 'Describes the fields of an image.',
  scope: 'catalog',
  params: {},
  right: readImages,
  result: { fields: 'productImage' },
  run: async ({ profile }) => ({ productImage: describeFields(productImage, profile) }),
});
