import { changeVat, readVat } from '../../catalog/rights.ts';
import { vat } from '../../schemas/vat.ts';
import { type Context, crud } from '../../src/core/index.ts';

const touched = ({ now }: Context) => ({ timestampX: Math.floor(now / 1000) });

/** VAT rates; deleting one does not ask who uses it, as on a portal. */
export default crud({
  name: 'vat',
  plural: 'vats',
  table: 'vat',
  schema: vat,
  scope: 'catalog',
  missingCode: '200800000000',
  read: readVat,
  write: changeVat,
  defaults: (context) => ({ active: 'Y', sort: 100, ...touched(context) }),
  touched,
});
