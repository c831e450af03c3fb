import status from './status.ts';
import statusDetails from './statusDetails.ts';

export default { status, statusDetails };
