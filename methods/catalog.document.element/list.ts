import { documentElement } from '../../schemas/documentElement.ts';
import { listWithoutPaid } from '../_shared/documentList.ts';
import { lines } from './entity.ts';

/** `{ documentElements }`; `purchasingPrice` for callers who may know what was paid. */
export default listWithoutPaid(lines.list, {
  schema: documentElement,
  table: 'documentElement',
  plural: 'documentElements',
});
