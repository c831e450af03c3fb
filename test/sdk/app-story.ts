import { clientOf, data } from './client.ts';

/**
 * What b24jssdk does with 130 products, told by a process of its own: `node app-story.ts <version>
 * <webhook address, or the JSON of an app's tokens>`. Prints what happened as JSON.
 */
const [version = '', access = ''] = process.argv.slice(2);
const refreshed: string[] = [];
const b24 = clientOf(version, access, (token) => refreshed.push(token));
const v2 = b24.actions.v2;

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
