import { STATUS_CODES } from 'node:http';
import { type FieldError, type RestError, toRestError } from '../../core/errors.ts';
import { BodyError } from '../readBody.ts';

/** The body of every error of the REST API (spec/plain-rest.md). */
export interface ApiV1Error {
  readonly status: number;
  readonly error: string;
  readonly message: string;
  readonly errors?: readonly FieldError[];
}

export const apiV1Error = (
  status: number,
  message: string,
  errors: readonly FieldError[] = [],
): ApiV1Error => ({
  status,
  error: STATUS_CODES[status] ?? 'Error',
  message,
  ...(errors.length > 0 ? { errors } : {}),
});

/** The protocol's refusals that plain HTTP has a status for. */
const UNAUTHORIZED = new Set(['NO_AUTH_FOUND', 'INVALID_CREDENTIALS']);
const FORBIDDEN = new Set(['insufficient_scope', 'ACCESS_DENIED']);
const ACCESS_CODE = /^2000403000[1-5]\d$/;

function statusOf({ code, status }: RestError): number {
  if (UNAUTHORIZED.has(code)) return 401;
  return FORBIDDEN.has(code) || ACCESS_CODE.test(code) ? 403 : status;
}

/** What a thrown error is answered with; nothing of an unexpected one is told. */
export function toApiV1Error(thrown: unknown): ApiV1Error {
  if (thrown instanceof BodyError) return apiV1Error(thrown.status, thrown.message);
  const error = toRestError(thrown);
  if (error.status === 500) return apiV1Error(500, 'Internal server error');
  return apiV1Error(statusOf(error), error.message, error.fields);
}
