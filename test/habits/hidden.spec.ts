import { expect, it } from 'vitest';
import { methods } from '../../methods/index.ts';
import type { Caller } from '../../src/core/method.ts';
import { createRegistry } from '../../src/core/registry.ts';
import { v3Methods } from '../../src/v3/methods.ts';
import { calls, given } from './calls.ts';

const scopes = ['catalog', 'crm', 'user'];
const PURCHASE = 'purchase.view';

type Portal = Awaited<ReturnType<typeof given>>;
type Row = Record<string, unknown>;
type Params = Readonly<Record<string, unknown>>;

/** Every list that is filtered, and parameters that pass. */
const lists = createRegistry(methods).all.flatMap(({ name, method }) => {
  if (method.effect !== 'read' || !('filter' in method.params)) return [];
  if (method.params.filter.optional !== true) return [];
  const dot = name.lastIndexOf('.');
  const tame = (calls[name.slice(0, dot)]?.[name.slice(dot + 1)] ?? {}) as Params;
  return [{ name, tame, sorts: 'sort' in method.params }];
});

/** Everything that is asked for anywhere, but what was paid. */
const rights = createRegistry(methods).all.flatMap(({ method: { right, asks = [] } }) => [
  ...(right?.any ?? []),
  ...(right?.all ?? []),
  ...asks,
]);

const manager = async (portal: Portal): Promise<Caller> => ({
  ...(await portal.callerOf(2, scopes)),
  rights: new Set(rights.filter((right) => right !== PURCHASE)),
});

/** Callers who are shown less than an administrator with the scope `user`. */
const restricted: readonly (readonly [string, (portal: Portal) => Promise<Caller>])[] = [
  ['a manager', manager],
  ['user_brief', (portal) => portal.callerOf(1, ['catalog', 'crm', 'user_brief'])],
  ['user_basic', (portal) => portal.callerOf(1, ['catalog', 'crm', 'user_basic'])],
];

async function bodyOf(portal: Portal['portal'], caller: Caller, name: string, params: Params) {
  const credentials = { kind: 'caller', caller } as const;
  const sent = await portal.answer({ name, params, credentials, baseUrl: 'http://portal.test' });
  if (sent.kind === 'file') throw new Error(`${name} answered a file`);
  const { time: _, ...body } = sent.body as Row;
  return { status: sent.status, ...body } as { status: number; result?: object; error?: Row };
}

const rowsOf = ({ result = [] }: { result?: object }): Row[] =>
  Array.isArray(result) ? result : (Object.values(result)[0] as Row[]);

const keysOf = (rows: readonly Row[]): string[] => [...new Set(rows.flatMap(Object.keys))];

const prefixes = ['', '=', '!', '>', '<', '>=', '<=', '%', '@'];

/** Requests that name a field, in whatever way a list can be asked. */
function* naming(field: string, rows: readonly Row[], tame: Params, sorts: boolean) {
  const known = rows.map((row) => row[field]).filter((value) => typeof value !== 'object');
  for (const prefix of prefixes) {
    for (const value of [...new Set([...known, 'x', ''])]) {
      yield { ...tame, filter: { ...(tame.filter as object), [`${prefix}${field}`]: value } };
    }
  }
  for (const way of ['asc', 'desc']) {
    yield { ...tame, ...(sorts ? { sort: field, order: way } : { order: { [field]: way } }) };
  }
}

it('no list is filtered or sorted by what it does not show', async () => {
  const portal = await given('documented');
  const all = await portal.callerOf(1, scopes);
  await portal.store.write(({ query }) =>
    query.updateTable('user').set({ loginTime: 1_700_000_000 }).where('id', '=', 2).execute(),
  );
  const hidden: string[] = [];
  for (const { name, tame, sorts } of lists) {
    const whole = await bodyOf(portal.portal, all, name, tame);
    // The offline queue is an app's own.
    if (whole.status !== 200) continue;
    const rows = rowsOf(whole);
    for (const [who, callerOf] of restricted) {
      const caller = await callerOf(portal);
      const shown = await bodyOf(portal.portal, caller, name, tame);
      expect(shown.status, `${name} by ${who}`).toBe(200);
      const known = new Set(keysOf(rowsOf(shown)));
      for (const field of keysOf(rows).filter((one) => !known.has(one))) {
        let told = 0;
        for (const params of naming(field, rows, tame, sorts)) {
          const what = `${name} by ${who}: ${JSON.stringify(params)}`;
          expect(await bodyOf(portal.portal, caller, name, params), what).toEqual(shown);
          const openly = await bodyOf(portal.portal, all, name, params);
          if (JSON.stringify(openly) !== JSON.stringify(whole)) told += 1;
        }
        expect(told, `${name} tells an administrator something by ${field}`).toBeGreaterThan(0);
        hidden.push(`${name} ${field}`);
      }
    }
  }
  expect([...new Set(hidden)].sort()).toEqual([
    'catalog.document.element.list purchasingPrice',
    'catalog.document.list total',
    'catalog.product.list purchasingCurrency',
    'catalog.product.list purchasingPrice',
    'catalog.product.offer.list purchasingCurrency',
    'catalog.product.offer.list purchasingPrice',
    'catalog.product.sku.list purchasingCurrency',
    'catalog.product.sku.list purchasingPrice',
    'user.get DATE_REGISTER',
    'user.get EMAIL',
    'user.get LAST_LOGIN',
  ]);
});

const offered = createRegistry(v3Methods(methods)).all.filter(({ method }) => method.entity?.shows);

it.each(['documented', 'live'] as const)(
  'REST 3.0 refuses them as it refuses unknown ones, %s',
  async (profile) => {
    const portal = await given(profile);
    const caller = await manager(portal);
    expect(offered.length).toBeGreaterThan(5);
    for (const { name, method } of offered) {
      const { entity, params } = method;
      const isShown = entity!.shows!(caller);
      const names = Object.keys(entity!.schema.properties).filter((one) => !isShown(one));
      for (const field of [...names, 'nope']) {
        const requests: readonly (readonly [string, Params])[] = [
          ['filter', { filter: [[field, '>', 1]] }],
          ['filter', { filter: [{ logic: 'or', conditions: [[field, 1]] }] }],
          ['order', { order: { [field]: 'ASC' } }],
          ['cursor', { cursor: { field, value: 1 } }],
          ...(profile === 'live' ? [['select', { select: [field] }] as const] : []),
        ];
        for (const [param, asked] of requests) {
          if (!(param in params)) continue;
          const answer = await bodyOf(portal.portalV3, caller, name, {
            ...(param === 'select' && name.endsWith('.get') ? { id: 1 } : {}),
            ...asked,
          });
          expect(answer.error, `${name} ${JSON.stringify(asked)}`).toMatchObject({
            code: 'BITRIX_REST_V3_EXCEPTION_UNKNOWNDTOPROPERTYEXCEPTION',
            message: expect.stringContaining(`Unknown field \`${field}\``),
          });
        }
      }
    }
  },
);
