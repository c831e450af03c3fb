import { describe, expect, it } from 'vitest';
import { PRODUCTS, secrets } from '../portal.ts';
import { type Ask, app, hook, troubled } from './troubled.ts';

/** What a caller can bring about: code and text, status in `documented`, in `live`. */
const refusals: readonly (readonly [string, Ask, object, number, number])[] = [
  [
    'no credentials',
    ({ server }) => server.get('/rest/catalog.vat.list'),
    { error: 'NO_AUTH_FOUND', error_description: 'Wrong authorization data' },
    401,
    401,
  ],
  [
    'no such method, without credentials',
    ({ server }) => server.get('/rest/nothing.here'),
    { error: 'ERROR_METHOD_NOT_FOUND', error_description: 'Method not found!' },
    404,
    404,
  ],
  ...(
    [
      ['a wrong secret', hook('profile', 'wrong-secret')],
      ['the secret of another user', hook('profile', secrets.admin, 2)],
      ['an unknown user', hook('profile', secrets.admin, 99)],
      ['an unknown login', hook('profile', secrets.admin, 'nobody')],
      ['the webhook of a disabled user', hook('profile', secrets.manager, 3)],
    ] as const
  ).map(
    ([what, ask]) =>
      [
        what,
        ask,
        { error: 'INVALID_CREDENTIALS', error_description: 'Invalid request credentials' },
        403,
        401,
      ] as const,
  ),
  [
    'a webhook without the scope',
    hook('catalog.vat.list', secrets.scopeless),
    {
      error: 'insufficient_scope',
      error_description:
        'The request requires higher privileges than provided by the webhook token',
    },
    403,
    401,
  ],
  [
    'an app without the scope',
    app('scopeless'),
    {
      error: 'insufficient_scope',
      error_description: 'The request requires higher privileges than provided by the access token',
    },
    403,
    401,
  ],
  [
    'an expired token',
    app('expired'),
    { error: 'expired_token', error_description: 'The access token provided has expired' },
    401,
    401,
  ],
  [
    'an unknown token',
    ({ server }) => server.get('/rest/catalog.vat.list?auth=x'),
    { error: 'invalid_token', error_description: 'Unable to get application by token' },
    401,
    401,
  ],
  [
    'an app that is switched off',
    app('gone'),
    { error: 'APPLICATION_NOT_FOUND', error_description: 'Application not found' },
    401,
    401,
  ],
  [
    'a token of a disabled user',
    app('disabled'),
    { error: 'authorization_error', error_description: 'Unable to authorize user' },
    401,
    401,
  ],
  [
    'an app that is closed to the user',
    app('closed'),
    {
      error: 'user_access_error',
      error_description: 'The user does not have access to the application.',
    },
    403,
    401,
  ],
  [
    'a method for administrators',
    app('reader', 'app.option.set?a=1'),
    {
      error: 'ACCESS_DENIED',
      error_description: 'Access denied! Administrator authorization required',
    },
    403,
    403,
  ],
  [
    'a link that was changed',
    hook('download/?token=catalog|aWQ9MSZfPQ==|x'),
    { error: 'ACCESS_DENIED', error_description: 'Access denied! Link check failed' },
    403,
    403,
  ],
  [
    'a method for apps',
    hook('event.get'),
    {
      error: 'WRONG_AUTH_TYPE',
      error_description: 'Current authorization type is denied for this method',
    },
    403,
    403,
  ],
  [
    'an argument that is absent',
    app('good', 'event.bind'),
    {
      error: 'ERROR_ARGUMENT',
      error_description: "Argument 'EVENT' is null or empty",
      argument: 'EVENT',
    },
    400,
    400,
  ],
  [
    'another verb',
    ({ server }) => server.delete(`/rest/1/${secrets.admin}/catalog.vat.list`),
    { error: 'invalid_http_method', error_description: 'Wrong method for current action' },
    400,
    400,
  ],
  [
    'a body that is too large',
    ({ server }) =>
      server
        .post(`/rest/1/${secrets.admin}/profile`)
        .type('form')
        .send(`a=${'x'.repeat(9_000_000)}`),
    {
      error: 'INVALID_REQUEST',
      error_description: 'The body is larger than 8388608 bytes',
    },
    413,
    413,
  ],
];

/** Refusals of methods: numeric codes and empty ones are printed otherwise in each profile. */
const codes: readonly (readonly [string, Ask, string, number | string, string])[] = [
  [
    'a parameter is absent',
    hook('catalog.vat.get'),
    'Could not find value for parameter {id}',
    100,
    '100',
  ],
  [
    'a parameter of another type',
    hook('catalog.vat.get?id=x'),
    'Invalid value {x} to match with parameter {id}. Should be value of type int.',
    100,
    '100',
  ],
  [
    'a required field is absent',
    hook('catalog.vat.add?fields[rate]=1'),
    'Required fields: name',
    0,
    '0',
  ],
  [
    'a row that is not there',
    async (portal) => {
      await portal.as(1)('catalog.product.add', { fields: { iblockId: PRODUCTS, name: 'A' } });
      return hook('catalog.productImage.get?productId=1&id=1')(portal);
    },
    'productImage does not exist.',
    0,
    '',
  ],
  [
    'no right to change',
    hook('catalog.vat.delete?id=1', secrets.reader, 2),
    'Access Denied',
    200040300020,
    '200040300020',
  ],
  ['a code in words', hook('feature.get'), "CODE can't be empty", 'CODE_EMPTY', 'CODE_EMPTY'],
];

describe.each(['documented', 'live'] as const)('in profile %s', (profile) => {
  it.each(refusals)('%s', async (_, ask, expected, documented, live) => {
    const { status, body, headers } = await ask(await troubled(profile));
    expect({ status, body }).toEqual({
      status: profile === 'live' ? live : documented,
      body: expected,
    });
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(headers['access-control-allow-origin']).toBe('*');
  });

  it.each(codes)('%s', async (_, ask, error_description, documented, live) => {
    const { status, body } = await ask(await troubled(profile));
    const error = profile === 'live' ? live : documented;
    expect({ status, body }).toEqual({ status: 400, body: { error, error_description } });
  });

  it('a method that ran too long', async () => {
    const portal = await troubled(profile);
    await hook('test.last')(portal);
    const { status, body } = await hook('test.last')(portal);
    expect({ status, error: body.error }).toEqual({ status: 429, error: 'OPERATION_TIME_LIMIT' });
  });

  it('an address that asks too often', async () => {
    const portal = await troubled(profile);
    for (let n = 0; n < 50; n++) await hook('profile')(portal);
    const { status, body } = await hook('profile')(portal);
    expect({ status, error: body.error }).toEqual({ status: 503, error: 'QUERY_LIMIT_EXCEEDED' });
  });

  it('what a batch does not run is refused inside of it', async () => {
    const { server } = await troubled(profile);
    const cmd = ['batch', ...Array.from({ length: 50 }, () => 'profile'), 'profile'];
    const { status, body } = await server.post(`/rest/1/${secrets.admin}/batch`).send({ cmd });
    expect(status).toBe(200);
    const errors = Object.entries(body.result.result_error as Record<string, { error: string }>);
    expect(errors.map(([key, { error }]) => [key, error])).toEqual([
      ['0', 'ERROR_BATCH_METHOD_NOT_ALLOWED'],
      ['50', 'ERROR_BATCH_LENGTH_EXCEEDED'],
      ['51', 'ERROR_BATCH_LENGTH_EXCEEDED'],
    ]);
  });
});
