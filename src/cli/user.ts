import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { endTokens } from '../auth/ended.ts';
import { hashPassword } from '../auth/passwords.ts';
import {
  addUser,
  changePassword,
  changeStanding,
  disableUser,
  enableUser,
  listRoles,
  listUsers,
} from '../auth/users.ts';
import type { Db } from '../core/store.ts';
import { conflict, notFound, wrongUsage } from './failure.ts';
import { printList, printOne } from './output.ts';
import { requireUser, withPortal } from './portal.ts';

const LOGIN = /^(?!\d+$)[\w.@-]{1,64}$/;
const MIN_PASSWORD = 8;

interface PasswordOptions {
  readonly password?: string;
  readonly passwordStdin?: boolean;
}

/** The hash of the password that was given; null without one. */
async function readPassword(options: PasswordOptions): Promise<string | null> {
  const given = options.passwordStdin
    ? (await text(process.stdin)).replace(/\r?\n$/, '')
    : options.password;
  if (given === undefined) return null;
  if (given.length < MIN_PASSWORD) {
    throw wrongUsage(`A password has at least ${MIN_PASSWORD} characters`);
  }
  return hashPassword(given);
}

async function readRoles(db: Db, names: readonly string[]): Promise<number[]> {
  const roles = await listRoles(db);
  return names.map((name) => {
    const role = roles.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (role) return role.id;
    const known = roles.map((one) => one.name).join(', ');
    throw notFound(`There is no role ${name}; there are ${known}`);
  });
}

const lastAdministrator = (login: string) => conflict(`${login} is the last administrator`);

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
        const roleIds = await readRoles(store.reader, options.role ?? []);
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

  addChanges(user);
}

/** What changes somebody who is there. */
function addChanges(user: Command): void {
  user
    .command('password <user>')
    .description(
      'give a user another password, and end the sessions; a random one without an option',
    )
    .option('--password <password>', 'the new one')
    .option('--password-stdin', 'read it from standard input')
    .option('--json', 'print JSON')
    .action((name, { json = false, ...options }) =>
      withPortal(async ({ store }) => {
        const { id, login } = await requireUser(store.reader, name);
        const given = await readPassword(options);
        const made = given === null ? randomBytes(12).toString('base64url') : undefined;
        const passwordHash = given ?? (await hashPassword(made as string));
        await store.write((db) => changePassword(db, id, passwordHash));
        printOne({ id, login, ...(made === undefined ? {} : { password: made }) }, json);
      }),
    );

  user
    .command('role <user>')
    .description('change what a user may do; the running server follows at the next call')
    .option('--admin', 'may do everything')
    .option('--no-admin', 'may do what the roles say')
    .option('--role <name...>', 'these roles instead of those so far, by name')
    .option('--no-role', 'no roles')
    .option('--json', 'print JSON')
    .action((name, { admin, role, json = false }) =>
      withPortal(async ({ store }) => {
        const { id, login } = await requireUser(store.reader, name);
        if (admin === undefined && role === undefined) {
          throw wrongUsage('One of --admin, --no-admin, --role and --no-role is needed');
        }
        const given = role === false ? [] : role;
        const roleIds = given && (await readRoles(store.reader, given));
        const isDone = await store.write((db) => changeStanding(db, id, { admin, roleIds }));
        if (!isDone) throw lastAdministrator(login);
        const [now] = await listUsers(store.reader, id);
        printOne({ id, login, admin: now?.admin, roles: now?.roles }, json);
      }),
    );

  user
    .command('disable <user>')
    .description('shut a user out, by id or login: tokens and sessions end, webhooks are suspended')
    .option('--json', 'print JSON')
    .action((name, { json = false }) =>
      withPortal(async ({ store }) => {
        const { id, login } = await requireUser(store.reader, name);
        const isOut = await store.write((db) => disableUser(db, id));
        if (!isOut) throw lastAdministrator(login);
        await endTokens(store, { userId: id });
        printOne({ id, login, active: 'N' }, json);
      }),
    );

  user
    .command('enable <user>')
    .description('let a user in again, by id or login, with the webhooks; tokens do not come back')
    .option('--json', 'print JSON')
    .action((name, { json = false }) =>
      withPortal(async ({ store }) => {
        const { id, login, active } = await requireUser(store.reader, name);
        // A disabling that was cut off left some.
        if (active === 'N') await endTokens(store, { userId: id });
        await store.write((db) => enableUser(db, id));
        printOne({ id, login, active: 'Y' }, json);
      }),
    );
}
