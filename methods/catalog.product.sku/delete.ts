import { productKinds } from '../../schemas/product.ts';
import { deleteOf } from '../_shared/productKind/delete.ts';

export default deleteOf(productKinds.sku);
