import { type Caller, type Db, isoTime, type Tables } from '../../src/core/index.ts';

/** A user as the methods `user.*` show one. */
export type Person = Omit<Tables['user'], 'id' | 'passwordHash'> & { readonly id: number };

export const personColumns = [
  'id',
  'login',
  'name',
  'lastName',
  'active',
  'admin',
  'email',
  'gender',
  'position',
  'registerTime',
  'loginTime',
] as const;

export const findPerson = ({ query }: Db, id: number): Promise<Person | undefined> =>
  query.selectFrom('user').select(personColumns).where('id', '=', id).executeTakeFirst();

const time = (seconds: number | null): string | null =>
  seconds === null ? null : isoTime(seconds);

/** The scopes that show users, each with what those before it do not open. */
const scopes = ['user_brief', 'user_basic', 'user'] as const;

interface PersonField {
  readonly name: string;
  /** The least scope that opens it. */
  readonly scope: (typeof scopes)[number];
  /** Where it is stored; what is not stored is neither filtered nor sorted by. */
  readonly column?: keyof Person;
  readonly show: (person: Person) => unknown;
}

/** Every field of a user (spec/core.md section 7), in the order of answers. */
export const personFields: readonly PersonField[] = [
  { name: 'ID', scope: 'user_brief', column: 'id', show: ({ id }) => String(id) },
  { name: 'ACTIVE', scope: 'user_brief', column: 'active', show: ({ active }) => active === 'Y' },
  { name: 'NAME', scope: 'user_brief', column: 'name', show: ({ name }) => name },
  { name: 'LAST_NAME', scope: 'user_brief', column: 'lastName', show: (one) => one.lastName },
  { name: 'PERSONAL_GENDER', scope: 'user_brief', column: 'gender', show: (one) => one.gender },
  { name: 'WORK_POSITION', scope: 'user_brief', column: 'position', show: (one) => one.position },
  { name: 'UF_DEPARTMENT', scope: 'user_brief', show: () => [1] },
  { name: 'USER_TYPE', scope: 'user_brief', show: () => 'employee' },
  { name: 'EMAIL', scope: 'user_basic', column: 'email', show: ({ email }) => email },
  {
    name: 'DATE_REGISTER',
    scope: 'user',
    column: 'registerTime',
    show: ({ registerTime }) => time(registerTime),
  },
  {
    name: 'LAST_LOGIN',
    scope: 'user',
    column: 'loginTime',
    show: ({ loginTime }) => time(loginTime),
  },
];

/** The fields that the caller's scopes open. */
export function openedTo(caller: Caller): readonly PersonField[] {
  const widest = scopes.findLastIndex((scope) => caller.scopes.has(scope));
  return personFields.filter(({ scope }) => scopes.indexOf(scope) <= Math.max(widest, 0));
}

/** A user as the caller may see one; what is empty is left out. */
export const shownPerson = (person: Person, caller: Caller): Record<string, unknown> =>
  Object.fromEntries(
    openedTo(caller)
      .map(({ name, show }) => [name, show(person)] as const)
      .filter(([, value]) => value !== null),
  );
