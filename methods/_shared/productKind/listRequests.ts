import { codecOfKind, withPropertyNames } from '../../../catalog/products/productAnswer.ts';
import type { Property } from '../../../catalog/properties/properties.ts';
import {
  expandSelect,
  filterField,
  isComparable,
  isSortable,
  unwrapFilter,
} from '../../../catalog/properties/propertyArguments.ts';
import type { ProductKind } from '../../../schemas/product.ts';
import {
  createListReader,
  type FilterNode,
  type ListArguments,
  type ListReader,
  type ListRequest,
  type PhpArray,
  refusal,
} from '../../../src/core/index.ts';

const MAX_ON_PROPERTIES = 50;

/** A group of conditions is of no one field. */
export const fieldOf = (node: FilterNode): string => ('field' in node ? node.field : '');

/** Each one is a query of its own within the list's. */
function requireFew({ length }: readonly unknown[]): void {
  if (length <= MAX_ON_PROPERTIES) return;
  const most = `${MAX_ON_PROPERTIES} conditions and ${MAX_ON_PROPERTIES} orders`;
  throw refusal('0', `A list takes at most ${most} on properties`);
}

/** Product lists do not know the prefix of a set (b24-rest-docs#181): such a condition is dropped. */
const withoutSets = (filter: PhpArray | undefined): PhpArray =>
  Object.fromEntries(Object.entries(filter ?? {}).filter(([key]) => !/^!?@/.test(key)));

/** Reads the arguments of the lists of a kind of products. */
export interface ListRequests {
  /** `properties` are fields like others, known at the time of the call; none where nothing asks for them. */
  read(args: ListArguments, properties: readonly Property[]): ListRequest;
}

export function createRequests(kind: ProductKind): ListRequests {
  const codec = codecOfKind(kind.name);
  const readPlain = createListReader(kind.schema, codec);

  const readers = new WeakMap<readonly Property[], ListReader>();
  const readerWith = (properties: readonly Property[]): ListReader => {
    const known = readers.get(properties);
    if (known) return known;
    const fields = properties.map((property) => [property.field, filterField(property)] as const);
    const schema = {
      ...kind.schema,
      properties: { ...kind.schema.properties, ...Object.fromEntries(fields) },
    };
    const names = withPropertyNames(codec.names, properties);
    const made = createListReader(schema, { ...codec, names });
    readers.set(properties, made);
    return made;
  };

  const readWithProperties = (
    args: ListArguments,
    properties: readonly Property[],
  ): ListRequest => {
    const request = readerWith(properties)({
      ...args,
      select: expandSelect(args.select, properties),
      filter: unwrapFilter(args.filter),
    });
    const byField = new Map(properties.map((property) => [property.field, property]));
    const allows = (field: string, kept: (property: Property) => boolean): boolean => {
      const property = byField.get(field);
      return property === undefined || kept(property);
    };
    const conditions = request.conditions.filter((one) => allows(fieldOf(one), isComparable));
    const order = request.order.filter(([field]) => allows(field, isSortable));
    requireFew(conditions.filter((one) => byField.has(fieldOf(one))));
    requireFew(order.filter(([field]) => byField.has(field)));
    return { ...request, conditions, order };
  };

  return {
    read(given, properties) {
      const args = { ...given, filter: withoutSets(given.filter) };
      return properties.length === 0 ? readPlain(args) : readWithProperties(args, properties);
    },
  };
}
