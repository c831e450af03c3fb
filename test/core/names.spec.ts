import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { product } from '../../schemas/product.ts';
import { canonicalName, withCanonicalKeys } from '../../src/core/wire/names.ts';

const names = [...Object.keys(product.properties), 'property258', 'gpsN'];
const known = new Set(names);
const find = (written: string): string | undefined => {
  const name = canonicalName(written);
  return known.has(name) ? name : undefined;
};

/** The conversion of spec/core.md section 2: camelCase to UPPER_SNAKE, then compared. */
const spellings: readonly (readonly [string, string | undefined])[] = [
  ['id', 'id'],
  ['ID', undefined],
  ['xmlID', 'xmlId'],
  ['Sort', 'sort'],
  ['IblockSection', 'iblockSection'],
  ['iblock_section', 'iblockSection'],
  ['IBLOCK_SECTION', undefined],
  ['Id', 'id'],
  ['iD', undefined],
  ['I_D', undefined],
  ['xmlId', 'xmlId'],
  ['xml_id', 'xmlId'],
  ['XmlId', 'xmlId'],
  ['XML_ID', undefined],
  ['iblockId', 'iblockId'],
  ['iblock_id', 'iblockId'],
  ['IblockId', 'iblockId'],
  ['IBLOCK_ID', undefined],
  ['iblockid', undefined],
  ['name', 'name'],
  ['Name', 'name'],
  ['NAME', undefined],
  ['property258', 'property258'],
  ['property_258', 'property258'],
  ['Property258', 'property258'],
  ['PROPERTY_258', undefined],
  ['dateActiveFrom', 'dateActiveFrom'],
  ['date_active_from', 'dateActiveFrom'],
  ['date_activeFrom', 'dateActiveFrom'],
  ['gpsN', 'gpsN'],
  ['gps_n', 'gpsN'],
  ['', undefined],
  ['_', undefined],
  [' id', undefined],
  ['id ', undefined],
  ['__proto__', undefined],
  ['constructor', undefined],
  ['toString', undefined],
  ["id' or 1=1 --", undefined],
  ['i'.repeat(100_000), undefined],
  ['A'.repeat(64), undefined],
];

describe('names of fields', () => {
  it.each(spellings)('%s is %s', (written, field) => {
    expect(find(written)).toBe(field);
  });

  it('are found as they are, and in snake case', () => {
    for (const name of names) {
      expect(find(name)).toBe(name);
      expect(find(name.replace(/(?<!^)(?=[A-Z])/g, '_').toLowerCase())).toBe(name);
    }
  });

  it('are the same when they are converted twice', () => {
    const written = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: fc.constantFrom('a', 'A', '_', '1', 'D', 'i', 'd', ' '), maxLength: 80 }),
      fc.constantFrom(...names).map((name) => name.toUpperCase()),
    );
    fc.assert(
      fc.property(written, (name) => {
        const field = find(name);
        return field === undefined || find(field) === field;
      }),
      { numRuns: 2000 },
    );
  });

  it('are converted with the prefix of a condition', () => {
    expect(canonicalName('>=date_create')).toBe('>=dateCreate');
    expect(canonicalName('>ID')).not.toBe('>id');
    expect(canonicalName('>Id')).not.toBe('>id');
  });

  it('are converted at every level, values are not', () => {
    const given = { prices: [{ catalog_group_id: 1, Price: 'A_B' }], 7: { xml_id: null } };
    expect(withCanonicalKeys(given)).toEqual({
      prices: [{ catalogGroupId: 1, price: 'A_B' }],
      7: { xmlId: null },
    });
  });
});
