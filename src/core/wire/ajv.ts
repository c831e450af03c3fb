import { Ajv2020, type Options, type ValidateFunction } from 'ajv/dist/2020.js';

/**
 * Compiles a schema of ours. The schemas are not checked against the meta-schema at run time: that
 * alone would take a third of the start.
 */
export function compileSchema<T>(schema: object, options: Options = {}): ValidateFunction<T> {
  return new Ajv2020({
    ownProperties: true,
    allowUnionTypes: true,
    strict: true,
    meta: false,
    validateSchema: false,
    ...options,
  }).compile<T>(schema);
}
