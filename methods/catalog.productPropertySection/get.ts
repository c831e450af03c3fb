import { read } from '../../src/core/index.ts';
import { propertyErrors, requireProperty } from '../_shared/properties/rules.ts';
import { useProperties } from '../_shared/rights.ts';
import { codec, NAME, settingsOf } from './entity.ts';

/** `{ productPropertySection }`. */
export default read({
  about: 'Reads how a property is shown in sections.',
  scope: 'catalog',
  params: { propertyId: { type: 'integer', description: 'Property' } },
  right: useProperties,
  result: { row: NAME },
  errors: [...propertyErrors(NAME)],
  async run(context, { propertyId }) {
    await requireProperty(context, propertyId, NAME);
    return { [NAME]: codec.castOut(await settingsOf(context.db, propertyId)) };
  },
});
