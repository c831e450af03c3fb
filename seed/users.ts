import type { Db } from '../src/core/store.ts';

const READER = 1;
const MANAGER = 2;

/**
 * User 1 is the administrator; the other two show what roles do. `now` in seconds; without a password
 * they cannot sign in.
 */
export async function seedUsers(
  { query }: Db,
  now: number,
  passwordHash: string | null = null,
): Promise<void> {
  const user = { active: 'Y', admin: 'N', passwordHash, registerTime: now } as const;
  await query
    .insertInto('user')
    .values([
      {
        ...user,
        id: 1,
        login: 'admin',
        name: 'Anna',
        lastName: 'Admin',
        admin: 'Y',
        email: 'admin@vitrine.example',
        gender: 'F',
        position: 'Owner',
      },
      {
        ...user,
        id: 2,
        login: 'reader',
        name: 'Rita',
        lastName: 'Reader',
        email: 'reader@vitrine.example',
        gender: 'F',
        position: 'Sales',
      },
      {
        ...user,
        id: 3,
        login: 'manager',
        name: 'Mark',
        lastName: 'Manager',
        email: 'manager@vitrine.example',
        gender: 'M',
        position: 'Content',
      },
    ])
    .execute();
  await query
    .insertInto('role')
    .values([
      { id: READER, name: 'Catalog reader', rights: 'catalog.read,store.select' },
      {
        id: MANAGER,
        name: 'Content manager',
        rights:
          'catalog.read,catalog.view,element.edit,product.add,product.edit,product.delete,store.select',
      },
    ])
    .execute();
  await query
    .insertInto('userRole')
    .values([
      { userId: 2, roleId: READER },
      { userId: 3, roleId: MANAGER },
    ])
    .execute();
}
