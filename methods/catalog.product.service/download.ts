import { productKinds } from '../../schemas/product.ts';
import { downloadOf } from '../_shared/productKind/download.ts';

export default downloadOf(productKinds.service);
