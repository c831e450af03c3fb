import { read } from '../../src/core/index.ts';

/** `{ enum: [{ id, name }] }`; a portal has it without documenting it. */
export default read({
  about: 'Lists the types of products.',
  scope: 'catalog',
  params: {},
  result: { rows: 'enum' },
  run: async () => ({
    enum: [
      { id: 1, name: 'Simple product' },
      { id: 2, name: 'Set' },
      { id: 3, name: 'Product with variations' },
      { id: 4, name: 'Variation' },
      { id: 5, name: 'Variation without a product' },
      { id: 6, name: 'Product without variations' },
      { id: 7, name: 'Service' },
    ],
  }),
});
