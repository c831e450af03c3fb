import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { product } from '../../schemas/product.ts';
import { createFieldFinder } from '../../src/core/filter.ts';

const names = [...Object.keys(product.properties), 'property258', 'gpsN'];
const find = createFieldFinder(names);

/** The conversion of spec/core.md section 2: camelCase to UPPER_SNAKE, then compared. */
const spellings: readonly (readonly [string, string | undefined])[] = [
  ['id', 'id'],
  ['ID', 'id'],
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

  it('whatever is written, is one of the known or none', () => {
    const known = new Set<string | undefined>([...names, undefined]);
    const written = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: fc.constantFrom('a', 'A', '_', '1', 'D', 'i', 'd', ' '), maxLength: 80 }),
      fc.constantFrom(...names).map((name) => name.toUpperCase()),
    );
    fc.assert(
      fc.property(written, (name) => known.has(find(name))),
      { numRuns: 2000 },
    );
  });
});
