import access from './access.ts';
import admin from './admin.ts';
import current from './current.ts';
import get from './get.ts';

export default { access, admin, current, get };
