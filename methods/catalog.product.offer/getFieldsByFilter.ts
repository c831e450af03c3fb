import { productKinds } from '../../schemas/product.ts';
import { getFieldsByFilterOf } from '../_shared/productKind/getFieldsByFilter.ts';

export default getFieldsByFilterOf(productKinds.offer);
