import { readImages } from '../../catalog/rights.ts';
import { productImage } from '../../schemas/productImage.ts';
import { describeFields, read } from '../../src/core/index.ts';

/** `{ productImage: { <field>: description } }`. */
export default read({
  about: 'Describes the fields of an image.',
  scope: 'catalog',
  params: {},
  right: readImages,
  result: { fields: 'productImage' },
  run: async ({ profile }) => ({ productImage: describeFields(productImage, profile) }),
});
