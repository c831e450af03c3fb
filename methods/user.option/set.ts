import { write } from '../../src/core/index.ts';
import { optionErrors, ownerOf, setParams, writeOptions } from '../_shared/options.ts';

/** Bare `true`. */
export default write({
  about: 'Sets what the app keeps for the user who calls.',
  scope: '',
  anyCase: true,
  params: setParams,
  result: 'true',
  errors: [...optionErrors],
  run: async (context, { options }) => writeOptions(context, ownerOf(context, 'user'), options),
});
