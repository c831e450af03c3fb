import { propertyErrors, requireProperty } from '../../catalog/properties/propertyRules.ts';
import { useProperties } from '../../catalog/rights.ts';
import { read } from '../../src/core/index.ts';
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
