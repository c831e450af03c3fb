import { type FieldError, RestError } from '../core/errors.ts';

const PREFIX = 'BITRIX_REST_V3_EXCEPTION_';

/** Every error of REST 3.0: the end of its code, its text, its HTTP status (spec/core.md section 11). */
export const v3Errors = {
  methodNotFound: ['METHODNOTFOUNDEXCEPTION', 'Method not found', 404],
  unauthorized: ['ACCESSDENIEDEXCEPTION', 'Access denied', 401],
  accessDenied: ['ACCESSDENIEDEXCEPTION', 'Access denied', 403],
  insufficientScope: ['INSUFFICIENTSCOPEEXCEPTION', 'The scope of the method was not granted', 403],
  invalidJson: ['INVALIDJSONEXCEPTION', 'The request body is not valid JSON', 400],
  requestValidation: [
    'VALIDATION_REQUESTVALIDATIONEXCEPTION',
    'Error validating request object',
    400,
  ],
  dtoValidation: ['VALIDATION_DTOVALIDATIONEXCEPTION', 'Error validating the fields', 400],
  invalidSelect: ['INVALIDSELECTEXCEPTION', 'The select is not valid', 400],
  invalidFilter: ['INVALIDFILTEREXCEPTION', 'The filter is not valid', 400],
  invalidOrder: ['INVALIDORDEREXCEPTION', 'The order is not valid', 400],
  invalidPagination: ['INVALIDPAGINATIONEXCEPTION', 'The pagination is not valid', 400],
  unknownProperty: ['UNKNOWNDTOPROPERTYEXCEPTION', 'Unknown field', 400],
  unknownOperator: ['UNKNOWNFILTEROPERATOREXCEPTION', 'Unknown filter operator', 400],
  entityNotFound: ['ENTITYNOTFOUNDEXCEPTION', 'Entity not found', 400],
  rateLimit: ['RATELIMITEXCEPTION', 'Too many requests', 429],
  keyReused: [
    'IDEMPOTENCYKEYREUSEDEXCEPTION',
    'The Idempotency-Key was used with another request',
    422,
  ],
  invalidKey: [
    'INVALIDIDEMPOTENCYKEYEXCEPTION',
    'An Idempotency-Key is 1 to 255 printable ASCII characters',
    400,
  ],
  tooManyKeys: ['RATELIMITEXCEPTION', 'Too many Idempotency-Keys in 24 hours', 429],
  tooLarge: ['INVALIDJSONEXCEPTION', 'The request body is too large', 413],
  storageFull: ['INSUFFICIENTSTORAGEEXCEPTION', 'The disk of the portal is full', 507],
  internal: ['INTERNAL_INTERNALEXCEPTION', 'Internal error', 500],
} as const satisfies Record<string, readonly [code: string, message: string, status: number]>;

export type V3ErrorName = keyof typeof v3Errors;

/** An error of the table, with another text or the fields at fault. */
export function v3Error(
  name: V3ErrorName,
  message?: string,
  fields: readonly FieldError[] = [],
): RestError {
  const [code, text, status] = v3Errors[name];
  return new RestError(`${PREFIX}${code}`, status, message ?? text, { fields });
}

/** `Error validating request object` with the one field that is at fault. */
export const invalidField = (field: string, message: string): RestError =>
  v3Error('requestValidation', undefined, [{ field, message }]);

/** What the protocol's own codes are here; every failure to authenticate is one and the same. */
const byCode: Readonly<Record<string, V3ErrorName>> = {
  ERROR_METHOD_NOT_FOUND: 'methodNotFound',
  insufficient_scope: 'insufficientScope',
  OPERATION_TIME_LIMIT: 'rateLimit',
  OVERLOAD_LIMIT: 'rateLimit',
  QUERY_LIMIT_EXCEEDED: 'rateLimit',
  INSUFFICIENT_STORAGE: 'storageFull',
};

const DENIED = /^(Access denied|Insufficient permissions)/i;
const MISSING = /(does not exist|is not exists|was not found)\.?$/i;
const REQUIRED = /^Required fields: /;

function nameOf(error: RestError): V3ErrorName {
  const known = Object.hasOwn(byCode, error.code) ? byCode[error.code] : undefined;
  if (known) return known;
  if (error.live === 401) return 'unauthorized';
  if (error.status >= 500) return 'internal';
  if (error.status === 403 || DENIED.test(error.message)) return 'accessDenied';
  if (MISSING.test(error.message)) return 'entityNotFound';
  return REQUIRED.test(error.message) ? 'dtoValidation' : 'requestValidation';
}

/** An error of the portal as one of REST 3.0; nothing of an unexpected one is told. */
export function toV3Error(error: RestError): RestError {
  if (error.code.startsWith(PREFIX)) return error;
  const name = nameOf(error);
  const fields =
    error.fields.length > 0 || name !== 'requestValidation'
      ? error.fields
      : [{ field: '', message: error.message }];
  const told = name === 'internal' || name === 'requestValidation' ? undefined : error.message;
  return v3Error(name, told, fields);
}

/** `{error: {code, message, validation?}}` and its status. */
export function v3Failure(error: RestError): { readonly status: number; readonly body: object } {
  const { code, status, message, fields } = toV3Error(error);
  const validation = fields.map(({ field, message }) =>
    field === '' ? { message } : { message, field },
  );
  return {
    status,
    body: { error: { code, message, ...(validation.length > 0 ? { validation } : {}) } },
  };
}
