import type { Generated } from 'kysely';
import { type EntitySchema, type Infer, integer, string } from '../src/core/index.ts';

/** The name of a price type in a language (spec/catalog.md section 5.7). */
export const priceTypeLang = {
  title: 'catalog_price_type_lang',
  required: ['catalogGroupId', 'lang', 'name'],
  properties: {
    id: integer('Identifier', { immutable: true }),
    catalogGroupId: integer('Price type'),
    lang: string('Language'),
    name: string('Name in the language'),
  },
} as const satisfies EntitySchema;

declare module '../src/core/tables.ts' {
  interface Tables {
    priceTypeLang: Omit<Infer<typeof priceTypeLang>, 'id'> & { id: Generated<number> };
    language: {
      /** Two letters. */
      lid: string;
      name: string;
      active: 'Y' | 'N';
    };
  }
}
