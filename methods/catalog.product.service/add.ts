import { productKinds } from '../../schemas/product.ts';
import { addOf } from '../_shared/productKind/add.ts';

export default addOf(productKinds.service);
