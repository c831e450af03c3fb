import { faces } from '../../schemas/product.ts';
import { faceMethods } from '../_shared/productKind/face.ts';

export default faceMethods(faces.offer);
