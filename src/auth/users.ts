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
