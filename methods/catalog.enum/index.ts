import getProductPropertyTypes from './getProductPropertyTypes.ts';
import getProductTypes from './getProductTypes.ts';
import getRoundTypes from './getRoundTypes.ts';
import getStoreDocumentTypes from './getStoreDocumentTypes.ts';

export default { getProductPropertyTypes, getProductTypes, getRoundTypes, getStoreDocumentTypes };
