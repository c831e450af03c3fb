import { describe, expect, it } from 'vitest';
import { FileAnswer } from '../../src/core/fileAnswer.ts';
import { PNG } from '../images/fixtures.ts';
import { testPortal } from '../portal.ts';
import { addImage, addProduct, hashOf, type Portal, profiles, refused } from './_given.ts';

/** The token in the downloadUrl that user 2 is answered for image 1 of product 1. */
async function givenToken(portal: Portal): Promise<string> {
  const { id: productId } = await addProduct(portal);
  const { id } = await addImage(portal, productId, PNG);
  const { result } = await portal.as(2)('catalog.productImage.get', { id, productId });
  return new URL(result.productImage.downloadUrl).searchParams.get('token')!;
}

describe('download', () => {
  it('answers the bytes behind a downloadUrl', async () => {
    const portal = await testPortal();
    const token = await givenToken(portal);
    expect(await portal.raw(await portal.callerOf(2), 'download', { token })).toEqual({
      kind: 'file',
      file: new FileAnswer({
        hash: hashOf(PNG),
        size: 90,
        name: 'photo.png',
        contentType: 'image/png',
      }),
    });
  });

  it('stays out of batches', async () => {
    const { portal } = await testPortal();
    expect(portal.registry.find('download')?.method.batch).toBe(false);
  });
});

const forged = (token: string): [what: string, token: string][] => {
  const [scope, query, signature] = token.split('|') as [string, string, string];
  const other = Buffer.from('id=2&_=0').toString('base64');
  return [
    ['empty', ''],
    ['no token', 'x'],
    ['no signature', `${scope}|${query}|`],
    ['another signature', `${scope}|${query}|${signature.slice(1)}x`],
    ['another file', `${scope}|${other}|${signature}`],
    ['another scope', `crm|${query}|${signature}`],
    ['one part more', `${token}|x`],
    [
      'one letter changed',
      `${scope}|${query}|${signature[0] === 'A' ? 'B' : 'A'}${signature.slice(1)}`,
    ],
  ];
};

describe.each(profiles)('download refuses in profile %s', (profile) => {
  const failed = {
    status: 403,
    error: 'ACCESS_DENIED',
    error_description: 'Access denied! Link check failed',
  };

  it('every forged token, and the token of another caller', async () => {
    const portal = await testPortal({ profile });
    const token = await givenToken(portal);
    for (const [what, bad] of forged(token)) {
      expect(await portal.as(2)('download', { token: bad }), what).toEqual(failed);
    }
    expect(await portal.as(3)('download', { token })).toEqual(failed);
    expect(await portal.as(1)('download', { token })).toEqual(failed);
  });

  it.each([
    ['no token', {}, 'Could not find value for parameter {token}'],
    [
      'a list',
      { token: ['x'] },
      'Invalid value {Array} to match with parameter {token}. Should be value of type string.',
    ],
  ])('%s', async (_what, params, message) => {
    const { as } = await testPortal({ profile });
    expect(await as(1)('download', params)).toEqual(refused(profile, '100', message));
  });

  it('an image that is gone', async () => {
    const portal = await testPortal({ profile });
    const token = await givenToken(portal);
    await portal.as(1)('catalog.productImage.delete', { id: 1, productId: 1 });
    expect(await portal.as(2)('download', { token })).toEqual(
      refused(profile, '', 'productImage does not exist.'),
    );
  });

  it('who may not read, or not in this scope', async () => {
    const portal = await testPortal({ profile });
    const token = await givenToken(portal);
    expect(await portal.as(99)('download', { token })).toEqual(
      refused(profile, '200040300010', 'Access Denied'),
    );
    expect(await portal.as(2, [])('download', { token })).toMatchObject({
      error: 'insufficient_scope',
    });
  });
});
