import { type Kysely, sql } from 'kysely';

interface Old {
  idempotency: { owner: string; key: string };
}

/** Keys are those of a caller and bounded for it, so the method moves from the owner to the key. */
export async function up(db: Kysely<Old>): Promise<void> {
  const owners = await db.selectFrom('idempotency').select('owner').distinct().execute();
  for (const { owner } of owners) {
    const end = owner.lastIndexOf(' ');
    await db
      .updateTable('idempotency')
      .set({
        owner: owner.slice(0, end),
        key: sql<string>`${owner.slice(end + 1)} || ' ' || key`,
      })
      .where('owner', '=', owner)
      .execute();
  }
  await db.schema
    .createIndex('idempotency_createTime')
    .on('idempotency')
    .column('createTime')
    .execute();
  await db.schema
    .createTable('idempotencyOwner')
    .addColumn('owner', 'text', (c) => c.primaryKey())
    .addColumn('keys', 'integer', (c) => c.notNull())
    .addColumn('bytes', 'integer', (c) => c.notNull())
    .execute();
  await sql`insert into idempotencyOwner (owner, keys, bytes)
    select owner, count(*), coalesce(sum(octet_length(answer)), 0) from idempotency group by owner`.execute(
    db,
  );
}
