import { without } from '../../catalog/fields.ts';
import { type Row, write } from '../../src/core/index.ts';
import { serverFields, stores } from './entity.ts';
import { answerStore } from './get.ts';
import { applyImage, storeImage } from './image.ts';

/** `{ store }` with its picture. */
export default write({
  ...stores.add,
  before: (context, { fields }) => storeImage(context, fields),
  async run(context, { fields }, image) {
    const added = await stores.add.run(context, { fields: without(fields, serverFields) });
    const { id } = (added as { store: Row }).store;
    await applyImage(context, Number(id), image);
    return answerStore(context, Number(id));
  },
});
