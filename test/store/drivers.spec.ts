import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../src/store/sqlite.ts';
import { describeStore } from './contract.ts';

describeStore('sqlite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-store-'));
  const store = await openSqlite({ file: join(folder, 'vitrine.db') });
  return {
    store,
    async close() {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});
