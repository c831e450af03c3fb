import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { documentRight, rights } from '../../catalog/rights.ts';
import { cliOf } from '../cli.ts';
import { PNG } from '../images/fixtures.ts';
import { startServer, temporaryFolder } from '../server.ts';
import { changeRole, expire } from './database.ts';
import { buildWorld } from './rights/world.ts';
import { writesOn } from './rights/writes.ts';
import { tell } from './tell.ts';

vi.setConfig({ testTimeout: 120_000 });

const everyRight = [
  ...Object.values(rights),
  ...(['view', 'modify', 'conduct', 'cancel', 'delete'] as const).flatMap((action) =>
    ['A', 'S'].map((type) => documentRight(type, action)),
  ),
];

type Refused = readonly [method: RegExp, code: string, text: string];

/** What a reader is told at each write; the first row that fits its name. */
const refusals: readonly Refused[] = [
  [/^catalog\.section\.delete$/, '200040300050', 'Access Denied'],
  [/^catalog\.section\./, '200040300040', 'Access Denied'],
  [/^catalog\.productImage\./, '200040300020', 'Access Denied'],
  [/^catalog\.productProperty/, '0', 'Access Denied'],
  [/^catalog\.product\..*delete$/, '200040300040', 'Access Denied'],
  [/^catalog\.product\./, '200040300043', 'Access Denied'],
  [/^catalog\.document\.element\./, 'ERROR_DOCUMENT_RIGHTS', 'Access denied'],
  [/^catalog\.document\./, '0', 'Insufficient permissions to save the document'],
  [/^catalog\.documentcontractor\./, '0', 'Access denied'],
  [/^catalog\.userfield\.document\./, '0', 'Access Denied'],
  [/./, '200040300020', 'Access Denied'],
];

const refusalOf = (method: string) =>
  refusals.find(([name]) => name.test(method))?.slice(1) as [code: string, text: string];

/**
 * How the client shows it: by its own words where the code is a number, for it reads texts alone, and
 * among those takes "0" for no code.
 */
function shown(method: string, profile: 'documented' | 'live') {
  const [code, message] = refusalOf(method);
  const isNumber = profile === 'documented' && /^\d+$/.test(code);
  return {
    status: 400,
    code: isNumber || code === '0' ? 'ERR_BAD_REQUEST' : code,
    message: isNumber ? 'Request failed with status code 400' : message,
    body: { error: isNumber ? Number(code) : code, error_description: message },
  };
}

const methodsOf = (ids: Parameters<typeof writesOn>[0]) => writesOn(ids, '').map(([name]) => name);

describe.each(['documented', 'live'] as const)('b24jssdk 2 and the %s profile', (profile) => {
  it('an app shows a reader what there is, and lets nothing be changed until the role is', async () => {
    const { folder, remove } = await temporaryFolder();
    onTestFinished(remove);
    const server = await startServer({ data: folder, env: { VITRINE_PROFILE: profile } });
    onTestFinished(async () => void (await server.stop()));
    const cli = cliOf(folder, { VITRINE_HTTPS_PORT: new URL(server.httpsUrl).port });
    const ids = await buildWorld(async (method, params) => {
      const { status, body } = await server.call(method, params);
      expect({ method, status, text: body.error_description }).toEqual({ method, status: 200 });
      return body.result;
    }, PNG);
    await cli.json('inventory', 'on');
    const app = await cli.json('app', 'add', '--name', 'Rights', '--scopes', 'catalog');
    const pair = await cli.json('token', '--app', app.client_id, '--user', 'reader');
    const secret = { clientId: app.client_id, clientSecret: app.client_secret };
    const tellWith = (access_token: string) => {
      const access = { pair: { ...pair, access_token }, secret };
      return tell(server, 'rights', '2', JSON.stringify(access), JSON.stringify(ids));
    };

    expire(folder, pair.access_token);
    const told = await tellWith(pair.access_token);
    expect(told.refreshed).toHaveLength(1);
    expect(told).toMatchObject({ product: { name: 'Given' }, price: 5, document: 'A' });
    expect(told.product).not.toHaveProperty('purchasingPrice');
    expect(told.product).not.toHaveProperty('purchasingCurrency');
    expect(told.listed).toEqual({ iblockId: 14, id: ids.product, name: 'Given' });
    expect(told.writes).toEqual(
      Object.fromEntries(methodsOf(ids).map((method) => [method, shown(method, profile)])),
    );

    changeRole(folder, 'Catalog reader', everyRight);
    const again = await tellWith(told.refreshed[0]);
    expect(again.refreshed).toEqual([]);
    expect(again.product).toMatchObject({
      purchasingPrice: '7.500000',
      purchasingCurrency: 'USD',
    });
    expect(again.listed.purchasingPrice).toBe(7.5);
    expect(again.writes).toEqual(
      Object.fromEntries(methodsOf(ids).map((method) => [method, 'answered'])),
    );
  });
});
