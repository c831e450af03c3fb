import { notFound, notFoundRefusal, read } from '../../src/core/index.ts';
import { findPerson, shownPerson } from '../_shared/people.ts';

/** The user who calls. */
export default read({
  about: 'Reads the user who calls.',
  scope: 'user',
  params: {},
  result: 'object',
  errors: [notFoundRefusal('user')],
  async run({ db, caller }) {
    const person = await findPerson(db, caller.userId);
    if (!person) throw notFound('user');
    return shownPerson(person, caller);
  },
});
