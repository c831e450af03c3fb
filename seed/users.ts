import type { Db } from '../src/core/store.ts';

const READER = 1;
const MANAGER = 2;

/** User 1 is the administrator; the other two show what roles do. */
export async function seedUsers({ query }: Db): Promise<void> {
  await query
    .insertInto('user')
    .values([
      { id: 1, login: 'admin', name: 'Anna', lastName: 'Admin', active: 'Y', admin: 'Y' },
      { id: 2, login: 'reader', name: 'Rita', lastName: 'Reader', active: 'Y', admin: 'N' },
      { id: 3, login: 'manager', name: 'Mark', lastName: 'Manager', active: 'Y', admin: 'N' },
    ])
    .execute();
  await query
    .insertInto('role')
    .values([
      { id: READER, name: 'Catalog reader', rights: 'catalog.read' },
      {
        id: MANAGER,
        name: 'Content manager',
        rights: 'catalog.read,catalog.view,element.edit,product.add,product.edit,product.delete',
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
