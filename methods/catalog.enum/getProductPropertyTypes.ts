import { read } from '../../src/core/index.ts';

/** `{ enum: { NUMBER: { propertyType, userType }, ... } }`; a portal has it without documenting it. */
export default read({
  about: 'Lists the types of product properties.',
  scope: 'catalog',
  params: {},
  result: { row: 'enum' },
  run: async () => ({
    enum: {
      BOOL_ENUM: { propertyType: 'L', userType: 'BoolEnum' },
      DATETIME: { propertyType: 'S', userType: 'DateTime' },
      LIST: { propertyType: 'L', userType: '' },
      MONEY: { propertyType: 'S', userType: 'Money' },
      NUMBER: { propertyType: 'N', userType: '' },
      SKU: { propertyType: 'E', userType: 'SKU' },
      STRING: { propertyType: 'S', userType: '' },
    },
  }),
});
