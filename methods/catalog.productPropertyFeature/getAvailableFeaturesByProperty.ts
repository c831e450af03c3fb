import { read } from '../../src/core/index.ts';
import { propertyErrors, requireProperty } from '../_shared/properties/rules.ts';
import { useProperties } from '../_shared/rights.ts';
import { availableFeatures } from './available.ts';

/** `{ features: [{ featureId, featureName, moduleId }] }`. */
export default read({
  about: 'Lists the features that a property may have.',
  scope: 'catalog',
  params: { propertyId: { type: 'integer', description: 'Property' } },
  right: useProperties,
  result: { rows: 'features' },
  errors: [...propertyErrors('productPropertyFeature')],
  run: async (context, { propertyId }) => ({
    features: availableFeatures(
      await requireProperty(context, propertyId, 'productPropertyFeature'),
    ),
  }),
});
