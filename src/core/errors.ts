/** The two ways in which a portal answers: as its documentation prints, or as a current one does. */
export type Profile = 'documented' | 'live';

interface SystemError {
  readonly code: string;
  readonly message: string;
  /** HTTP status in profile `documented`. */
  readonly documented: number;
  /** HTTP status in profile `live`. */
  readonly live: number;
}

const system = (code: string, message: string, documented: number, live = documented) => ({
  code,
  message,
  documented,
  live,
});

/** Every error that the machine itself answers: code, exact text, HTTP status in both profiles. */
export const systemErrors = {
  methodNotFound: system('ERROR_METHOD_NOT_FOUND', 'Method not found!', 404),
  noAuth: system('NO_AUTH_FOUND', 'Wrong authorization data', 401),
  invalidCredentials: system('INVALID_CREDENTIALS', 'Invalid request credentials', 403, 401),
  insufficientScope: system(
    'insufficient_scope',
    'The request requires higher privileges than provided by the webhook token',
    403,
    401,
  ),
  accessDenied: system('ACCESS_DENIED', 'Access denied!', 403),
  wrongVerb: system('invalid_http_method', 'Wrong method for current action', 400),
  invalidRequest: system('INVALID_REQUEST', 'Invalid request', 400),
  tooLarge: system('INVALID_REQUEST', 'The request is too large', 413),
  internal: system('INTERNAL_SERVER_ERROR', 'Internal server error', 500),
} as const satisfies Record<string, SystemError>;

export type SystemErrorName = keyof typeof systemErrors;

export interface RestErrorOptions {
  /** What went wrong underneath; logged, never sent. */
  readonly cause?: unknown;
  /** HTTP status in profile `live` where it differs. */
  readonly live?: number;
  /** Failures by field, shown by the plain REST face. */
  readonly fields?: readonly FieldError[];
}

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/**
 * The one error that a method throws on purpose. `code` is the protocol's code as text ('' and '0'
 * are codes too), `status` the HTTP status.
 */
export class RestError extends Error {
  readonly code: string;
  readonly status: number;
  readonly live: number;
  readonly fields: readonly FieldError[];

  constructor(code: string, status: number, message: string, options: RestErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'RestError';
    this.code = code;
    this.status = status;
    this.live = options.live ?? status;
    this.fields = options.fields ?? [];
  }
}

/** An error of the table, with another text where one is given. */
export function systemError(
  name: SystemErrorName,
  options: { message?: string; cause?: unknown } = {},
): RestError {
  const row = systemErrors[name];
  return new RestError(row.code, row.documented, options.message ?? row.message, {
    live: row.live,
    cause: options.cause,
  });
}

/** A refusal of a business method: always HTTP 400. */
export const refusal = (code: string, message: string, cause?: unknown): RestError =>
  new RestError(code, 400, message, { cause });

/** `<entity> does not exist.`: the code is empty on a portal and 0 in the documentation. */
export const missing = (entity: string, code = ''): RestError =>
  refusal(code, `${entity} does not exist.`);

/** Turns whatever was thrown into what may be answered; the cause stays for the log. */
export function toRestError(thrown: unknown): RestError {
  return thrown instanceof RestError ? thrown : systemError('internal', { cause: thrown });
}
