import { emitChangeOf } from '../../catalog/events.ts';
import { changeMeasures, readMeasures } from '../../catalog/rights.ts';
import { measure } from '../../schemas/measure.ts';
import { crud, refusal, requireFields } from '../../src/core/index.ts';

/**
 * Units of measure. A second default one is refused, and so is naming the default one again: it is
 * moved by taking it from the old one first, as on a portal. Deleting one does not ask who uses it.
 */
export default crud({
  name: 'measure',
  plural: 'measures',
  table: 'measure',
  schema: measure,
  scope: 'catalog',
  missingCode: '200600000020',
  read: readMeasures,
  write: changeMeasures,
  errors: {
    save: [
      ['0', 'Required fields: …'],
      ['200600000000', 'Duplicate entry for key [code]'],
      ['200600000010', 'default value can be set once [isDefault]'],
    ],
  },
  defaults: () => ({ isDefault: 'N' }),
  async check({ db }, { on, id, given, row }) {
    if (on !== 'delete') requireFields(measure, row);
    const others = db.query.selectFrom('measure').select('id').limit(1);
    if ('code' in given) {
      const taken = await others
        .where('code', '=', given.code as number)
        .where('id', '!=', id)
        .executeTakeFirst();
      if (taken) throw refusal('200600000000', 'Duplicate entry for key [code]');
    }
    if (given.isDefault !== 'Y') return;
    if (await others.where('isDefault', '=', 'Y').executeTakeFirst()) {
      throw refusal('200600000010', 'default value can be set once [isDefault]');
    }
  },
  changed: emitChangeOf('MEASURE'),
});
