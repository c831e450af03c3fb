import type { Db } from '../src/core/store.ts';

/** The id of the user who looks after the stores. */
export const STOREKEEPER = 5;

/** What may be done with each type of inventory document. */
const documents = (types: string, ...actions: readonly string[]): string[] =>
  [...types].flatMap((type) => actions.map((action) => `document.${type}.${action}`));

/** Roles by the areas of the trade catalog (spec/catalog.md section 4). */
const roles = [
  { id: 1, name: 'Catalog reader', rights: ['catalog.read', 'store.select'] },
  {
    id: 2,
    name: 'Content manager',
    rights: [
      'catalog.read',
      'catalog.view',
      'element.edit',
      'product.add',
      'product.edit',
      'product.delete',
      'purchase.view',
      'store.select',
    ],
  },
  {
    id: 3,
    name: 'Price manager',
    rights: [
      'catalog.read',
      'price.edit',
      'priceType.edit',
      'purchase.view',
      'extra.edit',
      'vat.edit',
    ],
  },
  {
    id: 4,
    name: 'Storekeeper',
    rights: [
      'catalog.read',
      'store.view',
      'store.modify',
      'store.select',
      'purchase.view',
      'crm.read',
      ...documents('ASMRD', 'view', 'modify', 'conduct', 'cancel'),
      ...documents('D', 'delete'),
    ],
  },
  {
    id: 5,
    name: 'Catalog designer',
    rights: ['catalog.read', 'catalog.view', 'catalog.settings', 'iblock.edit', 'ratio.edit'],
  },
] as const;

type RoleName = (typeof roles)[number]['name'];

interface SeedUser {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly lastName: string;
  readonly gender: 'F' | 'M';
  readonly position: string;
  readonly admin?: 'Y';
  readonly role?: RoleName;
}

/** User 1 is the administrator and user 7 may do nothing; the others show what roles do. */
const users: readonly SeedUser[] = [
  {
    id: 1,
    login: 'admin',
    name: 'Anna',
    lastName: 'Admin',
    gender: 'F',
    position: 'Owner',
    admin: 'Y',
  },
  {
    id: 2,
    login: 'reader',
    name: 'Rita',
    lastName: 'Reader',
    gender: 'F',
    position: 'Sales',
    role: 'Catalog reader',
  },
  {
    id: 3,
    login: 'manager',
    name: 'Mark',
    lastName: 'Manager',
    gender: 'M',
    position: 'Content',
    role: 'Content manager',
  },
  {
    id: 4,
    login: 'prices',
    name: 'Petra',
    lastName: 'Price',
    gender: 'F',
    position: 'Pricing',
    role: 'Price manager',
  },
  {
    id: STOREKEEPER,
    login: 'storekeeper',
    name: 'Stig',
    lastName: 'Store',
    gender: 'M',
    position: 'Warehouse',
    role: 'Storekeeper',
  },
  {
    id: 6,
    login: 'designer',
    name: 'Dora',
    lastName: 'Design',
    gender: 'F',
    position: 'Catalog structure',
    role: 'Catalog designer',
  },
  { id: 7, login: 'guest', name: 'Gus', lastName: 'Guest', gender: 'M', position: 'Visitor' },
];

/** `now` in seconds; without a password the users cannot sign in. */
export async function seedUsers(
  { query }: Db,
  now: number,
  passwordHash: string | null = null,
): Promise<void> {
  await query
    .insertInto('user')
    .values(
      users.map(({ role: _, ...user }) => ({
        admin: 'N' as const,
        active: 'Y' as const,
        ...user,
        email: `${user.login}@vitrine.example`,
        passwordHash,
        registerTime: now,
      })),
    )
    .execute();
  await query
    .insertInto('role')
    .values(roles.map(({ rights, ...role }) => ({ ...role, rights: rights.join(',') })))
    .execute();
  await query
    .insertInto('userRole')
    .values(
      users.flatMap(({ id: userId, role: name }) => {
        const role = roles.find((one) => one.name === name);
        return role ? [{ userId, roleId: role.id }] : [];
      }),
    )
    .execute();
}
