import { B24Hook, B24OAuth } from '@bitrix24/b24jssdk';
import { B24Hook as B24Hook1, B24OAuth as B24OAuth1 } from 'b24jssdk-1';

// biome-ignore lint/suspicious/noExplicitAny: answers are of any shape
export type Any = any;

/**
 * b24jssdk of major version 1 or 2, by the address of a webhook or the JSON of an app's tokens; those
 * that it gets later are told to `refreshed`.
 */
export function clientOf(version: string, access: string, refreshed: (token: string) => void): Any {
  const sdk: Any =
    version === '1' ? { hook: B24Hook1, oauth: B24OAuth1 } : { hook: B24Hook, oauth: B24OAuth };
  const b24 = access.startsWith('{')
    ? appOf(sdk, JSON.parse(access), refreshed)
    : sdk.hook.fromWebhookUrl(access);
  b24.offClientSideWarning?.();
  return b24;
}

function appOf(sdk: Any, { pair, secret }: Any, refreshed: (token: string) => void): Any {
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
    refreshed(b24OAuthParams.accessToken);
  });
  return b24;
}

/** What a successful answer holds. */
export const data = (response: Any): Any => {
  if (!response.isSuccess) throw new Error(response.getErrorMessages().join('; '));
  return response.getData();
};
