import { read } from '../src/core/index.ts';
import { findPerson } from './_shared/people.ts';

/** Who calls, with what every scope may know; `[]` where the user is disabled. */
export default read({
  about: 'Tells who calls.',
  scope: '',
  params: {},
  result: 'object',
  async run({ db, caller }) {
    const person = await findPerson(db, caller.userId);
    if (person?.active !== 'Y') return [];
    return {
      ID: String(person.id),
      ADMIN: caller.admin,
      NAME: person.name,
      LAST_NAME: person.lastName,
      PERSONAL_GENDER: person.gender ?? '',
      TIME_ZONE: '',
    };
  },
});
