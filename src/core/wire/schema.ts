import type { ColumnType, Generated } from 'kysely';
import type { Profile } from '../errors.ts';

/** How a field travels: the `type` that getFields prints, and the rule by which it is cast. */
export type View =
  | 'integer'
  | 'double'
  | 'string'
  | 'char'
  | 'text'
  | 'date'
  | 'datetime'
  | 'file'
  | 'list'
  | 'productproperty'
  | 'productpropertysettings';

/**
 * A property of a JSON Schema. Beside the standard keywords, `view` names the wire type, `zero`
 * tells that 0 is a value (elsewhere a portal answers null for it), `filled` that it is never null
 * though no call gives it, `immutable` that it can be set on add alone, `minimum` and `maximum` bound a
 * number, `maxLength` a text (65,535 characters without it), `letters` are those that a char may be instead of Y and N, `printedView`
 * is the type that getFields names where it is cast by another, and `documentedView` what the
 * documentation alone prints. `operand` puts what a filter gives as it would be stored.
 */
export interface Field {
  readonly type: 'integer' | 'number' | 'string' | 'object' | 'array';
  readonly view: View;
  readonly description: string;
  readonly readOnly?: true;
  readonly immutable?: true;
  readonly zero?: true;
  readonly filled?: true;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly letters?: string;
  readonly printedView?: View;
  readonly documentedView?: View;
  readonly operand?: (given: unknown) => unknown;
}

/** The JSON Schema of an entity: the one source of casts, filters, getFields, types and reference. */
export interface EntitySchema {
  readonly title: string;
  readonly properties: Readonly<Record<string, Field>>;
  readonly required: readonly string[];
  /** Whether an update has to name the required fields too: in which profile, or which of them. */
  readonly requiredOnUpdate?: true | Profile | readonly string[];
}

interface ValueTypes {
  integer: number;
  number: number;
  string: string;
  object: unknown;
  array: unknown;
}

/** The stored row of a schema: required fields are never null. */
export type Infer<S extends EntitySchema> = {
  [K in keyof S['properties'] & string]:
    | ValueTypes[S['properties'][K]['type']]
    | (K extends S['required'][number] | 'id' ? never : null);
};

/** The table of a schema: what may be null may be left out of an insert. */
export type TableOf<S extends EntitySchema> = { id: Generated<number> } & {
  [K in Exclude<keyof Infer<S>, 'id'>]: null extends Infer<S>[K]
    ? ColumnType<Infer<S>[K], Infer<S>[K] | undefined, Infer<S>[K]>
    : Infer<S>[K];
};

const field = <const V extends View, const T extends Field['type'], const O extends object>(
  view: V,
  type: T,
  description: string,
  options: O,
): { readonly view: V; readonly type: T; readonly description: string } & O => ({
  view,
  type,
  description,
  ...options,
});

type Options = Omit<Field, 'type' | 'view' | 'description'>;

/** Shorthands for fields; each takes a description and the keywords of `Field`. */
export const integer = <const O extends Options>(description: string, options: O = {} as O) =>
  field('integer', 'integer', description, options);
export const double = <const O extends Options>(description: string, options: O = {} as O) =>
  field('double', 'number', description, options);
export const string = <const O extends Options>(description: string, options: O = {} as O) =>
  field('string', 'string', description, options);
/** `Y` or `N`, or one of other `letters`. */
export const char = <const O extends Options>(description: string, options: O = {} as O) =>
  field('char', 'string', description, options);
/** Stored in seconds since 1970, sent as ISO 8601 with offset. */
export const datetime = <const O extends Options>(description: string, options: O = {} as O) =>
  field('datetime', 'integer', description, options);
/** An object of scalars and of objects of scalars; stored as JSON text. */
export const settings = <const O extends Options>(description: string, options: O = {} as O) =>
  field('productpropertysettings', 'object', description, options);
/** Sent as `{ fileData: [name, base64] }` or `{ remove: 'Y' }`. */
export const file = <const O extends Options>(description: string, options: O = {} as O) =>
  field('file', 'object', description, options);
export const list = <const O extends Options>(description: string, options: O = {} as O) =>
  field('list', 'array', description, options);

/** One line of a getFields answer. */
export interface FieldDescription {
  readonly isImmutable: boolean;
  readonly isReadOnly: boolean;
  readonly isRequired: boolean;
  readonly type: View;
}

/** The getFields answer of a schema, keys in natural order. */
export function describeFields(
  schema: EntitySchema,
  profile: Profile,
): Record<string, FieldDescription> {
  const described: Record<string, FieldDescription> = {};
  for (const name of naturalOrder(Object.keys(schema.properties))) {
    const field = schema.properties[name] as Field;
    const { readOnly, immutable, documentedView, printedView = field.view } = field;
    described[name] = {
      isImmutable: immutable === true,
      isReadOnly: readOnly === true,
      isRequired: schema.required.includes(name),
      type: profile === 'documented' ? (documentedView ?? printedView) : printedView,
    };
  }
  return described;
}

const collator = new Intl.Collator('en', { numeric: true });

/** The order in which a portal sends keys: as people count, `property9` before `property10`. */
export const naturalOrder = (names: Iterable<string>): string[] =>
  [...names].sort(collator.compare);
