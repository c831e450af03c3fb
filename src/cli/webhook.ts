import type { Command } from 'commander';
import { SCOPES } from '../auth/scopes.ts';
import { addWebhook, listWebhooks, renameWebhook, revokeWebhook } from '../auth/webhooks.ts';
import { parseTime } from '../core/wire/time.ts';
import { notFound, wrongUsage } from './failure.ts';
import { printList, printOne } from './output.ts';
import { readId, readName, readScopes, requireUser, shownTime, withPortal } from './portal.ts';

const UNITS = { m: 60, h: 3600, d: 86_400 } as const;

/** `30d`, `12h`, `5m` from now, or a date. Seconds since 1970. */
function readExpiry(text: string, now: number): number {
  const [, count, unit] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  const time = count ? now + Number(count) * UNITS[unit as keyof typeof UNITS] : parseTime(text);
  if (time === undefined || time <= now) throw wrongUsage(`${text} is no time to come`);
  return time;
}

export function addWebhookCommands(program: Command): void {
  const webhook = program.command('webhook').description('addresses that act as a user');

  webhook
    .command('list')
    .description('list webhooks; their secrets are not kept')
    .option('--json', 'print JSON')
    .action(({ json = false }) =>
      withPortal(async ({ store }) => {
        const rows = (await listWebhooks(store.reader)).map((row) => ({
          id: row.id,
          name: row.name,
          user_id: row.userId,
          login: row.login,
          scope: row.scopes,
          created: shownTime(row.createTime),
          expires: shownTime(row.expireTime),
          state: row.active === 'Y' ? 'active' : 'suspended',
        }));
        printList(rows, json, 'No webhooks.');
      }),
    );

  webhook
    .command('add')
    .description('add a webhook and print its address, which is shown this once')
    .requiredOption('--user <id or login>', 'user that it acts as')
    .option('--scopes <list>', 'scopes, separated by commas', SCOPES.join(','))
    .option('--expires <time>', 'when it ends: 30d, 12h, or a date')
    .option('--name <name>', 'what it is for')
    .option('--json', 'print JSON')
    .action(({ user, scopes, expires, name: given, json = false }) =>
      withPortal(async ({ store, now, baseUrl }) => {
        const { id: userId } = await requireUser(store.reader, user);
        const scope = readScopes(scopes);
        const expireTime = expires === undefined ? null : readExpiry(expires, now);
        const name = given === undefined ? null : readName(given);
        const { id, secret } = await store.write((db) =>
          addWebhook(db, { userId, scopes: scope, expireTime, name, now }),
        );
        const url = `${baseUrl}/rest/${userId}/${secret}/`;
        const expiry = shownTime(expireTime);
        printOne({ id, name, user_id: userId, scope, expires: expiry, secret, url }, json);
      }),
    );

  webhook
    .command('rename <id> <name>')
    .description('call a webhook by another name')
    .option('--json', 'print JSON')
    .action((text, given, { json = false }) =>
      withPortal(async ({ store }) => {
        const id = readId(text);
        const name = readName(given);
        if (!(await store.write((db) => renameWebhook(db, id, name)))) {
          throw notFound(`There is no webhook ${id}`);
        }
        printOne({ id, name }, json);
      }),
    );

  webhook
    .command('revoke <id>')
    .description('end a webhook; it is dead at the next call')
    .option('--json', 'print JSON')
    .action((text, { json = false }) =>
      withPortal(async ({ store }) => {
        const id = readId(text);
        if (!(await store.write((db) => revokeWebhook(db, id)))) {
          throw notFound(`There is no webhook ${id}`);
        }
        printOne({ revoked: id }, json);
      }),
    );
}
