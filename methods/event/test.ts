import { write, wrongArgument } from '../../src/core/index.ts';
import { appError, requireApp } from '../_shared/apps.ts';

/** Characters of JSON. */
const MAX_QUERY = 64 * 1024;

/** Bare `1`; the app's own handlers of ONAPPTEST get back what was sent, as `data[QUERY]`. */
export default write({
  about: 'Fires ONAPPTEST for the app.',
  scope: '',
  params: {},
  result: 'number',
  errors: [appError, ['ERROR_ARGUMENT', 'The query has more than … characters']],
  async run({ caller, raw, emit }) {
    const { appId } = requireApp(caller);
    if (JSON.stringify(raw).length > MAX_QUERY) {
      throw wrongArgument('QUERY', `The query has more than ${MAX_QUERY} characters`);
    }
    await emit('ONAPPTEST', { QUERY: raw }, appId);
    return 1;
  },
});
