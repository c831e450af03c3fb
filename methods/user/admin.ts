import { read } from '../../src/core/index.ts';

/** A bare boolean. */
export default read({
  about: 'Tells whether an administrator calls.',
  scope: '',
  params: {},
  result: 'boolean',
  run: async ({ caller }) => caller.admin,
});
