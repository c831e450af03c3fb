import { write } from '../../src/core/index.ts';
import { productsIn, recountProducts, stores } from './entity.ts';
import { deleteImage } from './image.ts';

/** Bare `true`. Its stock and its picture go with it; a line of a document keeps it. */
export default write({
  ...stores.delete,
  async run(context, { id }) {
    const products = await productsIn(context, id);
    await deleteImage(context, id);
    await stores.delete.run(context, { id });
    await recountProducts(context, products);
    return true;
  },
});
