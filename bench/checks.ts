import { join } from 'node:path';
import { authenticateToken } from '../src/auth/tokens.ts';
import { authenticateWebhook } from '../src/auth/webhooks.ts';
import { openSqlite } from '../src/store/sqlite.ts';

export interface ChecksOptions {
  /** The data folder. */
  readonly folder: string;
  readonly secret: string;
  readonly token: string;
}

const ROUNDS = 5;
const CHECKS = 20_000;

/** Microseconds of one check of a credential, one after another: the least of some rounds. */
async function measure(check: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now();
    for (let n = 0; n < CHECKS; n++) await check();
    least = Math.min(least, performance.now() - begun);
  }
  return (least * 1000) / CHECKS;
}

/** What it costs to know who calls, without HTTP: a webhook, and an access token. */
export async function measureChecks({ folder, secret, token }: ChecksOptions): Promise<string[]> {
  const store = await openSqlite({ file: join(folder, 'vitrine.db') });
  const now = Math.floor(Date.now() / 1000);
  const webhook = await measure(() => authenticateWebhook(store.reader, '1', secret, now));
  const app = await measure(() => authenticateToken(store.reader, token, now));
  await store.close();
  return [
    `check of a webhook: ${webhook.toFixed(1)} us`,
    `check of an access token: ${app.toFixed(1)} us`,
  ];
}
