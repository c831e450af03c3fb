import {
  cacheUntilCommit,
  type Db,
  type Field,
  type PhpArray,
  type Row,
} from '../../src/core/index.ts';
import { isFile, isVisible, loadProperties, type Property } from './properties.ts';
import { valueTypeOf } from './propertyTypes.ts';

const ALL = 'property*';

interface Asked {
  readonly select?: PhpArray | undefined;
  readonly filter?: PhpArray | undefined;
  readonly order?: PhpArray | undefined;
}

const isOfProperty = (name: unknown): boolean =>
  typeof name === 'string' && /^\W*property/i.test(name);

/** Whether a list needs to know the properties of its catalogs at all. */
export const asksForProperties = ({ select, filter, order }: Asked): boolean =>
  Object.values(select ?? {}).some((name) => name === '*' || isOfProperty(name)) ||
  Object.keys(filter ?? {}).some(isOfProperty) ||
  Object.keys(order ?? {}).some(isOfProperty);

/** The visible properties of catalogs by id; the same array for as long as none of them changes. */
export const propertiesOf = (db: Db, iblockIds: Iterable<number>): Promise<readonly Property[]> =>
  cacheUntilCommit(db, JSON.stringify(['properties of', ...iblockIds]), async () => {
    const found: Property[] = [];
    for (const iblockId of iblockIds) found.push(...(await loadProperties(db, iblockId)));
    return found.filter(isVisible).sort((a, b) => a.id - b.id);
  });

/** `property*` as the names it stands for. */
export const expandSelect = (
  select: PhpArray | undefined,
  properties: readonly Property[],
): PhpArray =>
  Object.values(select ?? {}).flatMap((name) =>
    name === ALL ? properties.map(({ field }) => field) : [name],
  );

/** A condition on a property may be given as a value is, `{ value }`; ranges of dates have to be. */
export const unwrapFilter = (filter: PhpArray | undefined): PhpArray =>
  Object.fromEntries(
    Object.entries(filter ?? {}).map(([key, given]) => {
      const wrapped = isOfProperty(key) && typeof given === 'object' && given !== null;
      return [key, wrapped && Object.hasOwn(given, 'value') ? (given as Row).value : given];
    }),
  );

/** How a list casts the operands of conditions on the property. */
export function filterField(property: Property): Field {
  const shared = { type: 'string', description: property.name } as const;
  if (property.yes !== undefined) return { ...shared, view: 'char' };
  const { view, operand } = valueTypeOf(property) ?? { view: 'file' };
  // 0 names no list value, element or section.
  return view === 'integer' ? { ...shared, view } : { ...shared, view, operand, zero: true };
}

/** Files can be selected alone; of several values none is the one to sort by. */
export const isComparable = (property: Property): boolean => !isFile(property);
export const isSortable = (property: Property): boolean =>
  isComparable(property) && !property.multiple;
