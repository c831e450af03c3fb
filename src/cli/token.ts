import type { Command } from 'commander';
import { admits } from '../auth/apps.ts';
import { authBlock } from '../auth/authBlock.ts';
import { mintTokens } from '../auth/tokens.ts';
import { conflict } from './failure.ts';
import { printOne } from './output.ts';
import { requireApp, requireUser, withPortal } from './portal.ts';

export function addTokenCommand(program: Command): void {
  program
    .command('token')
    .description('print a pair of tokens of an app, as the token endpoint would')
    .requiredOption('--app <client_id>', 'app that the tokens are for')
    .requiredOption('--user <id or login>', 'user that it acts as')
    .option('--json', 'print JSON')
    .action(({ app: clientId, user: name, json = false }) =>
      withPortal(async ({ store, now, baseUrl }) => {
        const app = await requireApp(store.reader, clientId);
        const user = await requireUser(store.reader, name);
        if (user.active !== 'Y') throw conflict(`${user.login} is disabled`);
        if (!admits(app, user.id)) throw conflict(`${app.name} is closed to ${user.login}`);
        const setting = await store.reader.query
          .selectFrom('setting')
          .select('value')
          .where('key', '=', 'memberId')
          .executeTakeFirstOrThrow();
        const pair = await store.write((db) =>
          mintTokens(db, { appId: app.id, userId: user.id, now }),
        );
        const block = {
          scopes: app.scopes,
          pair,
          userId: user.id,
          baseUrl,
          memberId: setting.value,
        };
        printOne({ ...authBlock(block) }, json);
      }),
    );
}
