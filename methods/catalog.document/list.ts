import { document } from '../../schemas/document.ts';
import { listWithoutPaid } from '../_shared/documentList.ts';
import { documents } from './entity.ts';

/** `{ documents }`; `total` for callers who may know what was paid. */
export default listWithoutPaid(documents.list, {
  schema: document,
  table: 'document',
  plural: 'documents',
});
