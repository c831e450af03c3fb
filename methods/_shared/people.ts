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

/**
 * Fields by what the scope opens: `user_brief` names alone, `user_basic` addresses too, `user` all. What
 * is empty is left out, `ID` is a text (spec/core.md section 7).
 */
export function shownPerson(person: Person, { scopes }: Caller): Record<string, unknown> {
  const brief = {
    ID: String(person.id),
    ACTIVE: person.active === 'Y',
    NAME: person.name,
    LAST_NAME: person.lastName,
    PERSONAL_GENDER: person.gender,
    WORK_POSITION: person.position,
    UF_DEPARTMENT: [1],
    USER_TYPE: 'employee',
  };
  const basic = { ...brief, EMAIL: person.email };
  const whole = {
    ...basic,
    DATE_REGISTER: time(person.registerTime),
    LAST_LOGIN: time(person.loginTime),
  };
  const opened = scopes.has('user') ? whole : scopes.has('user_basic') ? basic : brief;
  return Object.fromEntries(Object.entries(opened).filter(([, value]) => value !== null));
}
