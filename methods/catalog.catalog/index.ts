import { get, getFields, list } from './entity.ts';
import isOffers from './isOffers.ts';

export default { get, getFields, isOffers, list };
