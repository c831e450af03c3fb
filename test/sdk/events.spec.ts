import { expect, it, onTestFinished, vi } from 'vitest';
import { cliOf } from '../cli.ts';
import { receiver } from '../events/receiver.ts';
import { startServer, temporaryFolder } from '../server.ts';
import { countRows } from './database.ts';
import { tell } from './tell.ts';

vi.setConfig({ testTimeout: 90_000 });

it.each(['1', '2'])('an app by b24jssdk %s is told of every change once', async (version) => {
  const { folder, remove } = await temporaryFolder();
  onTestFinished(remove);
  const server = await startServer({ data: folder });
  onTestFinished(async () => void (await server.stop()));
  const cli = cliOf(folder, { VITRINE_HTTPS_PORT: new URL(server.httpsUrl).port });
  await cli.json('inventory', 'on');
  const app = await cli.json('app', 'add', '--name', 'Listener', '--scopes', 'catalog');
  const pair = await cli.json('token', '--app', app.client_id, '--user', 'admin');
  const secret = { clientId: app.client_id, clientSecret: app.client_secret };
  const { received, url } = await receiver();

  const told = await tell(server, 'events', version, JSON.stringify({ pair, secret }), url());

  await vi.waitFor(() => expect(received).toHaveLength(told.length), 20_000);
  expect(countRows(folder, 'delivery')).toBe(told.length);
  const heard = received.map(({ form: { event, data, auth } }) => {
    expect(auth).toMatchObject({
      application_token: app.application_token,
      user_id: '1',
      scope: 'catalog',
    });
    const { ID, TYPE, ...more } = data.FIELDS;
    expect(more).toEqual({});
    return [event, ID, ...(TYPE === undefined ? [] : [TYPE])].join(' ');
  });
  expect(heard.sort()).toEqual(told.sort());
  expect(new Set(told.map((one: string) => one.split(' ')[0])).size).toBe(15);
});
