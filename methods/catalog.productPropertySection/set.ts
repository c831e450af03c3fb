import { propertyErrors, requireProperty } from '../../catalog/properties/propertyRules.ts';
import { requireElementRight, rights, useProperties } from '../../catalog/rights.ts';
import { productPropertySection } from '../../schemas/productPropertySection.ts';
import { saveRefusals, write } from '../../src/core/index.ts';
import { codec, NAME, settingsOf } from './entity.ts';

/**
 * `{ productPropertySection }`, the raw row: with iblockId and sectionId, all ids as texts. The
 * documentation asks for the right to the information block, a portal does not.
 */
export default write({
  about: 'Changes how a property is shown in sections.',
  scope: 'catalog',
  params: {
    propertyId: { type: 'integer', description: 'Property' },
    fields: { type: 'array', names: 'keys', description: 'Field values' },
  },
  right: useProperties,
  asks: [rights.iblockEdit],
  result: { row: NAME },
  errors: [...propertyErrors(NAME), ...saveRefusals(productPropertySection, 'update')],
  async run(context, { propertyId, fields }) {
    const { caller, db, profile } = context;
    const { iblockId } = await requireProperty(context, propertyId, NAME);
    if (profile === 'documented') requireElementRight(caller, rights.iblockEdit, '0');
    const { propertyId: _own, ...given } = codec.castIn(fields, 'update');
    if (Object.keys(given).length > 0) {
      await db.query
        .updateTable('productPropertySection')
        .set(given)
        .where('propertyId', '=', propertyId)
        .execute();
    }
    const { displayExpanded, displayType, filterHint, smartFilter } = codec.castOut(
      await settingsOf(db, propertyId),
    );
    return {
      [NAME]: {
        displayExpanded,
        displayType,
        filterHint,
        iblockId: String(iblockId),
        propertyId: String(propertyId),
        sectionId: '0',
        smartFilter,
      },
    };
  },
});
