import { B24Hook, ParamsFactory } from '@bitrix24/b24jssdk';
import { listed } from '../scenarios.ts';
import { PRODUCTS } from './bare.ts';

/**
 * b24jssdk reads every product, in a process that trusts the server's certificate: `node sdkWalk.ts
 * <webhook address>`. Prints `<rows> in <ms>`.
 */
const [address = ''] = process.argv.slice(2);
const b24 = B24Hook.fromWebhookUrl(address);
b24.offClientSideWarning();
// A cloud portal takes two requests a second; this one is asked what it can.
const rateLimit = { burstLimit: 1e9, drainRate: 1e9, adaptiveEnabled: false };
await b24.setRestrictionManagerParams({ ...ParamsFactory.getDefault(), rateLimit });

const begun = performance.now();
const pages = b24.actions.v2.fetchList.make<{ id: number }>({
  method: 'catalog.product.list',
  params: { select: listed, filter: { iblockId: PRODUCTS } },
  idKey: 'id',
  cursorIdKey: 'id',
  customKeyForResult: 'products',
});
let rows = 0;
for await (const page of pages) rows += page.length;
process.stdout.write(`${rows} in ${performance.now() - begun}\n`);
