import { faces } from '../../schemas/product.ts';
import { downloadPicture } from '../_shared/products/download.ts';
import { faceMethods } from '../_shared/products/face.ts';

export default { ...faceMethods(faces.sku), download: downloadPicture };
