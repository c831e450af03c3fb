import type { CreateTableBuilder, Kysely } from 'kysely';

/** Apps and their tokens, sign-in, options, events and what is to be sent of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addUserColumns(db);
  await db.schema.alterTable('webhook').addColumn('expireTime', 'integer').execute();

  const create = (name: string) =>
    db.schema.createTable(name).addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement());
  const ofApp = (table: CreateTableBuilder<string>) =>
    table.addColumn('appId', 'integer', (c) =>
      c.notNull().references('app.id').onDelete('cascade'),
    );
  const ofUser = (table: CreateTableBuilder<string>) =>
    table.addColumn('userId', 'integer', (c) =>
      c.notNull().references('user.id').onDelete('cascade'),
    );

  await create('app')
    .addColumn('clientId', 'text', (c) => c.notNull().unique())
    .addColumn('secretHash', 'text', (c) => c.notNull())
    .addColumn('applicationToken', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('scopes', 'text', (c) => c.notNull())
    .addColumn('redirectUri', 'text')
    .addColumn('handlerUrl', 'text')
    .addColumn('installUrl', 'text')
    .addColumn('users', 'text', (c) => c.notNull())
    .addColumn('active', 'text', (c) => c.notNull())
    .addColumn('installed', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('createTime', 'integer', (c) => c.notNull())
    .execute();

  await ofUser(
    ofApp(
      db.schema
        .createTable('authCode')
        .addColumn('codeHash', 'text', (c) => c.primaryKey()) as CreateTableBuilder<string>,
    ),
  )
    .addColumn('expireTime', 'integer', (c) => c.notNull())
    .addColumn('family', 'text')
    .execute();

  await ofUser(ofApp(create('token')))
    .addColumn('family', 'text', (c) => c.notNull())
    .addColumn('accessHash', 'text', (c) => c.notNull().unique())
    .addColumn('accessExpires', 'integer', (c) => c.notNull())
    .addColumn('refreshHash', 'text', (c) => c.unique())
    .addColumn('refreshExpires', 'integer')
    .addColumn('refreshed', 'text', (c) => c.notNull())
    .addColumn('depth', 'integer', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('token_family').on('token').column('family').execute();

  await ofUser(
    db.schema
      .createTable('session')
      .addColumn('tokenHash', 'text', (c) => c.primaryKey()) as CreateTableBuilder<string>,
  )
    .addColumn('expireTime', 'integer', (c) => c.notNull())
    .execute();

  await ofApp(db.schema.createTable('option') as CreateTableBuilder<string>)
    .addColumn('userId', 'integer', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('option_pk', ['appId', 'userId', 'name'])
    .execute();

  await ofApp(create('eventHandler'))
    .addColumn('event', 'text', (c) => c.notNull())
    .addColumn('handler', 'text', (c) => c.notNull())
    .addColumn('userId', 'integer', (c) => c.notNull())
    .addColumn('offline', 'integer', (c) => c.notNull())
    .addColumn('connectorId', 'text', (c) => c.notNull())
    .addColumn('options', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('eventHandler_binding')
    .unique()
    .on('eventHandler')
    .columns(['event', 'appId', 'handler', 'userId', 'offline', 'connectorId'])
    .execute();

  await create('delivery')
    .addColumn('appId', 'integer', (c) => c.notNull())
    .addColumn('handlerId', 'integer', (c) => c.notNull())
    .addColumn('scopes', 'text', (c) => c.notNull())
    .addColumn('applicationToken', 'text', (c) => c.notNull())
    .addColumn('event', 'text', (c) => c.notNull())
    .addColumn('url', 'text', (c) => c.notNull())
    .addColumn('data', 'text', (c) => c.notNull())
    .addColumn('userId', 'integer', (c) => c.notNull())
    .addColumn('depth', 'integer', (c) => c.notNull())
    .addColumn('time', 'integer', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('dueTime', 'integer', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('delivery_time').on('delivery').column('time').execute();
  await db.schema
    .createIndex('delivery_due')
    .on('delivery')
    .columns(['state', 'dueTime'])
    .execute();

  await create('deliveryAttempt')
    .addColumn('deliveryId', 'integer', (c) =>
      c.notNull().references('delivery.id').onDelete('cascade'),
    )
    .addColumn('attempt', 'integer', (c) => c.notNull())
    .addColumn('time', 'integer', (c) => c.notNull())
    .addColumn('ms', 'integer', (c) => c.notNull())
    .addColumn('status', 'integer')
    .addColumn('error', 'text')
    .addColumn('request', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('deliveryAttempt_delivery')
    .on('deliveryAttempt')
    .column('deliveryId')
    .execute();

  await ofApp(create('offlineEvent'))
    .addColumn('connectorId', 'text', (c) => c.notNull())
    .addColumn('event', 'text', (c) => c.notNull())
    .addColumn('dataHash', 'text', (c) => c.notNull())
    .addColumn('data', 'text', (c) => c.notNull())
    .addColumn('additional', 'text', (c) => c.notNull())
    .addColumn('messageId', 'text', (c) => c.notNull())
    .addColumn('timestampX', 'integer', (c) => c.notNull())
    .addColumn('processId', 'text', (c) => c.notNull())
    .addColumn('error', 'integer', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('offlineEvent_app')
    .on('offlineEvent')
    .columns(['appId', 'connectorId', 'event', 'dataHash'])
    .execute();

  await db.schema
    .createTable('idempotency')
    .addColumn('owner', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('requestHash', 'text', (c) => c.notNull())
    .addColumn('status', 'integer')
    .addColumn('answer', 'text')
    .addColumn('createTime', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('idempotency_pk', ['owner', 'key'])
    .execute();
}

async function addUserColumns(db: Kysely<unknown>): Promise<void> {
  const columns = {
    email: 'text',
    passwordHash: 'text',
    gender: 'text',
    position: 'text',
    registerTime: 'integer',
    loginTime: 'integer',
  } as const;
  for (const [name, type] of Object.entries(columns)) {
    await db.schema.alterTable('user').addColumn(name, type).execute();
  }
}
