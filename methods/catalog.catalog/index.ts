import { verbs } from './entity.ts';
import isOffers from './isOffers.ts';

export default { ...verbs, isOffers };
