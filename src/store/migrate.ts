import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Tables } from '../core/store.ts';
import * as core from './migrations/0001_core.ts';
import * as catalog from './migrations/0002_catalog.ts';
import * as access from './migrations/0003_access.ts';
import * as reference from './migrations/0004_reference.ts';
import * as prices from './migrations/0005_prices.ts';
import * as stock from './migrations/0006_stock.ts';
import * as properties from './migrations/0007_properties.ts';
import * as crm from './migrations/0008_crm.ts';
import * as speed from './migrations/0009_speed.ts';
import * as sections from './migrations/0010_sections.ts';
import * as statistics from './migrations/0011_statistics.ts';
import * as idempotency from './migrations/0013_idempotency.ts';
import * as grants from './migrations/0014_grants.ts';
import * as events from './migrations/0015_events.ts';
import * as mainSection from './migrations/0018_mainSection.ts';

/** Append-only: a migration that was released is never edited. */
export const migrations: Record<string, Migration> = {
  '0001_core': core,
  '0002_catalog': catalog,
  '0003_access': access,
  '0004_reference': reference,
  '0005_prices': prices,
  '0006_stock': stock,
  '0007_properties': properties,
  '0008_crm': crm,
  '0009_speed': speed,
  '0010_sections': sections,
  '0011_statistics': statistics,
  '0013_idempotency': idempotency,
  '0014_grants': grants,
  '0015_events': events,
  '0018_mainSection': mainSection,
};

/**
 * Brings the schema up to date, in one transaction: a process that dies on the way leaves the schema that
 * was there. Refuses a newer database.
 */
export async function migrate(query: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db: query,
    provider: { getMigrations: async () => migrations },
  });
  const { error } = await migrator.migrateToLatest();
  if (!error) return;
  if (/missing/.test(String(error))) {
    throw new Error('the database was made by a newer Vitrine: update this one', { cause: error });
  }
  throw error;
}
