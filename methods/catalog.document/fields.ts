import { document } from '../../schemas/document.ts';
import { read } from '../../src/core/index.ts';
import { describeFieldsDeprecated } from '../_shared/deprecatedFields.ts';
import { documents } from './entity.ts';

/** A list as documented, what getFields answers on a portal. */
export default read({
  ...documents.getFields,
  result: 'fields',
  about: 'Deprecated name of catalog.document.getFields.',
  run: async ({ profile }) => describeFieldsDeprecated(document, 'document', profile),
});
