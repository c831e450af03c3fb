import { add, get, getFields, list, update } from './entity.ts';
import getAvailableFeaturesByProperty from './getAvailableFeaturesByProperty.ts';

export default { add, get, getAvailableFeaturesByProperty, getFields, list, update };
