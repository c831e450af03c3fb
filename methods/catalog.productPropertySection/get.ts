import { propertyErrors, requireProperty } from '../../catalog/properties/propertyRules.ts';
import { useProperties } from '../../catalog/rights.ts';
import { read } from '../../src/core/index.ts';
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
