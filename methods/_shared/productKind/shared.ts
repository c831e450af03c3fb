import { useProducts } from '../../../catalog/rights.ts';
import type { ProductKind } from '../../../schemas/product.ts';

/** What all methods of a kind declare alike. */
export const methodOf = ({ schema }: ProductKind) =>
  ({ scope: 'catalog', right: useProducts, entity: { schema, dynamic: /^property\d+$/ } }) as const;

export const id = { type: 'integer', description: 'Identifier' } as const;
export const fields = { type: 'array', names: 'keys', description: 'Field values' } as const;

/** The key of the row that `add` and `update` answer. */
export const savedKey = ({ name }: ProductKind): string => (name === 'product' ? 'element' : name);
