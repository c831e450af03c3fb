import { type RawBuilder, sql } from 'kysely';
import type { EventKinds } from '../core/events.ts';
import type { Param } from '../core/store.ts';

/** An event as the statements about its listeners are asked of it. */
export interface ListenerParams {
  readonly scope: string;
  /** JSON of a list of rights. */
  readonly readers: string;
}

export function listenerParams(kinds: EventKinds, event: string): ListenerParams {
  const kind = kinds.get(event);
  if (!kind) throw new Error(`${event} is no event`);
  return { scope: kind.scope, readers: JSON.stringify(kind.readers) };
}

/** Whether a list separated by commas has the word. */
const has = (list: string, word: unknown) =>
  sql`instr(',' || ${sql.ref(list)} || ',', ',' || ${word} || ',') > 0`;

/**
 * `from ... where ...` of the handlers that may be told: their app is in use and has the scope, and the
 * user that they are bound to is in use too, may use the app, and has a right to read what the event
 * tells of. A handler that is bound to nobody was bound by an administrator.
 */
export const listeners = (p: Param<ListenerParams>): RawBuilder<unknown> => sql`
  from "eventHandler" "handler"
  inner join "app" on "app"."id" = "handler"."appId"
  left join "user" on "user"."id" = "handler"."userId"
  where "app"."active" = 'Y' and "app"."installed" = 'Y'
    and (${p('scope')} = '' or ${has('app.scopes', p('scope'))})
    and ("handler"."userId" = 0 or (
      "user"."active" = 'Y'
      and ("app"."users" = '' or ${has('app.users', sql.ref('user.id'))})
      and ("user"."admin" = 'Y' or json_array_length(${p('readers')}) = 0 or exists (
        select 1 from "userRole"
        inner join "role" on "role"."id" = "userRole"."roleId"
        inner join json_each(${p('readers')}) "one"
        where "userRole"."userId" = "user"."id" and ${has('role.rights', sql.ref('one.value'))}))))`;
