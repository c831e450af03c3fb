import { write } from '../../src/core/index.ts';
import { adminError, requireAdmin } from '../_shared/apps.ts';
import { optionErrors, ownerOf, setParams, writeOptions } from '../_shared/options.ts';

/** Bare `true`. */
export default write({
  about: 'Sets options of the app.',
  scope: '',
  anyCase: true,
  params: setParams,
  result: 'true',
  errors: [adminError, ...optionErrors],
  async run(context, { options }) {
    const owner = ownerOf(context, 'app');
    requireAdmin(context, 'Administrator authorization required');
    return writeOptions(context, owner, options);
  },
});
