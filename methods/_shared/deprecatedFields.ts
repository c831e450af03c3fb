import { describeFields, type EntitySchema, type Profile } from '../../src/core/index.ts';

/**
 * What the deprecated `fields` methods answer: the documentation prints a list with more of each
 * field, a portal answers getFields.
 */
export function describeFieldsDeprecated(
  schema: EntitySchema,
  name: string,
  profile: Profile,
): unknown {
  const fields = describeFields(schema, profile);
  if (profile === 'live') return { [name]: fields };
  const described = Object.entries(fields).map(
    ([field, { isImmutable, isReadOnly, isRequired, type }]) => {
      const title = schema.properties[field]?.description;
      const more = { isDynamic: false, isImmutable, isMultiple: false, isReadOnly, isRequired };
      return [field, { ...more, title, type }];
    },
  );
  return [Object.fromEntries(described)];
}
