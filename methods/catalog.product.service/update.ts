import { productKinds } from '../../schemas/product.ts';
import { updateOf } from '../_shared/productKind/update.ts';

export default updateOf(productKinds.service);
