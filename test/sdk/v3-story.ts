import { type Any, clientOf, data } from './client.ts';

/**
 * What b24jssdk 2 does with 130 products over REST 3.0, told by a process of its own: `node
 * v3-story.ts 2 <webhook address, or the JSON of an app's tokens>`. Prints what happened as JSON.
 */
const [version = '', access = ''] = process.argv.slice(2);
const b24 = clientOf(version, access, () => {});
const v3 = b24.actions.v3;
const call = async (method: string, params: object): Promise<Any> =>
  data(await v3.call.make({ method, params })).result;

const method = 'catalog.product.list';
const keys = { idKey: 'id', customKeyForResult: 'items' };
const params = { select: ['id', 'name'], filter: [['iblockId', '=', 14]] };

const listed = data(await v3.callList.make({ method, params, ...keys, limit: 60 })) as Any[];
const fetched: number[] = [];
for await (const chunk of v3.fetchList.make({ method, params, ...keys, limit: 40 })) {
  fetched.push(...(chunk as Any[]).map(({ id }) => id));
}
const tailed = data(
  await v3.callTail.make({ method: 'catalog.product.tail', params, ...keys, limit: 50 }),
) as Any[];

const { id } = await call('catalog.product.add', { fields: { iblockId: 14, name: 'By v3' } });
await call('catalog.product.update', { id, fields: { name: 'Changed by v3' } });
const { item } = await call('catalog.product.get', { id, select: ['id', 'name'] });
const batched = data(
  await v3.batch.make({
    calls: [
      { method: 'catalog.product.get', params: { id, select: ['id'] }, as: 'got' },
      ['server.time', {}],
    ],
    options: { isHaltOnError: true, returnAjaxResult: false },
  }),
);
const removed = await call('catalog.product.delete', { id });

const gone = await v3.call.make({ method: 'catalog.product.get', params: { id } });
const [error] = [...gone.getErrors()] as Any[];

process.stdout.write(
  `\n${JSON.stringify({
    counts: [listed.length, fetched.length, tailed.length],
    distinct: new Set(fetched).size,
    item: { name: item.name, same: item.id === id },
    batched: [batched[0].item.id === id, typeof batched[1]],
    removed,
    error: { code: error.code, message: error.message, status: error.status },
  })}\n`,
);
