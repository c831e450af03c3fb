import type { Caller, EntityFace } from '../core/method.ts';
import type { Field } from '../core/wire/schema.ts';
import { naturalOrder } from '../core/wire/schema.ts';

/** Views that stand in no column of their own: they cannot be filtered or sorted by. */
const unsorted: ReadonlySet<string> = new Set(['file', 'list']);

/** The schema's field of that exact name; names have one spelling in REST 3.0. */
export const fieldOf = ({ schema }: EntityFace, name: string): Field | undefined =>
  Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;

export const isFilterable = (field: Field): boolean => !unsorted.has(field.view);

export const isKnown = (entity: EntityFace, name: string): boolean =>
  fieldOf(entity, name) !== undefined || (entity.dynamic?.test(name) ?? false);

/** The entity as a caller is shown it: a field that is hidden is an unknown one. */
export function shownTo(entity: EntityFace, caller: Caller): EntityFace {
  const isShown = entity.shows?.(caller);
  if (!isShown) return entity;
  const shown = Object.entries(entity.schema.properties).filter(([name]) => isShown(name));
  return { ...entity, schema: { ...entity.schema, properties: Object.fromEntries(shown) } };
}

/** What `<entity>.field.list` tells of one field. */
export interface FieldItem {
  readonly name: string;
  readonly type: string;
  readonly title: string;
  readonly required: boolean;
  readonly editable: boolean;
  readonly filterable: boolean;
  readonly sortable: boolean;
}

export const fieldItems = ({ schema }: EntityFace): readonly FieldItem[] =>
  naturalOrder(Object.keys(schema.properties)).map((name) => {
    const field = schema.properties[name] as Field;
    return {
      name,
      type: field.view,
      title: field.description,
      required: schema.required.includes(name),
      editable: !field.readOnly,
      filterable: isFilterable(field),
      sortable: isFilterable(field),
    };
  });
