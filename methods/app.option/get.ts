import { read } from '../../src/core/index.ts';
import { contextError } from '../_shared/apps.ts';
import { getParams, ownerOf, readOptions } from '../_shared/options.ts';

/** One value, or all of them by name. */
export default read({
  about: 'Reads options of the app.',
  scope: '',
  anyCase: true,
  params: getParams,
  result: 'any',
  errors: [contextError],
  run: async (context, { option }) => readOptions(context, ownerOf(context, 'app'), option),
});
