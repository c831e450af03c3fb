import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { type SystemErrorName, systemError, systemErrors } from '../../src/core/errors.ts';
import { read } from '../../src/core/method.ts';
import { secrets, testPortal } from '../portal.ts';

/** Code, exact text, HTTP status in `documented` and in `live` (spec/core.md sections 3 and 4). */
const table: readonly (readonly [SystemErrorName, string, string, number, number])[] = [
  ['methodNotFound', 'ERROR_METHOD_NOT_FOUND', 'Method not found!', 404, 404],
  ['noAuth', 'NO_AUTH_FOUND', 'Wrong authorization data', 401, 401],
  ['invalidCredentials', 'INVALID_CREDENTIALS', 'Invalid request credentials', 403, 401],
  [
    'insufficientScope',
    'insufficient_scope',
    'The request requires higher privileges than provided by the webhook token',
    403,
    401,
  ],
  ['expiredToken', 'expired_token', 'The access token provided has expired', 401, 401],
  ['invalidToken', 'invalid_token', 'Unable to get application by token', 401, 401],
  ['httpsRequired', 'INVALID_REQUEST', 'Https required.', 400, 401],
  ['overload', 'OVERLOAD_LIMIT', 'REST API is blocked due to overload.', 503, 401],
  ['webhookTariff', 'ACCESS_DENIED', 'REST is available only by subscription.', 403, 401],
  ['appTariff', 'ACCESS_DENIED', 'REST is available only on commercial plans.', 403, 401],
  ['accessDenied', 'ACCESS_DENIED', 'Access denied!', 403, 403],
  [
    'userAccess',
    'user_access_error',
    'The user does not have access to the application.',
    403,
    401,
  ],
  ['authorization', 'authorization_error', 'Unable to authorize user', 401, 401],
  ['applicationNotFound', 'APPLICATION_NOT_FOUND', 'Application not found', 401, 401],
  ['connection', 'CONNECTION_ERROR', 'Error connecting to authorization server', 401, 401],
  ['confirmWaiting', 'METHOD_CONFIRM_WAITING', 'Waiting for confirmation', 401, 401],
  ['confirmDenied', 'METHOD_CONFIRM_DENIED', 'Method call denied', 403, 403],
  [
    'wrongAuthType',
    'WRONG_AUTH_TYPE',
    'Current authorization type is denied for this method',
    403,
    403,
  ],
  [
    'wrongLicense',
    'WRONG_LICENSE',
    'This feature is not enabled for the current license:',
    403,
    403,
  ],
  [
    'insufficientAuthType',
    'insufficient_auth_type',
    'The request requires higher privileges than provided.',
    400,
    400,
  ],
  ['portalDeleted', 'PORTAL_DELETED', 'Portal was deleted', 500, 403],
  ['argument', 'ERROR_ARGUMENT', 'An argument is null or empty', 400, 400],
  [
    'operationLimit',
    'OPERATION_TIME_LIMIT',
    'Method is blocked due to operation time limit.',
    429,
    429,
  ],
  ['queryLimit', 'QUERY_LIMIT_EXCEEDED', 'Too many requests', 503, 503],
  [
    'batchMethod',
    'ERROR_BATCH_METHOD_NOT_ALLOWED',
    'Method is not allowed for batch usage',
    405,
    400,
  ],
  ['batchLength', 'ERROR_BATCH_LENGTH_EXCEEDED', 'Max batch length exceeded', 400, 400],
  [
    'batchSize',
    'ERROR_BATCH_SIZE_EXCEEDED',
    'Max size of the answer of a batch exceeded',
    400,
    400,
  ],
  ['manifest', 'ERROR_MANIFEST_IS_NOT_AVAILABLE', 'Manifest is not available', 404, 404],
  [
    'unexpectedAnswer',
    'ERROR_UNEXPECTED_ANSWER',
    'Server returned an unexpected response',
    500,
    500,
  ],
  ['wrongEncoding', 'WRONG_ENCODING', 'Wrong request encoding', 200, 200],
  ['tokenRequest', 'invalid_request', 'The request is not complete', 400, 400],
  ['tokenClient', 'invalid_client', 'Client credentials are invalid', 400, 401],
  ['wrongClient', 'wrong_client', '', 200, 200],
  ['tokenGrant', 'invalid_grant', 'The grant is invalid, expired, or was used', 400, 400],
  [
    'tokenScope',
    'invalid_scope',
    'Given scope exceeds permissions associated with given grant',
    403,
    403,
  ],
  ['notInstalled', 'NOT_INSTALLED', 'Application not installed', 401, 401],
  ['paymentRequired', 'PAYMENT_REQUIRED', 'Payment required', 401, 401],
  ['eventLoop', 'ERROR_EVENT_LOOP', 'Too many events led to one another', 400, 400],
  ['wrongVerb', 'invalid_http_method', 'Wrong method for current action', 400, 400],
  ['invalidRequest', 'INVALID_REQUEST', 'Invalid request', 400, 400],
  ['tooLarge', 'INVALID_REQUEST', 'The request is too large', 413, 413],
  [
    'storageFull',
    'INSUFFICIENT_STORAGE',
    'The disk of the portal is full: nothing can be stored until there is space',
    507,
    507,
  ],
  [
    'storageBusy',
    'QUERY_LIMIT_EXCEEDED',
    'Another process holds the database of the portal, please try again',
    503,
    503,
  ],
  ['internal', 'INTERNAL_SERVER_ERROR', 'Internal server error', 500, 500],
];

/** A portal whose method `test.fail` throws the error that it is named. */
const failing = (profile: 'documented' | 'live') =>
  testPortal({
    profile,
    methods: {
      test: {
        fail: read({
          about: 'Fails.',
          scope: '',
          params: { name: { type: 'string', description: 'Error' } },
          run: async (_context, { name }) => {
            throw systemError(name as SystemErrorName);
          },
        }),
        crash: read({
          about: 'Crashes.',
          scope: '',
          params: {},
          run: async () => {
            throw new Error('secret detail');
          },
        }),
      },
    },
  });

it('the table is whole', () => {
  expect(table.map(([name]) => name).sort()).toEqual(Object.keys(systemErrors).sort());
});

describe.each(['documented', 'live'] as const)('in profile %s', (profile) => {
  it.each(table)('%s is %s', async (name, error, error_description, documented, live) => {
    const { app } = await failing(profile);
    const { status, headers, body } = await request(app)
      .post(`/rest/1/${secrets.admin}/test.fail`)
      .send({ name });
    expect({ status, body }).toEqual({
      status: profile === 'live' ? live : documented,
      body: { error, error_description },
    });
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(headers).not.toHaveProperty('www-authenticate');
  });

  it('what is unexpected shows nothing of its inside, and is logged whole', async () => {
    const { app, lines } = await failing(profile);
    const { status, text } = await request(app).get(`/rest/1/${secrets.admin}/test.crash`);
    expect(status).toBe(500);
    expect(text).toBe(
      '{"error":"INTERNAL_SERVER_ERROR","error_description":"Internal server error"}',
    );
    expect(lines.join('\n')).toContain('secret detail');
    expect(lines.join('\n')).not.toContain(secrets.admin);
  });
});
