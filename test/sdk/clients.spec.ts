import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type Server, startServer, temporaryFolder } from '../server.ts';
import { PNG } from '../wire/shop.ts';

vi.setConfig({ testTimeout: 60_000 });

const STORY = fileURLToPath(new URL('story.ts', import.meta.url));
const run = promisify(execFile);

/** The story as a client's own process tells it; it trusts what the banner says to trust. */
async function tell(client: string, base: string, { secret, caPath }: Server) {
  const args = [STORY, client, `${base}/rest/1/${secret}/`, PNG.toString('base64')];
  const env = { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: caPath };
  const { stdout } = await run(process.execPath, args, { env, timeout: 30_000 });
  const start = stdout.indexOf('{"productId"');
  return JSON.parse(stdout.slice(start));
}

function expectStory(told: Awaited<ReturnType<typeof tell>>, base: string) {
  const { productId, id } = told;
  expect(told).toMatchObject({
    listed: [{ id, name: 'told.png', type: 'DETAIL_PICTURE' }],
    products: [{ id: productId, iblockId: 14, name: 'Told by a client' }],
    same: true,
    file: { status: 200, type: 'image/png', base64: PNG.toString('base64') },
    deleted: true,
    gone: 400,
  });
  expect(told.downloadUrl.startsWith(`${base}/rest/1/`)).toBe(true);
}

/**
 * How b24jssdk shows a code that is a number or an empty text: by words of its own, for it reads the
 * description only beside a code that is a text. The answer itself stands behind the error.
 */
const unread = (error: number | string, error_description: string) => ({
  code: 'ERR_BAD_REQUEST',
  status: 400,
  message: 'Request failed with status code 400',
  body: { error, error_description },
});

describe.each(['documented', 'live'] as const)('against a server in the %s profile', (profile) => {
  let server: Server;
  beforeAll(async () => {
    const { folder, remove } = await temporaryFolder();
    server = await startServer({ data: folder, env: { VITRINE_PROFILE: profile } });
    return async () => {
      await server.stop();
      await remove();
    };
  });
  const live = profile === 'live';

  it('b24jssdk 2 over https', async () => {
    const told = await tell('b24jssdk-2', server.httpsUrl, server);
    expectStory(told, server.httpsUrl);
    expect(told.missing).toEqual(unread(live ? '' : 0, 'productImage does not exist.'));
    const absent = 'Could not find value for parameter {id}';
    if (live) expect(told.absent).toMatchObject({ code: '100', status: 400, message: absent });
    else expect(told.absent).toEqual(unread(100, absent));
    expect(told.unknown).toMatchObject({
      code: 'ERROR_METHOD_NOT_FOUND',
      status: 404,
      message: 'Method not found!',
    });
  });

  it('b24jssdk 1 over https', async () => {
    const told = await tell('b24jssdk-1', server.httpsUrl, server);
    expectStory(told, server.httpsUrl);
    expect(told.missing).toEqual(unread(live ? '' : 0, 'productImage does not exist.'));
    expect(told.unknown).toMatchObject({ code: 'ERROR_METHOD_NOT_FOUND', status: 404 });
  });

  it('@2bad/bitrix over http', async () => {
    const told = await tell('2bad', server.httpUrl, server);
    expectStory(told, server.httpUrl);
    expect(told.missing).toMatchObject({
      status: 400,
      body: { error: live ? '' : 0, error_description: 'productImage does not exist.' },
    });
    expect(told.unknown).toMatchObject({ status: 404, body: { error: 'ERROR_METHOD_NOT_FOUND' } });
  });
});

it('without the certificate authority a client refuses, as it should', async () => {
  const { folder, remove } = await temporaryFolder();
  const server = await startServer({ data: folder });
  try {
    await expect(tell('b24jssdk-2', server.httpsUrl, { ...server, caPath: '' })).rejects.toThrow(
      /certificate|issuer|Command failed/i,
    );
  } finally {
    await server.stop();
    await remove();
  }
});
