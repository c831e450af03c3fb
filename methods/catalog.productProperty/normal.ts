import type { PhpArray, Row } from '../../src/core/index.ts';

/** Settings of a directory that a call leaves out, as a portal stores them. */
const directory = { group: 'N', multiple: 'N', size: 1, tableName: '', width: 0 };

/** A yes-or-no property is a list with one value, shown as a checkbox; it has no user type. */
export const isBoolEnum = (fields: PhpArray): boolean => {
  const { propertyType, userType } = fields as Row;
  return propertyType === 'L' && userType === 'BoolEnum';
};

/** The fields of a call as they are stored. */
export function normalFields(fields: PhpArray): PhpArray {
  if (isBoolEnum(fields)) return { ...fields, userType: null, listType: 'C' };
  const { userType, userTypeSettings } = fields as Row;
  if (userType !== 'directory' || Array.isArray(userTypeSettings)) return fields;
  if (userTypeSettings !== undefined && typeof userTypeSettings !== 'object') return fields;
  return { ...fields, userTypeSettings: { ...directory, ...userTypeSettings } };
}
