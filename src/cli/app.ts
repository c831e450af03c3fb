import type { Command } from 'commander';
import { type App, addApp, listApps, removeApp, renewSecret, updateApp } from '../auth/apps.ts';
import { endTokens } from '../auth/ended.ts';
import type { Db } from '../core/store.ts';
import { announceInstall, announceUninstall } from '../events/announce.ts';
import { emptyQueue } from '../events/bounds.ts';
import { wrongUsage } from './failure.ts';
import { printList, printOne } from './output.ts';
import { readName, readScopes, requireApp, requireUser, shownTime, withPortal } from './portal.ts';

/** An http address without a fragment, exactly as it is registered. */
function readUrl(text: string | undefined, option: string): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.hash || url.username || url.password) {
    throw wrongUsage(`${option} must be an http address without a fragment or a password`);
  }
  return text;
}

/** Ids of users, as an app has them; '' is everybody. */
async function readUsers(db: Db, list: string): Promise<string> {
  const ids: number[] = [];
  for (const name of list.split(',').filter(Boolean)) ids.push((await requireUser(db, name)).id);
  return ids.join(',');
}

/** What is told of an app in the options; undefined where an option was left out. */
const readFields = async (db: Db, options: Readonly<Record<string, string | undefined>>) => ({
  name: options.name === undefined ? undefined : readName(options.name),
  scopes: options.scopes === undefined ? undefined : readScopes(options.scopes),
  redirectUri: readUrl(options.redirectUri, '--redirect-uri'),
  handlerUrl: readUrl(options.handler, '--handler'),
  installUrl: readUrl(options.install, '--install'),
  users: options.users === undefined ? undefined : await readUsers(db, options.users),
});

const shown = (app: App) => ({
  client_id: app.clientId,
  name: app.name,
  scope: app.scopes,
  redirect_uri: app.redirectUri,
  handler: app.handlerUrl,
  install: app.installUrl,
  users: app.users || null,
  active: app.active,
  created: shownTime(app.createTime),
});

export function addAppCommands(program: Command): void {
  const app = program.command('app').description('apps that act for users by OAuth');

  app
    .command('list')
    .description('list apps; their secrets are not kept')
    .option('--json', 'print JSON')
    .action(({ json = false }) =>
      withPortal(async ({ store }) =>
        printList((await listApps(store.reader)).map(shown), json, 'No apps.'),
      ),
    );

  app
    .command('add')
    .description('install an app and print its secret, which is shown this once')
    .requiredOption('--name <name>', 'name, as users see it')
    .option('--scopes <list>', 'scopes, separated by commas', 'catalog')
    .option('--redirect-uri <url>', 'where users return to with a code')
    .option('--handler <url>', 'address of the app')
    .option('--install <url>', 'address that is sent ONAPPINSTALL with the first tokens')
    .option('--users <list>', 'ids or logins of the users who may use it; all without it')
    .option('--user <id or login>', 'administrator who installs it', '1')
    .option('--json', 'print JSON')
    .action((options) =>
      withPortal(async ({ store, now }) => {
        const { json = false } = options;
        const owner = await requireUser(store.reader, options.user);
        const fields = {
          ...(await readFields(store.reader, options)),
          name: readName(options.name),
          scopes: readScopes(options.scopes),
        };
        const added = await store.write(async (db) => {
          const made = await addApp(db, fields, now);
          await announceInstall(db, made.app, { userId: owner.id, now: now * 1000 });
          return made;
        });
        const { client_id, ...rest } = shown(added.app);
        const secrets = {
          client_id,
          client_secret: added.clientSecret,
          application_token: added.app.applicationToken,
        };
        printOne({ ...secrets, ...rest }, json);
      }),
    );

  app
    .command('update <client_id>')
    .description('change what is told of an app; what is left out stays')
    .option('--name <name>', 'name, as users see it')
    .option(
      '--scopes <list>',
      'scopes, separated by commas; tokens without a narrower scope follow',
    )
    .option('--redirect-uri <url>', 'where users return to with a code')
    .option('--handler <url>', 'address of the app')
    .option('--install <url>', 'address of ONAPPINSTALL and ONAPPUNINSTALL')
    .option('--users <list>', "ids or logins of the users who may use it; '' lets all")
    .option('--json', 'print JSON')
    .action((clientId, { json = false, ...options }) =>
      withPortal(async ({ store }) => {
        const { id } = await requireApp(store.reader, clientId);
        const fields = await readFields(store.reader, options);
        if (Object.values(fields).every((value) => value === undefined)) {
          throw wrongUsage('At least one option is needed');
        }
        await store.write((db) => updateApp(db, id, fields));
        printOne(shown(await requireApp(store.reader, clientId)), json);
      }),
    );

  app
    .command('renew <client_id>')
    .description('give an app a new secret, which is shown this once; the old one is dead at once')
    .option('--end-grants', 'end every token of the app too')
    .option('--json', 'print JSON')
    .action((clientId, { endGrants = false, json = false }) =>
      withPortal(async ({ store }) => {
        const { id } = await requireApp(store.reader, clientId);
        const secret = await store.write((db) => renewSecret(db, id));
        if (endGrants) await endTokens(store, { appId: id });
        printOne({ client_id: clientId, client_secret: secret }, json);
      }),
    );

  app
    .command('remove <client_id>')
    .description('remove an app with its tokens, options and handlers')
    .option('--json', 'print JSON')
    .action((clientId, { json = false }) =>
      withPortal(async ({ store, now }) => {
        const { id } = await requireApp(store.reader, clientId);
        await emptyQueue(store, id);
        await endTokens(store, { appId: id });
        await store.write(async (db) => {
          const found = await requireApp(db, clientId);
          await announceUninstall(db, found, { userId: 0, now: now * 1000 });
          await removeApp(db, found.id);
        });
        printOne({ removed: clientId }, json);
      }),
    );
}
