import { productProperty } from '../../schemas/productProperty.ts';
import { type Context, crud } from '../../src/core/index.ts';
import { propertyDefaults, shownAtFirst } from '../_shared/properties/defaults.ts';
import { useProperties } from '../_shared/rights.ts';
import { dropFiles } from './files.ts';
import { checkProperty } from './rules.ts';

const touched = ({ now }: Context) => ({ timestampX: Math.floor(now / 1000) });

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
    ...propertyDefaults,
    ...touched(context),
  }),
  touched,
  check: checkProperty,
  async changed(context, { on, id, row }) {
    if (on === 'delete') await dropFiles(context, row);
    if (on !== 'add') return;
    const section = { ...shownAtFirst, propertyId: id };
    await context.db.query.insertInto('productPropertySection').values(section).execute();
  },
});
