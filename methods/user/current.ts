import { missing, missingError, read } from '../../src/core/index.ts';
import { findPerson, shownPerson } from '../_shared/people.ts';

/** The user who calls. */
export default read({
  about: 'Reads the user who calls.',
  scope: 'user',
  params: {},
  result: 'object',
  errors: [missingError('user')],
  async run({ db, caller }) {
    const person = await findPerson(db, caller.userId);
    if (!person) throw missing('user');
    return shownPerson(person, caller);
  },
});
