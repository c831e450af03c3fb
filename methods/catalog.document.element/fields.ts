import { documentElement } from '../../schemas/documentElement.ts';
import { read } from '../../src/core/index.ts';
import { describeFieldsDeprecated } from '../_shared/deprecatedFields.ts';
import { lines } from './entity.ts';

/** A list as documented, what getFields answers on a portal. */
export default read({
  ...lines.getFields,
  result: 'fields',
  about: 'Deprecated name of catalog.document.element.getFields.',
  run: async ({ profile }) => describeFieldsDeprecated(documentElement, 'documentElement', profile),
});
