import { without } from '../../catalog/fields.ts';
import { write } from '../../src/core/index.ts';
import { serverFields, stores } from './entity.ts';
import { answerStore } from './get.ts';
import { applyImage, storeImage } from './image.ts';

/** `{ store }`. One that is switched on or off changes the quantity of what it holds. */
export default write({
  ...stores.update,
  before: (context, { fields }) => storeImage(context, fields),
  async run(context, { id, fields }, image) {
    await stores.update.run(context, { id, fields: without(fields, serverFields) });
    await applyImage(context, id, image);
    return answerStore(context, id);
  },
});
