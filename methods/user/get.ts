import { PAGE_SIZE, Page, type PhpArray, pageOffset, read, textOf } from '../../src/core/index.ts';
import { personColumns, shownPerson } from '../_shared/people.ts';

/** Fields that are filtered and sorted by, and where they are stored. */
const columns = new Map([
  ['ID', 'id'],
  ['ACTIVE', 'active'],
  ['NAME', 'name'],
  ['LAST_NAME', 'lastName'],
  ['EMAIL', 'email'],
  ['PERSONAL_GENDER', 'gender'],
  ['WORK_POSITION', 'position'],
  ['DATE_REGISTER', 'registerTime'],
  ['LAST_LOGIN', 'loginTime'],
] as const);

type Column = typeof columns extends Map<string, infer C> ? C : never;

const MAX_VALUES = 1000;
const TRUE = new Set(['1', 'true', 'Y', 'y']);

const cast = (column: Column, value: unknown): string | number => {
  const text = textOf(value);
  if (column === 'active') return TRUE.has(text) ? 'Y' : 'N';
  return column === 'id' ? Number(text) || 0 : text;
};

/** Equality alone; a list is any of its values. Unknown fields are dropped, as in every list. */
const conditionsOf = (filter: PhpArray): readonly (readonly [Column, (string | number)[]])[] =>
  Object.entries(filter).flatMap(([key, value]) => {
    const column = columns.get(key.replace(/^=/, '').toUpperCase() as 'ID');
    if (!column) return [];
    const values = typeof value === 'object' && value !== null ? Object.values(value) : [value];
    return [[column, values.slice(0, MAX_VALUES).map((one) => cast(column, one))] as const];
  });

/** Users, 50 a page; `FILTER` may also stand beside the other parameters, field by field. */
export default read({
  about: 'Lists users.',
  scope: 'user',
  anyCase: true,
  params: {
    filter: { type: 'array', optional: true, lenient: true, description: '`{"field": value}`' },
    sort: { type: 'any', optional: true, description: 'Field to sort by' },
    order: { type: 'any', optional: true, description: '`ASC` or `DESC`' },
    start: { type: 'number', optional: true, lenient: true, description: 'Offset' },
  },
  result: 'list',
  async run({ db, caller, raw }, { filter = {}, sort, order, start = 0 }) {
    const given = { ...raw, ...filter };
    const matching = conditionsOf(given).reduce(
      (query, [column, values]) =>
        query.where(column, 'in', (values.length > 0 ? values : [null]) as never),
      db.query.selectFrom('user'),
    );
    const { count } = await matching
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    const total = Number(count);
    const offset = pageOffset(start);
    const rows = await matching
      .select(personColumns)
      .orderBy(
        columns.get(textOf(sort).toUpperCase() as 'ID') ?? 'id',
        textOf(order).toLowerCase() === 'desc' ? 'desc' : 'asc',
      )
      .orderBy('id')
      .limit(PAGE_SIZE)
      .offset(offset)
      .execute();
    const end = offset + rows.length;
    const people = rows.map((person) => shownPerson(person, caller));
    return new Page(people, total, end < total ? end : undefined);
  },
});
