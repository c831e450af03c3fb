import { changeImage } from './change.ts';
import { toApiV1 } from './wire.ts';

/** The image as it is now. A JSON merge patch (RFC 7396): null takes a field away. */
export default changeImage('Changes fields of an image.', (stored, fields, context) => ({
  ...toApiV1(stored, context),
  ...fields,
}));
