import {
  type Context,
  emptyArgument,
  isTooDeep,
  type PhpArray,
  type Refusal,
  textOf,
  wrongArgument,
} from '../../src/core/index.ts';
import { contextError, contextRequired } from './apps.ts';

/** Whose options: the app's own (user 0), or those of one of its users. */
export interface OptionOwner {
  readonly appId: number;
  readonly userId: number;
}

/** Characters of a value's JSON, levels in it, and names of one owner. */
const MAX_VALUE = 64 * 1024;
const MAX_DEPTH = 32;
const MAX_NAMES = 1000;
const MAX_NAME = 255;
/** Characters of all values of one owner. */
const MAX_VALUES = 1024 * 1024;

export const getParams = {
  option: { type: 'any', optional: true, description: 'Name; all options without it' },
} as const;

export const setParams = {
  options: {
    type: 'array',
    optional: true,
    lenient: true,
    description: 'Options by name; without it all parameters are options',
  },
} as const;

/** The owner of app options, or of the caller's own with the app. Throws without an app. */
export function ownerOf({ caller }: Context, whose: 'app' | 'user'): OptionOwner {
  if (caller.identity.kind !== 'token') throw contextRequired();
  const { appId } = caller.identity;
  return { appId, userId: whose === 'app' ? 0 : caller.userId };
}

/** One value, null where there is none, or all by name (`[]` where there are none). */
export async function readOptions({ db }: Context, owner: OptionOwner, option: unknown) {
  const rows = await db.query
    .selectFrom('option')
    .select(['name', 'value'])
    .where((eb) => eb.and({ ...owner }))
    .$if(option !== undefined, (query) => query.where('name', '=', textOf(option)))
    .orderBy('name')
    .execute();
  const values = rows.map(({ name, value }) => [name, JSON.parse(value)] as const);
  if (option !== undefined) return values[0]?.[1] ?? null;
  return values.length === 0 ? [] : Object.fromEntries(values);
}

/** Bare `true`; other options of the owner stay. */
export async function writeOptions(
  { db, raw }: Context,
  owner: OptionOwner,
  options: PhpArray | undefined,
): Promise<true> {
  const given = Object.entries(options ?? raw).filter(([name]) => options || name !== 'options');
  if (given.length === 0) throw emptyArgument('options');
  for (const [name, value] of given) {
    const text = JSON.stringify(value);
    if (name.length > MAX_NAME || text.length > MAX_VALUE || isTooDeep(text, MAX_DEPTH)) {
      throw wrongArgument(
        'options',
        `The option '${name.slice(0, 64)}' is too long or nested too deep`,
      );
    }
    await db.query
      .insertInto('option')
      .values({ ...owner, name, value: text })
      .onConflict((conflict) =>
        conflict.columns(['appId', 'userId', 'name']).doUpdateSet({ value: text }),
      )
      .execute();
  }
  const { count, size } = await db.query
    .selectFrom('option')
    .select(({ fn }) => [
      fn.countAll<number>().as('count'),
      fn.sum<number>(fn('length', ['value'])).as('size'),
    ])
    .where((eb) => eb.and({ ...owner }))
    .executeTakeFirstOrThrow();
  if (Number(size) > MAX_VALUES) {
    throw wrongArgument('options', `All options take more than ${MAX_VALUES} characters`);
  }
  if (Number(count) > MAX_NAMES) {
    throw wrongArgument('options', `There are more than ${MAX_NAMES} options`);
  }
  return true;
}

/** What setting options refuses. */
export const optionErrors: readonly Refusal[] = [
  contextError,
  ['ERROR_ARGUMENT', "Argument '…' is null or empty"],
  ['ERROR_ARGUMENT', "The option '…' is too long or nested too deep"],
  ['ERROR_ARGUMENT', 'There are more than … options'],
  ['ERROR_ARGUMENT', 'All options take more than … characters'],
];
