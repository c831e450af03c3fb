import { describe, expect, it } from 'vitest';
import { testPortal } from '../portal.ts';
import { profiles, refused } from './_given.ts';

const METHOD = 'catalog.productImage.getFields';

describe.each(profiles)('catalog.productImage.getFields in profile %s', (profile) => {
  it('describes the seven fields in order', async () => {
    const { as } = await testPortal({ profile });
    const { status, result } = await as(2)(METHOD);
    const readOnly = (type: string) => ({
      isImmutable: false,
      isReadOnly: true,
      isRequired: false,
      type,
    });
    const writable = { isImmutable: false, isReadOnly: false };

    expect(status).toBe(200);
    expect(Object.entries(result.productImage)).toEqual([
      ['createTime', readOnly('datetime')],
      ['detailUrl', readOnly('string')],
      ['downloadUrl', readOnly('string')],
      ['id', readOnly('integer')],
      ['name', readOnly('string')],
      [
        'productId',
        { ...writable, isRequired: true, type: profile === 'live' ? 'integer' : 'string' },
      ],
      ['type', { ...writable, isRequired: false, type: 'string' }],
    ]);
    expect(Object.keys(result.productImage.id)).toEqual([
      'isImmutable',
      'isReadOnly',
      'isRequired',
      'type',
    ]);
  });

  it('ignores arguments', async () => {
    const { as } = await testPortal({ profile });
    expect(await as(1)(METHOD, { id: 'x', fields: 1, '0': '' })).toMatchObject({ status: 200 });
  });

  it.each([
    ['catalog.read', 200],
    ['catalog.view', 200],
    ['element.edit', 400],
    ['price.edit', 400],
  ])('with the right %s alone answers %i', async (right, status) => {
    const portal = await testPortal({ profile });
    const answer = await portal.as(await portal.userWith(right))(METHOD);
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer).toEqual(refused(profile, '200040300010', 'Access Denied'));
  });

  it('refuses a caller without rights', async () => {
    const { as } = await testPortal({ profile });
    expect(await as(99)(METHOD)).toEqual(refused(profile, '200040300010', 'Access Denied'));
  });

  it('refuses a call outside the scope', async () => {
    const { as } = await testPortal({ profile });
    expect(await as(1, ['crm', ''])(METHOD)).toMatchObject({
      status: profile === 'live' ? 401 : 403,
      error: 'insufficient_scope',
    });
  });
});
