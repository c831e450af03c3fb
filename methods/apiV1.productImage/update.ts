import { changeImage } from './change.ts';

/** The image as it is now. Without `altText` it has none; without `displayOrder` it stays in place. */
export default changeImage('Replaces an image.', (_stored, fields) => fields);
