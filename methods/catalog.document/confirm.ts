import { write } from '../../src/core/index.ts';
import conduct from './conduct.ts';

/** The name of `catalog.document.conduct` before. */
export default write({ ...conduct, about: 'Deprecated name of catalog.document.conduct.' });
