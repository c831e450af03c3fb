import { elementError, requireElement } from '../../catalog/elements.ts';
import {
  type Context,
  notFound,
  notFoundRefusal,
  type Refusal,
  type RestError,
} from '../../src/core/index.ts';

/**
 * What is missing when a product has no such image: the product itself is answered first. Asked only
 * then, since an image never outlives its product.
 */
export async function missingImage(context: Context, productId: number): Promise<RestError> {
  await requireElement(context, productId);
  return notFound('productImage');
}

/** What `missingImage` makes. */
export const notFoundRefusals: readonly Refusal[] = [elementError, notFoundRefusal('productImage')];
