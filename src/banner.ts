import type { Config } from './config.ts';
import type { Running } from './start.ts';

/** The same for programs, on one line. */
export function summary({ httpUrl, httpsUrl, webhookSecret, password, caPath }: Running): string {
  const told = {
    http: httpUrl,
    https: httpsUrl,
    webhook: `${httpsUrl}/rest/1/${webhookSecret}/`,
    password: password ?? null,
    ca: caPath,
  };
  return `${JSON.stringify(told)}\n`;
}

/** What a person sees after a start: addresses, a call to paste, and how to trust the certificate. */
export function banner(
  { httpUrl, httpsUrl, webhookSecret, password, caPath }: Running,
  config: Pick<Config, 'seed' | 'apiV1Anonymous'>,
): string {
  const webhook = (base: string) => `${base}/rest/1/${webhookSecret}/`;
  const call =
    config.seed === 'demo'
      ? `curl '${webhook(httpUrl)}catalog.productImage.list?productId=1'`
      : `curl ${webhook(httpUrl)}catalog.catalog.list`;
  const bearer = config.apiV1Anonymous ? '' : ` -H 'Authorization: Bearer ${webhookSecret}'`;
  return `
  Vitrine is ready.

  Webhook    ${webhook(httpUrl)}
             ${webhook(httpsUrl)}
  REST API   ${httpUrl}/api/v1
  Users      admin, manager, reader, prices, storekeeper, designer, guest${password === undefined ? '' : ` with the password ${password}`}

  Try it:
    ${call}
    curl${bearer} ${httpUrl}/api/v1/product-images

  The SDKs need https. Let Node trust this certificate:
    export NODE_EXTRA_CA_CERTS=${caPath}

`;
}
