import { read } from '../../src/core/index.ts';

/** `{ enum: [{ id, name }] }` */
export default read({
  about: 'Lists the ways to round.',
  scope: 'catalog',
  params: {},
  result: { rows: 'enum' },
  run: async () => ({
    enum: [
      { id: 1, name: 'Mathematical' },
      { id: 2, name: 'In Favor of the Store' },
      { id: 4, name: 'In Favor of the Customer' },
    ],
  }),
});
