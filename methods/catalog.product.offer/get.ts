import { productKinds } from '../../schemas/product.ts';
import { getOf } from '../_shared/productKind/get.ts';

export default getOf(productKinds.offer);
