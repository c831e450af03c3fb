import { read, textOf } from '../../src/core/index.ts';

const MAX_CODES = 1000;

/** Names by access code (`[]` where none is known); without any code the answer is `false`. */
export default read({
  about: 'Names access codes.',
  scope: '',
  anyCase: true,
  params: {
    access: {
      type: 'array',
      optional: true,
      lenient: true,
      description: 'Codes, such as U1 or AU',
    },
  },
  result: 'any',
  async run({ db }, { access = [] }) {
    const codes = Object.values(access).slice(0, MAX_CODES).map(textOf);
    if (codes.length === 0) return false;
    const ids = codes.flatMap((code) => (/^U\d{1,9}$/.test(code) ? [Number(code.slice(1))] : []));
    const users = await db.query
      .selectFrom('user')
      .select(['id', 'name', 'lastName'])
      .where('id', 'in', [0, ...ids])
      .execute();
    const names = users.map(({ id, name, lastName }) => [
      `U${id}`,
      { provider: 'Users', name: `${name} ${lastName}`.trim(), provider_id: 'user' },
    ]);
    if (codes.includes('AU')) {
      names.push(['AU', { provider: '', name: 'All authorized users', provider_id: 'other' }]);
    }
    return names.length === 0 ? [] : (Object.fromEntries(names) as object);
  },
});
