import { sql } from 'kysely';
import type { Response } from 'supertest';
import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/core/errors.ts';
import { read } from '../../src/core/method.ts';
import { receiver } from '../events/receiver.ts';
import { PASSWORD, secrets } from '../portal.ts';
import { oauthApp } from './oauthApp.ts';
import { PNG } from './shop.ts';

const crash = read({
  about: 'Crashes.',
  scope: '',
  params: {},
  run: async () => {
    throw new TypeError('x is not a function');
  },
});

/** A portal that was used in every way there is to show a secret, right and wrong. */
async function usedPortal(profile: Profile) {
  const made = await oauthApp({ profile, methods: { test: { crash } } });
  const { server, client, code, exchange, refresh, token, browser, installed } = made;
  const handler = await receiver((_req, res) => void res.writeHead(500).end());

  /** What must be shown nowhere. */
  const hidden = new Map<string, string>([
    ['webhook', secrets.admin],
    ['password', PASSWORD],
    ['client secret', client.client_secret],
    ['application token', installed.applicationToken],
  ]);
  /** Pages and refusals; answers that hand a token out are none. */
  const shown: Response[] = [];
  const ask = async (asked: PromiseLike<Response>) => void shown.push(await asked);

  const first = await code(1);
  const pair = (await exchange(first)).body;
  const next = (await refresh(pair.refresh_token)).body;
  hidden.set('code', first);
  for (const [which, tokens] of Object.entries({ pair, next })) {
    hidden.set(`access token of ${which}`, tokens.access_token);
    hidden.set(`refresh token of ${which}`, tokens.refresh_token);
  }
  const auth: string = next.access_token;

  const { agent, address, signIn, submit } = browser();
  await ask(signIn(address(), 'admin', `${PASSWORD}?`));
  await ask(signIn(address(), 'admin', PASSWORD));
  await ask(submit(address(), { action: 'deny', password: PASSWORD }));
  await ask(agent.get(address({ redirect_uri: `https://x.example/?${auth}`, state: auth })));
  const allowed = await submit(address(), { action: 'allow' });
  hidden.set(
    'code of the page',
    new URL(String(allowed.headers.location)).searchParams.get('code')!,
  );
  const session = /vitrine_session=([\w-]+)/.exec(String(allowed.request.cookies))?.[1];
  hidden.set('session', session ?? 'no session was found');
  expect(session).toMatch(/^[\w-]{32,}$/);

  const used = await code(1);
  const gone = (await exchange(used)).body;
  hidden.set('revoked token', gone.refresh_token);
  await ask(exchange(used));
  await ask(refresh(gone.refresh_token));
  await ask(token({ grant_type: 'x', code: auth, refresh_token: auth }));
  await ask(token({ client_secret: `${client.client_secret}0`, grant_type: 'refresh_token' }));
  await ask(
    server
      .post('/oauth/token/')
      .type('form')
      .send(`code=${auth}&${'x'.repeat(70_000)}`),
  );
  await ask(server.get(`/oauth-server/rest/app.info?auth=${auth}x`));
  const hook = `/rest/1/${secrets.admin}`;
  for (const path of [
    `${hook}/nothing.here`,
    `${hook}/${secrets.admin}`,
    `${hook}.xml`,
    `/rest/${secrets.admin}`,
    `/rest/1/1/${secrets.admin}/profile`,
    `/rest/2/${secrets.admin}/profile`,
    `/rest/api/1/${secrets.admin}/nothing.here`,
    `/rest/api/2/${secrets.admin}/scopes`,
    `${hook}/test.crash`,
    `/rest/test.crash?auth=${auth}`,
    `/rest/${auth}?auth=${auth}`,
    `${hook}/catalog.product.get?id=${secrets.admin.slice(0, 4)}`,
    `${hook}/catalog.product.get.xml?id=x`,
    `/rest/download.json?auth=${auth}&token=catalog|x|y`,
    `/api/v1/products/x?auth=${auth}`,
    `/nowhere/${secrets.admin}`,
  ]) {
    await ask(server.get(path));
  }
  await ask(server.get('/api/v1/nothing').set('Authorization', `Bearer ${auth}`));
  await ask(server.post(`${hook}/profile`).type('json').send(`{"auth":"${auth}x"`));
  await ask(server.post(`${hook}/catalog.vat.add`).send({ fields: {}, state: auth }));
  await ask(server.post(`${hook}/event.bind`).send({ event: 'ONAPPTEST' }));
  await ask(server.put(`${hook}/profile`));
  await ask(
    server
      .post(`/rest/api/1/${secrets.admin}/batch`)
      .set('Idempotency-Key', 'k')
      .send([{ method: 'nothing' }]),
  );

  const call = made.withToken(auth);
  for (const event of ['ONAPPTEST', 'CATALOG.PRODUCT.ON.ADD']) {
    expect((await call('event.bind', { event, handler: handler.url() })).result).toBe(true);
  }
  await call('event.bind', { event: 'CATALOG.PRODUCT.ON.ADD', event_type: 'offline' });
  await server.post('/rest/event.test').send({ auth, any: 'thing' });
  const added = await server
    .post('/rest/batch')
    .send({ auth, cmd: ['catalog.product.add?fields[iblockId]=14&fields[name]=A', `x?${auth}`] });
  const productId: number = added.body.result.result[0].element.id;
  await call('catalog.productImage.add', {
    fields: { productId },
    fileContent: ['1.png', PNG.toString('base64')],
  });
  const links = [{ method: 'catalog.productImage.list', query: { productId } }];
  for (const root of [`/rest/api/1/${secrets.admin}`, '/rest/api']) {
    const kept = await server
      .post(`${root}/batch`)
      .set({ 'Idempotency-Key': 'links', Authorization: root.length > 9 ? '' : `Bearer ${auth}` })
      .send(links);
    expect(kept.status).toBe(200);
  }
  await made.sender.idle();
  expect(handler.received.length).toBe(2);
  for (const { form } of handler.received) {
    hidden.set(`access token of ${form.event}`, form.auth.access_token);
    if (form.auth.refresh_token) hidden.set('refresh token sent', form.auth.refresh_token);
  }
  return { ...made, hidden, shown };
}

/** Every row of every table, as text. */
async function dump({ store }: Awaited<ReturnType<typeof oauthApp>>) {
  const { rows: tables } = await sql<{
    name: string;
  }>`select name from sqlite_master where type = 'table'`.execute(store.reader.query);
  const dumped = tables.map(async ({ name }) => {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(store.reader.query);
    return [name, JSON.stringify(rows)] as const;
  });
  return Promise.all(dumped);
}

describe.each(['documented', 'live'] as const)('no secret is shown, %s', (profile) => {
  it('in a page, a refusal, a log line or a row', async () => {
    const made = await usedPortal(profile);
    const { hidden, shown, lines } = made;
    const tables = await dump(made);
    expect(hidden.size).toBeGreaterThan(12);
    expect(lines.length).toBeGreaterThan(25);
    expect(tables.length).toBeGreaterThan(20);
    for (const [name, secret] of hidden) {
      for (const { text, request: asked } of shown) {
        expect(text, `${name} in the answer to ${asked.method} ${asked.url}`).not.toContain(secret);
      }
      expect(lines.join('\n'), `${name} in the log`).not.toContain(secret);
      // It is sent with every event, so it is kept as it is.
      const open = name === 'application token' ? ['app', 'delivery'] : [];
      const found = tables.filter(([, rows]) => rows.includes(secret)).map(([table]) => table);
      expect({ name, found }).toEqual({ name, found: open });
    }
  });
});
