import { B24Hook, B24OAuth } from '@bitrix24/b24jssdk';
import { B24Hook as B24Hook1, B24OAuth as B24OAuth1 } from 'b24jssdk-1';

/**
 * What b24jssdk does with 130 products, told by a process of its own: `node app-story.ts <version>
 * <webhook address, or the JSON of an app's tokens>`. Prints what happened as JSON.
 */
// biome-ignore lint/suspicious/noExplicitAny: answers are of any shape
type Any = any;

const [version = '', access = ''] = process.argv.slice(2);
const sdk: Any =
  version === '1' ? { hook: B24Hook1, oauth: B24OAuth1 } : { hook: B24Hook, oauth: B24OAuth };
const refreshed: Any[] = [];

function client(): Any {
  if (!access.startsWith('{')) return sdk.hook.fromWebhookUrl(access);
  const { pair, secret } = JSON.parse(access);
  const b24 = new sdk.oauth(
    {
      applicationToken: 'x',
      userId: pair.user_id,
      memberId: pair.member_id,
      accessToken: pair.access_token,
      refreshToken: pair.refresh_token,
      expires: pair.expires,
      expiresIn: pair.expires_in,
      scope: pair.scope,
      domain: pair.domain,
      clientEndpoint: pair.client_endpoint,
      serverEndpoint: pair.server_endpoint,
      status: pair.status,
    },
    secret,
  );
  b24.setCallbackRefreshAuth(async ({ b24OAuthParams }: Any) => {
    refreshed.push(b24OAuthParams.accessToken);
  });
  return b24;
}

const b24 = client();
b24.offClientSideWarning?.();
const v2 = b24.actions.v2;
const data = (response: Any): Any => {
  if (!response.isSuccess) throw new Error(response.getErrorMessages().join('; '));
  return response.getData();
};

const params = { select: ['id', 'iblockId'], filter: { iblockId: 14 } };
const method = 'catalog.product.list';
const keys = { idKey: 'id', cursorIdKey: 'id', customKeyForResult: 'products' };

const profile = data(await v2.call.make({ method: 'profile', params: {} })).result;

const all = data(await v2.callList.make({ method, params, ...keys })) as { id: number }[];
const fetched: number[] = [];
for await (const chunk of v2.fetchList.make({ method, params, ...keys })) {
  fetched.push(...(chunk as { id: number }[]).map(({ id }) => id));
}
const paged = data(await b24.callListMethod(method, params, null, 'products')) as { id: number }[];

const listed = data(
  await v2.batch.make({
    calls: [
      { method: 'catalog.product.get', params: { id: fetched[0] } },
      { method: 'server.time' },
    ],
    options: { isHaltOnError: true, returnAjaxResult: false },
  }),
);
const named = data(
  await v2.batch.make({
    calls: {
      first: { method: 'catalog.product.get', params: { id: fetched[0] } },
      same: { method: 'catalog.product.get', params: { id: '$result[first][product][id]' } },
    },
    options: { isHaltOnError: true, returnAjaxResult: false },
  }),
);

process.stdout.write(
  `\n${JSON.stringify({
    profile: profile.ID,
    counts: [all.length, fetched.length, paged.length],
    distinct: new Set(fetched).size,
    listed: [listed[0].product.id, typeof listed[1]],
    named: [named.first.product.id, named.same.product.id],
    first: fetched[0],
    refreshed,
  })}\n`,
);
