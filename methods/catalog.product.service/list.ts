import { productKinds } from '../../schemas/product.ts';
import { listOf } from '../_shared/productKind/list.ts';

export default listOf(productKinds.service);
