import type { Identity } from '../core/identity.ts';
import type { Caller } from '../core/method.ts';
import { type Db, prepare } from '../core/store.ts';

const byId = prepare<{ id: number }>()((db, p) =>
  db.selectFrom('user').select(['id', 'login', 'active', 'admin']).where('id', '=', p('id')),
);

const rightsOf = prepare<{ userId: number }>()((db, p) =>
  db
    .selectFrom('role')
    .select('role.rights')
    .where('role.id', 'in', (eb) =>
      eb.selectFrom('userRole').select('roleId').where('userId', '=', p('userId')),
    ),
);

/** A user as authentication sees it. */
export interface UserAccount {
  readonly id: number;
  readonly login: string;
  readonly active: 'Y' | 'N';
  readonly admin: 'Y' | 'N';
}

export const findUser = (db: Db, id: number): Promise<UserAccount | undefined> =>
  db.first(byId, { id });

const words = (text: string): string[] => text.split(',').filter((word) => word !== '');

/** The rights that a user's roles give. */
export async function loadRights(db: Db, userId: number): Promise<ReadonlySet<string>> {
  const roles = await db.all(rightsOf, { userId });
  return new Set(roles.flatMap((role) => words(role.rights)));
}

const NO_RIGHTS: ReadonlySet<string> = new Set();

/** A user as caller, with the scopes of the credential, a list separated by commas. */
export async function callerOf(
  db: Db,
  user: UserAccount,
  scopes: string,
  identity: Identity,
): Promise<Caller> {
  const admin = user.admin === 'Y';
  return {
    userId: user.id,
    admin,
    scopes: new Set(words(scopes)),
    rights: admin ? NO_RIGHTS : await loadRights(db, user.id),
    identity,
  };
}

/** A user by id or by login. */
export const findUserByName = ({ query }: Db, name: string): Promise<UserAccount | undefined> =>
  query
    .selectFrom('user')
    .select(['id', 'login', 'active', 'admin'])
    .$if(/^\d{1,9}$/.test(name), (q) => q.where('id', '=', Number(name)))
    .$if(!/^\d{1,9}$/.test(name), (q) => q.where('login', '=', name))
    .executeTakeFirst();

export interface NewUser {
  readonly login: string;
  readonly name: string;
  readonly lastName: string;
  readonly email: string | null;
  readonly admin: boolean;
  /** Without one the user cannot sign in. */
  readonly passwordHash: string | null;
  readonly roleIds: readonly number[];
  /** Seconds since 1970. */
  readonly now: number;
}

/** Adds a user; undefined where the login is taken, in whatever case. */
export async function addUser(
  db: Db,
  { admin, roleIds, now, ...user }: NewUser,
): Promise<number | undefined> {
  const { query } = db;
  const taken = await query
    .selectFrom('user')
    .select('id')
    .where((eb) => eb.fn('lower', ['login']), '=', user.login.toLowerCase())
    .executeTakeFirst();
  if (taken) return undefined;
  const added = await query
    .insertInto('user')
    .values({ ...user, admin: admin ? 'Y' : 'N', active: 'Y', registerTime: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  await giveRoles(db, added.id, roleIds);
  return added.id;
}

/** Everybody, or one, with the names of their roles. */
export async function listUsers({ query }: Db, id?: number) {
  const users = await query
    .selectFrom('user')
    .select(['id', 'login', 'name', 'lastName', 'email', 'active', 'admin'])
    .$if(id !== undefined, (q) => q.where('id', '=', id as number))
    .orderBy('id')
    .execute();
  const given = await query
    .selectFrom('userRole')
    .innerJoin('role', 'role.id', 'userRole.roleId')
    .select(['userRole.userId', 'role.name'])
    .orderBy('role.id')
    .execute();
  const byUser = Map.groupBy(given, ({ userId }) => userId);
  return users.map((user) => ({
    ...user,
    roles: (byUser.get(user.id) ?? []).map(({ name }) => name).join(', '),
  }));
}

export const listRoles = ({ query }: Db) =>
  query.selectFrom('role').select(['id', 'name', 'rights']).orderBy('id').execute();

/** Whether nobody else could administer the portal. */
async function isLastAdministrator({ query }: Db, id: number): Promise<boolean> {
  const administrators = await query
    .selectFrom('user')
    .select('id')
    .where('admin', '=', 'Y')
    .where('active', '=', 'Y')
    .limit(2)
    .execute();
  return administrators.length === 1 && administrators[0]?.id === id;
}

const endSessions = async ({ query }: Db, userId: number): Promise<void> => {
  await query.deleteFrom('session').where('userId', '=', userId).execute();
};

/**
 * Shuts a user out: sessions end, webhooks and tokens are dead at the next call. False for the last
 * administrator, who stays.
 */
export async function disableUser(db: Db, id: number): Promise<boolean> {
  if (await isLastAdministrator(db, id)) return false;
  await db.query.updateTable('user').set({ active: 'N' }).where('id', '=', id).execute();
  await endSessions(db, id);
  return true;
}

/** Lets a user in again, with the webhooks; what else there was has ended (`endTokens`). */
export async function enableUser({ query }: Db, id: number): Promise<void> {
  await query.updateTable('user').set({ active: 'Y' }).where('id', '=', id).execute();
}

/** Another password, or none with null; whoever signed in with the old one has to do so again. */
export async function changePassword(
  db: Db,
  id: number,
  passwordHash: string | null,
): Promise<void> {
  await db.query.updateTable('user').set({ passwordHash }).where('id', '=', id).execute();
  await endSessions(db, id);
}

/** What a user may do; what is left out stays. */
export interface Standing {
  readonly admin?: boolean | undefined;
  /** Instead of the roles so far. */
  readonly roleIds?: readonly number[] | undefined;
}

/** Changes what a user may do, from the next call on. False for the last administrator, who stays one. */
export async function changeStanding(
  db: Db,
  id: number,
  { admin, roleIds }: Standing,
): Promise<boolean> {
  const { query } = db;
  if (admin === false && (await isLastAdministrator(db, id))) return false;
  if (admin !== undefined) {
    await query
      .updateTable('user')
      .set({ admin: admin ? 'Y' : 'N' })
      .where('id', '=', id)
      .execute();
  }
  if (roleIds) {
    await query.deleteFrom('userRole').where('userId', '=', id).execute();
    await giveRoles(db, id, roleIds);
  }
  return true;
}

async function giveRoles({ query }: Db, userId: number, roleIds: readonly number[]): Promise<void> {
  for (const roleId of new Set(roleIds)) {
    await query.insertInto('userRole').values({ userId, roleId }).execute();
  }
}
