import type { Command } from 'commander';
import { listGrants } from '../auth/ended.ts';
import { revokeFamily } from '../auth/tokens.ts';
import { notFound } from './failure.ts';
import { printList, printOne } from './output.ts';
import { readLimit, requireApp, requireUser, shownTime, withPortal } from './portal.ts';

/** What users allowed apps, and what events carry: each is a pair of tokens that is renewed as one. */
export function addGrantCommands(program: Command): void {
  const grant = program.command('grant').description('tokens that apps hold');

  grant
    .command('list')
    .description('list the grants that are good still, newest first')
    .option('--app <client_id>', 'of this app alone')
    .option('--user <id or login>', 'of this user alone')
    .option('--limit <number>', 'how many', '50')
    .option('--json', 'print JSON')
    .action(({ app, user, limit, json = false }) =>
      withPortal(async ({ store, now }) => {
        const { reader } = store;
        const grants = await listGrants(reader, {
          appId: app === undefined ? undefined : (await requireApp(reader, app)).id,
          userId: user === undefined ? undefined : (await requireUser(reader, user)).id,
          limit: readLimit(limit),
          now,
        });
        const rows = grants.map((one) => ({
          id: one.family,
          client_id: one.clientId,
          login: one.login,
          scope: one.scopes,
          access_until: shownTime(one.accessExpires),
          refresh_until: shownTime(one.refreshExpires),
        }));
        printList(rows, json, 'No grants.');
      }),
    );

  grant
    .command('end <id>')
    .description('end a grant: its tokens are dead at the next call')
    .option('--json', 'print JSON')
    .action((id, { json = false }) =>
      withPortal(async ({ store }) => {
        if (!(await store.write((db) => revokeFamily(db, id)))) {
          throw notFound(`There is no grant ${id}`);
        }
        printOne({ ended: id }, json);
      }),
    );
}
