import { type StorageFailure, storageFailure } from './storage.ts';

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
  expiredToken: system('expired_token', 'The access token provided has expired', 401),
  invalidToken: system('invalid_token', 'Unable to get application by token', 401),
  httpsRequired: system('INVALID_REQUEST', 'Https required.', 400, 401),
  overload: system('OVERLOAD_LIMIT', 'REST API is blocked due to overload.', 503, 401),
  webhookTariff: system('ACCESS_DENIED', 'REST is available only by subscription.', 403, 401),
  appTariff: system('ACCESS_DENIED', 'REST is available only on commercial plans.', 403, 401),
  accessDenied: system('ACCESS_DENIED', 'Access denied!', 403),
  userAccess: system(
    'user_access_error',
    'The user does not have access to the application.',
    403,
    401,
  ),
  authorization: system('authorization_error', 'Unable to authorize user', 401),
  applicationNotFound: system('APPLICATION_NOT_FOUND', 'Application not found', 401),
  connection: system('CONNECTION_ERROR', 'Error connecting to authorization server', 401),
  confirmWaiting: system('METHOD_CONFIRM_WAITING', 'Waiting for confirmation', 401),
  confirmDenied: system('METHOD_CONFIRM_DENIED', 'Method call denied', 403),
  wrongAuthType: system(
    'WRONG_AUTH_TYPE',
    'Current authorization type is denied for this method',
    403,
  ),
  wrongLicense: system(
    'WRONG_LICENSE',
    'This feature is not enabled for the current license:',
    403,
  ),
  insufficientAuthType: system(
    'insufficient_auth_type',
    'The request requires higher privileges than provided.',
    400,
  ),
  portalDeleted: system('PORTAL_DELETED', 'Portal was deleted', 500, 403),
  argument: system('ERROR_ARGUMENT', 'An argument is null or empty', 400),
  operationLimit: system(
    'OPERATION_TIME_LIMIT',
    'Method is blocked due to operation time limit.',
    429,
  ),
  queryLimit: system('QUERY_LIMIT_EXCEEDED', 'Too many requests', 503),
  batchMethod: system(
    'ERROR_BATCH_METHOD_NOT_ALLOWED',
    'Method is not allowed for batch usage',
    405,
    400,
  ),
  batchLength: system('ERROR_BATCH_LENGTH_EXCEEDED', 'Max batch length exceeded', 400),
  eventLoop: system('ERROR_EVENT_LOOP', 'Too many events led to one another', 400),
  batchSize: system('ERROR_BATCH_SIZE_EXCEEDED', 'Max size of the answer of a batch exceeded', 400),
  manifest: system('ERROR_MANIFEST_IS_NOT_AVAILABLE', 'Manifest is not available', 404),
  unexpectedAnswer: system(
    'ERROR_UNEXPECTED_ANSWER',
    'Server returned an unexpected response',
    500,
  ),
  wrongEncoding: system('WRONG_ENCODING', 'Wrong request encoding', 200),
  tokenRequest: system('invalid_request', 'The request is not complete', 400),
  tokenClient: system('invalid_client', 'Client credentials are invalid', 400, 401),
  wrongClient: system('wrong_client', '', 200),
  tokenGrant: system('invalid_grant', 'The grant is invalid, expired, or was used', 400),
  tokenScope: system(
    'invalid_scope',
    'Given scope exceeds permissions associated with given grant',
    403,
  ),
  notInstalled: system('NOT_INSTALLED', 'Application not installed', 401),
  paymentRequired: system('PAYMENT_REQUIRED', 'Payment required', 401),
  wrongVerb: system('invalid_http_method', 'Wrong method for current action', 400),
  invalidRequest: system('INVALID_REQUEST', 'Invalid request', 400),
  tooLarge: system('INVALID_REQUEST', 'The request is too large', 413),
  storageFull: system(
    'INSUFFICIENT_STORAGE',
    'The disk of the portal is full: nothing can be stored until there is space',
    507,
  ),
  storageBusy: system(
    'QUERY_LIMIT_EXCEEDED',
    'Another process holds the database of the portal, please try again',
    503,
  ),
  internal: system('INTERNAL_SERVER_ERROR', 'Internal server error', 500),
} as const satisfies Record<string, SystemError>;

export type SystemErrorName = keyof typeof systemErrors;

export interface RestErrorOptions {
  /** What went wrong underneath; logged, never sent. */
  readonly cause?: unknown;
  /** HTTP status in profile `live` where it differs. */
  readonly live?: number;
  /** Failures by field, shown by the REST API and REST 3.0. */
  readonly fields?: readonly FieldError[];
  /** The argument that is at fault, sent beside the code. */
  readonly argument?: string | undefined;
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
  readonly argument: string | undefined;

  constructor(code: string, status: number, message: string, options: RestErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'RestError';
    this.code = code;
    this.status = status;
    this.live = options.live ?? status;
    this.fields = options.fields ?? [];
    this.argument = options.argument;
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

/** A refusal as methods declare it: its code and text, `…` for what differs from call to call. */
export type Refusal = readonly [code: string, text: string];

/** `ERROR_ARGUMENT`, which names the argument beside the code. */
export const wrongArgument = (argument: string, message: string): RestError =>
  new RestError('ERROR_ARGUMENT', 400, message, { argument });

/** `Argument 'X' is null or empty`. */
export const emptyArgument = (argument: string): RestError =>
  wrongArgument(argument, `Argument '${argument}' is null or empty`);

/** A refusal of a business method: always HTTP 400. */
export const refusal = (code: string, message: string, cause?: unknown): RestError =>
  new RestError(code, 400, message, { cause });

/** A refusal that names the fields at fault, which REST 3.0 shows one by one. */
export const fieldRefusal = (
  code: string,
  message: string,
  fields: readonly FieldError[],
): RestError => new RestError(code, 400, message, { fields });

/** `<entity> does not exist.`: the code is empty on a portal and 0 in the documentation. */
export const notFound = (entity: string, code = ''): RestError =>
  refusal(code, `${entity} does not exist.`);

const ofStorage: Readonly<Record<StorageFailure, SystemErrorName>> = {
  full: 'storageFull',
  busy: 'storageBusy',
  unsynced: 'internal',
};

/** Turns whatever was thrown into what may be answered; the cause stays for the log. */
export function toRestError(thrown: unknown): RestError {
  if (thrown instanceof RestError) return thrown;
  const failure = storageFailure(thrown);
  return systemError(failure ? ofStorage[failure] : 'internal', { cause: thrown });
}
