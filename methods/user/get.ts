import {
  type Condition,
  type ListRequest,
  PAGE_SIZE,
  Page,
  type PhpArray,
  pageOffset,
  read,
  readPage,
  shownRequest,
  textOf,
} from '../../src/core/index.ts';
import {
  openedTo,
  type Person,
  personColumns,
  personFields,
  shownPerson,
} from '../_shared/people.ts';

const MAX_VALUES = 1000;
const TRUE = new Set(['1', 'true', 'Y', 'y']);

const columns = new Map(personFields.map(({ name, column }) => [name, column]));

const cast = (column: string, value: unknown): string | number => {
  const text = textOf(value);
  if (column === 'active') return TRUE.has(text) ? 'Y' : 'N';
  return column === 'id' ? Number(text) || 0 : text;
};

/** Equality alone; a list is any of its values. Unknown fields are dropped, as in every list. */
const conditionsOf = (filter: PhpArray): readonly Condition[] =>
  Object.entries(filter).flatMap(([key, given]) => {
    const field = columns.get(key.replace(/^=/, '').toUpperCase());
    if (!field) return [];
    const values = typeof given === 'object' && given !== null ? Object.values(given) : [given];
    const value = values.slice(0, MAX_VALUES).map((one) => cast(field, one));
    return [{ field, operator: '=', value }];
  });

function orderOf(sort: unknown, direction: unknown): ListRequest['order'] {
  const column = columns.get(textOf(sort).toUpperCase()) ?? 'id';
  const order = textOf(direction).toLowerCase() === 'desc' ? 'desc' : 'asc';
  return column === 'id'
    ? [[column, order]]
    : [
        [column, order],
        ['id', 'asc'],
      ];
}

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
    const asked: ListRequest = {
      fields: personColumns,
      conditions: conditionsOf({ ...raw, ...filter }),
      order: orderOf(sort, order),
      offset: pageOffset(start),
      limit: PAGE_SIZE,
      counted: true,
    };
    const shown = new Set<string | undefined>(openedTo(caller).map(({ column }) => column));
    const request = shownRequest(asked, (column) => shown.has(column));
    const page = await readPage(db, 'user', request, { columns: personColumns });
    const people = page.rows.map((row) => shownPerson(row as unknown as Person, caller));
    return new Page(people, page.total, page.next);
  },
});
