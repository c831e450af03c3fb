import { propertyDefaults, shownAtFirst } from '../../catalog/properties/propertyDefaults.ts';
import { useProperties } from '../../catalog/rights.ts';
import { productProperty } from '../../schemas/productProperty.ts';
import { type Context, crud, type Refusal } from '../../src/core/index.ts';
import { dropFiles } from './files.ts';
import { checkProperty } from './rules.ts';

const touched = ({ now }: Context) => ({ timestampX: Math.floor(now / 1000) });

const ofProperty: readonly Refusal[] = [
  ['0', 'The specified property does not belong to a product catalog'],
  ['ERROR_CORE', 'The property links variations to products…'],
];

/** Deleting one takes its values, list values, features and files along. */
export const entity = crud({
  name: 'productProperty',
  plural: 'productProperties',
  table: 'productProperty',
  schema: productProperty,
  scope: 'catalog',
  read: useProperties,
  write: useProperties,
  errors: {
    add: [['0', 'The specified iblock is not a product catalog']],
    update: [
      ...ofProperty,
      ['0', 'Required fields: name'],
      ['0', 'Invalid information block code'],
      ['0', 'The code MORE_PHOTO cannot be given to or taken from a property with files'],
    ],
    save: [
      ['0', 'Invalid property type specified'],
      ['0', 'Invalid custom property type settings specified'],
      ['0', 'Property code cannot start with a digit'],
      ['0', 'Property code must be up to 50 letters, digits and underscores'],
      ['0', 'A property with the code MORE_PHOTO already exists'],
    ],
    delete: ofProperty,
  },
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
