import { Bitrix } from '@2bad/bitrix';
import { B24Hook } from '@bitrix24/b24jssdk';
import { B24Hook as B24Hook1 } from 'b24jssdk-1';

/**
 * One story of a product and its image, told by a real client in a process of its own: `node
 * story.ts <client> <webhook address> <base64 of a picture>`. Prints what happened as JSON.
 */
type Call = (method: string, params: object) => Promise<unknown>;

// biome-ignore lint/suspicious/noExplicitAny: answers are of any shape
type Any = any;

const [client = '', webhook = '', content = ''] = process.argv.slice(2);
const CATALOG = 14;

function hookOf(sdk: Any): Call {
  const b24 = sdk.fromWebhookUrl(webhook);
  b24.offClientSideWarning?.();
  return async (method, params) => {
    const response = await b24.actions.v2.call.make({ method, params });
    if (!response.isSuccess) throw response.getErrors().next().value;
    return response.getData().result;
  };
}

const clients: Readonly<Record<string, () => Call>> = {
  'b24jssdk-2': () => hookOf(B24Hook),
  'b24jssdk-1': () => hookOf(B24Hook1),
  '2bad': () => {
    const bitrix = Bitrix(webhook.replace(/\/$/, ''), undefined, { retry: 0 } as Any);
    return async (method, params) =>
      ((await bitrix.call(method as Any, params as Any)) as Any).result;
  },
};

/** What a program would see of a refusal. */
async function refusal(call: Promise<unknown>) {
  try {
    return { answered: await call };
  } catch (thrown) {
    const { code, status, message, response, originalError } = thrown as Any;
    const body = response?.body ?? originalError?.response?.data;
    return { code, status: status ?? response?.statusCode, message, body };
  }
}

async function download(address: string) {
  const answer = await fetch(address);
  const bytes = Buffer.from(await answer.arrayBuffer());
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    base64: bytes.toString('base64'),
  };
}

async function story(call: Call) {
  const { element } = (await call('catalog.product.add', {
    fields: { iblockId: CATALOG, name: 'Told by a client' },
  })) as Any;
  const productId: number = element.id;
  const { productImage } = (await call('catalog.productImage.add', {
    fields: { productId, type: 'DETAIL_PICTURE' },
    fileContent: ['told.png', content],
  })) as Any;
  const id: number = productImage.id;
  const { productImages } = (await call('catalog.productImage.list', {
    productId,
    select: ['id', 'name', 'type'],
  })) as Any;
  const { productImage: again } = (await call('catalog.productImage.get', {
    productId,
    id,
  })) as Any;
  const { products } = (await call('catalog.product.list', {
    select: ['id', 'iblockId', 'name'],
    filter: { iblockId: CATALOG, '>=id': productId },
    order: { id: 'desc' },
  })) as Any;
  const file = await download(again.downloadUrl);
  const deleted = await call('catalog.productImage.delete', { productId, id });
  return {
    productId,
    id,
    listed: productImages,
    products,
    same: again.name === productImage.name && again.detailUrl === productImage.detailUrl,
    downloadUrl: again.downloadUrl,
    file,
    deleted,
    missing: await refusal(call('catalog.productImage.get', { productId, id })),
    absent: await refusal(call('catalog.productImage.get', { productId })),
    unknown: await refusal(call('catalog.noSuchThing.get', { id })),
    gone: (await download(again.downloadUrl)).status,
  };
}

const make = clients[client];
if (!make) throw new Error(`no client ${client}`);
process.stdout.write(JSON.stringify(await story(make())));
