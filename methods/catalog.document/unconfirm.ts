import { write } from '../../src/core/index.ts';
import cancel from './cancel.ts';

/** The name of `catalog.document.cancel` before. */
export default write({ ...cancel, about: 'Deprecated name of catalog.document.cancel.' });
