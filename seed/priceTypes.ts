import type { Db } from '../src/core/store.ts';
import '../schemas/priceType.ts';
import '../schemas/priceTypeGroup.ts';
import '../schemas/priceTypeLang.ts';
import type { Text } from './language.ts';

/** Customer groups: administrators and all users. */
const GROUPS = [1, 2] as const;

/** A price type, and what it is called in every language of the portal. */
export interface SeedPriceType {
  readonly id: number;
  readonly name: string;
  readonly xmlId: string;
  readonly base: 'Y' | 'N';
  readonly sort: number;
  readonly shown: Text & { readonly de: string };
}

/** Adds price types as catalog.priceType.add does: all groups see them and buy at them. */
export async function insertPriceTypes(
  { query }: Db,
  now: number,
  types: readonly SeedPriceType[],
): Promise<void> {
  await query
    .insertInto('priceType')
    .values(
      types.map(({ shown: _, ...type }) => ({
        ...type,
        createdBy: 1,
        modifiedBy: 1,
        dateCreate: now,
        timestampX: now,
      })),
    )
    .execute();
  await query
    .insertInto('priceTypeGroup')
    .values(
      types.flatMap(({ id: catalogGroupId }) =>
        GROUPS.flatMap((groupId) => [
          { catalogGroupId, groupId, access: 'N' },
          { catalogGroupId, groupId, access: 'Y' },
        ]),
      ),
    )
    .execute();
  await query
    .insertInto('priceTypeLang')
    .values(
      types.flatMap(({ id: catalogGroupId, shown }) =>
        Object.entries(shown).map(([lang, name]) => ({ catalogGroupId, lang, name })),
      ),
    )
    .execute();
}
