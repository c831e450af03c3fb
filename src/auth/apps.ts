import { randomInt } from 'node:crypto';
import type { Db, Tables } from '../core/store.ts';
import { hashSecret, newSecret } from './secrets.ts';

/** An app as it is installed on the portal. */
export type App = Omit<Tables['app'], 'id'> & { readonly id: number };

export const appColumns = [
  'id',
  'clientId',
  'secretHash',
  'applicationToken',
  'name',
  'scopes',
  'redirectUri',
  'handlerUrl',
  'installUrl',
  'users',
  'active',
  'installed',
  'version',
  'createTime',
] as const;

export interface NewApp {
  readonly name: string;
  /** Scopes separated by commas. */
  readonly scopes: string;
  readonly redirectUri?: string | undefined;
  readonly handlerUrl?: string | undefined;
  readonly installUrl?: string | undefined;
  /** Ids separated by commas; '' lets every user use it. */
  readonly users?: string | undefined;
}

/** A new app and its secret, which is shown this once. */
export interface AddedApp {
  readonly app: App;
  readonly clientSecret: string;
}

/** Adds a local app, installed and active. `now` in seconds. */
export async function addApp({ query }: Db, app: NewApp, now: number): Promise<AddedApp> {
  const clientSecret = newSecret(25);
  const added = await query
    .insertInto('app')
    .values({
      clientId: `local.${newSecret(7)}.${randomInt(10_000_000, 100_000_000)}`,
      secretHash: hashSecret(clientSecret),
      applicationToken: newSecret(16),
      name: app.name,
      scopes: app.scopes,
      redirectUri: app.redirectUri ?? null,
      handlerUrl: app.handlerUrl ?? null,
      installUrl: app.installUrl ?? null,
      users: app.users ?? '',
      active: 'Y',
      installed: 'Y',
      version: 1,
      createTime: now,
    })
    .returning(appColumns)
    .executeTakeFirstOrThrow();
  return { app: added, clientSecret };
}

export const findApp = ({ query }: Db, clientId: string): Promise<App | undefined> =>
  query.selectFrom('app').select(appColumns).where('clientId', '=', clientId).executeTakeFirst();

/** Whether the app lets this user use it. */
export const admits = (app: Pick<App, 'users'>, userId: number): boolean =>
  app.users === '' || app.users.split(',').includes(String(userId));

export const listApps = ({ query }: Db): Promise<App[]> =>
  query.selectFrom('app').select(appColumns).orderBy('id').execute();

/** Changes what is told of an app, from the next call on; what is undefined stays. */
export const updateApp = async (
  { query }: Db,
  id: number,
  changes: { readonly [field in keyof NewApp]?: NewApp[field] | undefined },
): Promise<void> => {
  await query.updateTable('app').set(changes).where('id', '=', id).execute();
};

/** A new secret of an app, which is shown this once; the old one is dead at once. */
export async function renewSecret({ query }: Db, id: number): Promise<string> {
  const clientSecret = newSecret(25);
  const secretHash = hashSecret(clientSecret);
  await query.updateTable('app').set({ secretHash }).where('id', '=', id).execute();
  return clientSecret;
}

/** Removes an app with its tokens, options, handlers and queue. */
export const removeApp = async ({ query }: Db, id: number): Promise<void> => {
  await query.deleteFrom('app').where('id', '=', id).execute();
};
