import { elementError, requireElement } from '../../catalog/elements.ts';
import { toWire, wireFieldNames } from '../../catalog/images/imageAnswer.ts';
import { readImages } from '../../catalog/rights.ts';
import { productImage } from '../../schemas/productImage.ts';
import { Page, read, refusal } from '../../src/core/index.ts';
import { imagesOfProduct } from './queries.ts';

/** `{ productImages: [...] }` with `total`: all images at once, by id; there are no pages. */
export default read({
  about: 'Lists all images of a product.',
  scope: 'catalog',
  params: {
    productId: { type: 'integer', description: 'Product, parent, variation or service' },
    select: {
      type: 'array',
      optional: true,
      names: 'values',
      description: 'Fields wanted; all without it',
    },
    start: {
      type: 'number',
      optional: true,
      lenient: true,
      description: '-1 leaves out the total',
    },
  },
  right: readImages,
  result: { rows: 'productImages' },
  errors: [['0', 'Empty productID'], elementError],
  entity: { schema: productImage },
  async run(context, { productId, select, start }) {
    if (productId <= 0) throw refusal('0', 'Empty productID');
    await requireElement(context, productId);
    const images = await context.db.all(imagesOfProduct, { productId });

    const wanted = new Set<unknown>(Object.values(select ?? {}));
    const known = wireFieldNames.filter((name) => wanted.has(name));
    const names = known.length === 0 || wanted.has('*') ? wireFieldNames : known;
    const productImages = images.map((image) => toWire(image, context, names));
    return new Page({ productImages }, start === -1 ? undefined : images.length);
  },
});
