import { faces } from '../../schemas/product.ts';
import { faceMethods } from '../_shared/products/face.ts';

export default faceMethods(faces.product);
