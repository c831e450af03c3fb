import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { hashPassword } from '../auth/passwords.ts';
import { addUser, disableUser, enableUser, listRoles, listUsers } from '../auth/users.ts';
import { conflict, notFound, wrongUsage } from './failure.ts';
import { printList, printOne } from './output.ts';
import { requireUser, withPortal } from './portal.ts';

const LOGIN = /^(?!\d+$)[\w.@-]{1,64}$/;
const MIN_PASSWORD = 8;

async function readPassword(options: {
  password?: string;
  passwordStdin?: boolean;
}): Promise<string | null> {
  const given = options.passwordStdin
    ? (await text(process.stdin)).replace(/\r?\n$/, '')
    : options.password;
  if (given === undefined) return null;
  if (given.length < MIN_PASSWORD) {
    throw wrongUsage(`A password has at least ${MIN_PASSWORD} characters`);
  }
  return hashPassword(given);
}

export function addUserCommands(program: Command): void {
  const user = program.command('user').description('people who use the portal');

  user
    .command('list')
    .description('list users')
    .option('--json', 'print JSON')
    .action(({ json = false }) =>
      withPortal(async ({ store }) => {
        const rows = (await listUsers(store.reader)).map(({ lastName, ...row }) => ({
          ...row,
          name: `${row.name} ${lastName}`.trim(),
        }));
        printList(rows, json, 'No users.');
      }),
    );

  user
    .command('roles')
    .description('list roles and their rights')
    .option('--json', 'print JSON')
    .action(({ json = false }) =>
      withPortal(async ({ store }) => printList(await listRoles(store.reader), json, 'No roles.')),
    );

  user
    .command('add')
    .description('add a user')
    .requiredOption('--login <login>', 'letters, digits and . _ @ -, not digits alone')
    .option('--name <name>', 'first name', '')
    .option('--last-name <name>', 'last name', '')
    .option('--email <address>', 'e-mail address')
    .option('--password <password>', 'without one the user cannot sign in')
    .option('--password-stdin', 'read the password from standard input')
    .option('--admin', 'may do everything')
    .option('--role <name...>', 'roles, by name')
    .option('--json', 'print JSON')
    .action((options) =>
      withPortal(async ({ store, now }) => {
        const { login, json = false } = options;
        if (!LOGIN.test(login)) throw wrongUsage(`${login} is no login`);
        const roles = await listRoles(store.reader);
        const roleIds = ((options.role ?? []) as string[]).map((name) => {
          const role = roles.find((one) => one.name.toLowerCase() === name.toLowerCase());
          if (role) return role.id;
          throw notFound(
            `There is no role ${name}; there are ${roles.map((one) => one.name).join(', ')}`,
          );
        });
        const passwordHash = await readPassword(options);
        const id = await store.write((db) =>
          addUser(db, {
            login,
            name: options.name || login,
            lastName: options.lastName,
            email: options.email ?? null,
            admin: options.admin ?? false,
            passwordHash,
            roleIds,
            now,
          }),
        );
        if (id === undefined) throw conflict(`The login ${login} is taken`);
        printOne({ id, login }, json);
      }),
    );

  user
    .command('disable <user>')
    .description('shut a user out, by id or login; webhooks and tokens are dead at the next call')
    .option('--json', 'print JSON')
    .action((name, { json = false }) =>
      withPortal(async ({ store }) => {
        const { id, login } = await requireUser(store.reader, name);
        const isOut = await store.write((db) => disableUser(db, id));
        if (!isOut) throw conflict(`${login} is the last administrator`);
        printOne({ id, login, active: 'N' }, json);
      }),
    );

  user
    .command('enable <user>')
    .description('let a user in again, by id or login')
    .option('--json', 'print JSON')
    .action((name, { json = false }) =>
      withPortal(async ({ store }) => {
        const { id, login } = await requireUser(store.reader, name);
        await store.write((db) => enableUser(db, id));
        printOne({ id, login, active: 'Y' }, json);
      }),
    );
}
