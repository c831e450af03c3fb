import { productProperty } from '../../schemas/productProperty.ts';
import { type Context, crud } from '../../src/core/index.ts';
import { useProperties } from '../_shared/rights.ts';
import { dropFiles } from './files.ts';
import { checkProperty } from './rules.ts';

const touched = ({ now }: Context) => ({ timestampX: Math.floor(now / 1000) });

/** How a new property is shown, until productPropertySection.set. */
const shown = {
  smartFilter: 'N',
  displayType: 'F',
  displayExpanded: 'N',
  filterHint: null,
} as const;

/** Deleting one takes its values, list values, features and files along. */
export const entity = crud({
  name: 'productProperty',
  plural: 'productProperties',
  table: 'productProperty',
  schema: productProperty,
  scope: 'catalog',
  read: useProperties,
  write: useProperties,
  defaults: (context) => ({
    active: 'Y',
    colCount: 30,
    filtrable: 'N',
    isRequired: 'N',
    listType: 'L',
    multiple: 'N',
    rowCount: 1,
    searchable: 'N',
    sort: 500,
    ...touched(context),
  }),
  touched,
  check: checkProperty,
  async changed(context, { on, id, row }) {
    if (on === 'delete') await dropFiles(context, row);
    if (on !== 'add') return;
    const section = { ...shown, propertyId: id };
    await context.db.query.insertInto('productPropertySection').values(section).execute();
  },
});
