import type { EntityFace, Method, Registry } from '../core/method.ts';
import type { ParamSchema } from '../core/wire/params.ts';
import type { Field, View } from '../core/wire/schema.ts';

type Json = { readonly [key: string]: unknown };

/** What a field looks like in an answer. */
const views: Record<View, Json> = {
  integer: { type: 'integer' },
  double: { type: 'number' },
  string: { type: 'string' },
  char: { type: 'string', maxLength: 1 },
  text: { type: 'string' },
  date: { type: 'string', format: 'date-time' },
  datetime: { type: 'string', format: 'date-time' },
  file: { type: 'object' },
  list: { type: 'array', items: { type: 'integer' } },
  productproperty: { type: 'object' },
  productpropertysettings: { type: 'object' },
};

const fieldSchema = (field: Field): Json => ({
  ...views[field.view],
  description: field.description,
  nullable: true,
  ...(field.readOnly ? { readOnly: true } : {}),
});

const entitySchema = ({ schema, dynamic }: EntityFace): Json => ({
  type: 'object',
  properties: Object.fromEntries(
    Object.entries(schema.properties).map(([name, field]) => [name, fieldSchema(field)]),
  ),
  ...(dynamic ? { additionalProperties: true } : {}),
});

const condition = {
  oneOf: [
    { type: 'array', minItems: 2, maxItems: 3, items: {} },
    {
      type: 'object',
      properties: {
        logic: { type: 'string', enum: ['and', 'or'] },
        negative: { type: 'boolean' },
        type: { type: 'string', enum: ['filter'] },
        conditions: { type: 'array', items: {} },
      },
    },
  ],
};

const whole = (minimum: number, maximum?: number): Json => ({
  type: 'integer',
  minimum,
  ...(maximum === undefined ? {} : { maximum }),
});

/** Parameters that mean the same in every method. */
const shared: Readonly<Record<string, Json>> = {
  select: { type: 'array', items: { type: 'string' } },
  filter: { type: 'array', items: condition },
  order: {
    type: 'object',
    additionalProperties: { type: 'string', enum: ['ASC', 'DESC'] },
  },
  pagination: {
    type: 'object',
    properties: { limit: whole(1, 1000), page: whole(0), offset: whole(0) },
  },
  cursor: {
    type: 'object',
    properties: {
      field: { type: 'string' },
      value: {},
      order: { type: 'string', enum: ['ASC', 'DESC'] },
      limit: whole(1, 1000),
    },
  },
};

const types: Record<ParamSchema['type'], Json> = {
  integer: { type: 'integer' },
  number: { type: 'number' },
  array: { oneOf: [{ type: 'object' }, { type: 'array', items: {} }] },
  boolean: { type: 'boolean' },
  string: { type: 'string' },
  any: {},
};

const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

function requestSchema(method: Method, entity: string | undefined): Json {
  const params = Object.entries(method.params as Record<string, ParamSchema>);
  const required = params.filter(([, one]) => !one.optional).map(([name]) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(
      params.map(([name, one]) => [
        name,
        name === 'fields' && entity
          ? reference(entity)
          : { ...(shared[name] ?? types[one.type]), description: one.description },
      ]),
    ),
    ...(required.length > 0 ? { required } : {}),
  };
}

/** The shape of `result`, which the verb of an entity tells. */
function resultSchema(verb: string, entity: string | undefined): Json {
  if (entity === undefined) return {};
  const row = reference(entity);
  const only = (properties: Json): Json => ({ type: 'object', properties });
  switch (verb) {
    case 'list':
    case 'tail':
      return only({ items: { type: 'array', items: row } });
    case 'get':
      return only({ item: row });
    case 'add':
      return only({ id: { type: 'integer' } });
    default:
      return only({ result: { type: 'boolean' } });
  }
}

const json = (schema: Json): Json => ({ content: { 'application/json': { schema } } });

const errorSchema: Json = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { type: 'string' },
        message: { type: 'string' },
        validation: {
          type: 'array',
          items: {
            type: 'object',
            properties: { message: { type: 'string' }, field: { type: 'string' } },
          },
        },
      },
    },
  },
};

/** The OpenAPI 3.0 document of the methods: a POST path for each, a schema for each entity. */
export function openApi(registry: Registry): object {
  const schemas: Record<string, Json> = { Error: errorSchema };
  const paths: Record<string, Json> = {};
  const modules = new Set<string>();
  for (const { name, method } of registry.all) {
    const dot = name.lastIndexOf('.');
    const module = name.slice(0, Math.max(name.indexOf('.'), 0)) || 'rest';
    modules.add(module);
    const entity = method.entity ? name.slice(0, dot) : undefined;
    if (entity && method.entity) schemas[entity] ??= entitySchema(method.entity);
    const success = json({
      type: 'object',
      properties: {
        result: resultSchema(name.slice(dot + 1), entity),
        time: { type: 'object' },
      },
    });
    paths[`/${name}`] = {
      post: {
        operationId: name,
        tags: [module],
        summary: method.about,
        ...(method.scope === '' ? {} : { description: `Scope: ${method.scope}` }),
        requestBody: json(requestSchema(method, entity)),
        responses: {
          200: { description: 'The result', ...success },
          default: { description: 'What is wrong', ...json(reference('Error')) },
        },
      },
    };
  }
  return {
    openapi: '3.0.0',
    info: { title: 'Vitrine REST 3.0', version: '1.0.0' },
    tags: [...modules].sort().map((name) => ({ name, description: `${name} module methods` })),
    paths,
    components: { schemas },
  };
}
