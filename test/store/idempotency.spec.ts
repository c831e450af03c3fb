import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { up } from '../../src/store/migrations/0013_idempotency.ts';
import { openSqlite } from '../../src/store/sqlite.ts';

it('keys that were kept by the method are kept by their caller, and counted', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-idempotency-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const store = await openSqlite({ file: join(folder, 'vitrine.db') });
  onTestFinished(store.close);
  const kept = { requestHash: '', status: 200, createTime: 1 };
  const rows = [
    { owner: 'webhook abc 1 catalog.vat.add', key: 'a key', answer: '{"result":"é"}', ...kept },
    { owner: 'webhook abc 1 batch', key: 'b', answer: null, ...kept },
    { owner: 'app 7 2 batch', key: 'b', answer: '{}', ...kept },
  ];
  await store.write(async ({ query }) => {
    await query.schema.dropTable('idempotencyOwner').execute();
    await query.schema.dropIndex('idempotency_createTime').execute();
    await query.insertInto('idempotency').values(rows).execute();
    await up(query as never);
  });
  const { query } = store.reader;
  const named = query.selectFrom('idempotency').select(['owner', 'key']).orderBy('owner');
  expect(await named.orderBy('key').execute()).toEqual([
    { owner: 'app 7 2', key: 'batch b' },
    { owner: 'webhook abc 1', key: 'batch b' },
    { owner: 'webhook abc 1', key: 'catalog.vat.add a key' },
  ]);
  const owners = await query.selectFrom('idempotencyOwner').selectAll().orderBy('owner').execute();
  expect(owners).toEqual([
    { owner: 'app 7 2', keys: 1, bytes: 2 },
    { owner: 'webhook abc 1', keys: 2, bytes: 15 },
  ]);
});
