import { read } from '../../src/core/index.ts';

/** `{ enum: [{ id, name }] }` */
export default read({
  about: 'Lists the types of inventory documents.',
  scope: 'catalog',
  params: {},
  result: { rows: 'enum' },
  run: async () => ({
    enum: [
      { id: 'A', name: 'Goods Receipt' },
      { id: 'S', name: 'Goods Acquisition' },
      { id: 'M', name: 'Goods Transfer Between Warehouses' },
      { id: 'R', name: 'Goods Return' },
      { id: 'D', name: 'Goods Write-off' },
    ],
  }),
});
