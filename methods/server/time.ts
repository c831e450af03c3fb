import { isoTime, read } from '../../src/core/index.ts';

/** ISO 8601 in the server's zone. */
export default read({
  about: 'Tells the time of the server.',
  scope: '',
  params: {},
  result: 'text',
  run: async ({ now }) => isoTime(now / 1000),
});
