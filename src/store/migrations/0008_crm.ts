import type { Kysely } from 'kysely';

/** How currencies are written, and the contacts and companies that goods come from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const formats = {
    fullName: 'text',
    formatString: 'text',
    decPoint: 'text',
    thousandsVariant: 'text',
    decimals: 'integer',
    sort: 'integer',
    dateUpdate: 'integer',
  } as const;
  for (const [name, type] of Object.entries(formats)) {
    await db.schema.alterTable('currency').addColumn(name, type).execute();
  }

  for (const table of ['crmContact', 'crmCompany']) {
    const created = db.schema
      .createTable(table)
      .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
      .addColumn('comments', 'text')
      .addColumn('phone', 'text')
      .addColumn('email', 'text')
      .addColumn('originId', 'text')
      .addColumn('assignedById', 'integer')
      .addColumn('createdById', 'integer')
      .addColumn('modifyById', 'integer')
      .addColumn('dateCreate', 'integer')
      .addColumn('dateModify', 'integer');
    const named =
      table === 'crmCompany'
        ? created.addColumn('title', 'text')
        : created
            .addColumn('name', 'text')
            .addColumn('secondName', 'text')
            .addColumn('lastName', 'text')
            .addColumn('post', 'text');
    await named.execute();
  }
}
