import { read, refusal, textOf } from '../../src/core/index.ts';
import { LICENSE } from '../_shared/introspection.ts';

/** Features of the REST interface itself; Vitrine has them all. */
const FEATURES = ['rest_auth_connector', 'rest_offline_extended'];

/** `{ value }`; of features that it does not know a server of one's own answers with its licence. */
export default read({
  about: 'Tells whether the portal has a feature.',
  scope: '',
  anyCase: true,
  params: { code: { type: 'any', optional: true, description: 'Code of the feature' } },
  result: 'object',
  errors: [['CODE_EMPTY', "CODE can't be empty"]],
  async run(_context, { code }) {
    const wanted = textOf(code);
    if (wanted === '') throw refusal('CODE_EMPTY', "CODE can't be empty");
    return { value: FEATURES.includes(wanted) ? 'Y' : LICENSE };
  },
});
