import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { PRODUCTS, secrets } from '../portal.ts';
import { sofa } from '../wire/apiV1Shop.ts';
import { listening, START } from './_listening.ts';
import { receiver } from './receiver.ts';

describe('an event', () => {
  it('is sent as handlers parse it, with a token of the user who acted', async () => {
    const made = await listening();
    await made.bind('catalog.product.on.add');
    const id = await made.addProduct();
    await made.sender.idle();
    const [one, ...others] = made.handler.received;
    expect(others).toEqual([]);
    expect(one?.type).toBe('application/x-www-form-urlencoded');
    expect(one?.form).toEqual({
      event: 'CATALOG.PRODUCT.ON.ADD',
      event_handler_id: '1',
      data: { FIELDS: { ID: String(id), TYPE: '1' } },
      ts: String(START / 1000),
      auth: {
        access_token: expect.stringMatching(/^[0-9a-f]{70}$/),
        expires: String(START / 1000 + 3600),
        expires_in: '3600',
        scope: 'catalog,user',
        domain: 'portal.test',
        server_endpoint: 'http://portal.test/oauth-server/rest/',
        status: 'L',
        client_endpoint: 'http://portal.test/rest/',
        member_id: made.memberId,
        user_id: '1',
        application_token: made.installed.applicationToken,
      },
    });
    expect(one?.raw).toContain('data%5BFIELDS%5D%5BID%5D=');
    const back = made.withToken(one?.form.auth.access_token);
    expect((await back('catalog.product.get', { id })).result.product.name).toBe('Chair');
  });

  it('goes out once for each call, whatever face it came through, and for each row that is deleted', async () => {
    const made = await listening();
    for (const verb of ['ADD', 'UPDATE', 'DELETE']) await made.bind(`CATALOG.PRODUCT.ON.${verb}`);
    const parent = await made.addProduct();
    await made.as(1)('catalog.product.update', { id: parent, fields: { name: 'A' } });
    const offer = await made.as(1)('catalog.product.offer.add', {
      fields: { iblockId: 15, name: 'Red', parentId: parent },
    });
    await made.as(1)('catalog.product.delete', { id: parent });
    await made.sender.idle();
    const told = made.handler.received.map(({ form }) => [
      form.event.slice(19),
      Number(form.data.FIELDS.ID),
    ]);
    expect(told.sort()).toEqual(
      [
        ['ADD', parent],
        ['ADD', offer.result.offer.id],
        ['UPDATE', parent],
        ['DELETE', offer.result.offer.id],
        ['DELETE', parent],
      ].sort(),
    );
  });

  it('comes from a batch, REST 3.0 and the REST API too', async () => {
    const made = await listening();
    await made.bind('CATALOG.PRODUCT.ON.ADD');
    const section = await made.as(1)('catalog.section.add', {
      fields: { iblockId: PRODUCTS, name: 'Sofas' },
    });
    const hook = `/1/${secrets.admin}`;
    const batch = await request(made.app)
      .post(`/rest${hook}/batch`)
      .send({ cmd: ['catalog.product.add?fields[iblockId]=14&fields[name]=A'] });
    const v3 = await request(made.app)
      .post(`/rest/api${hook}/catalog.product.add`)
      .send({ fields: { iblockId: PRODUCTS, name: 'B' } });
    const plain = await request(made.app)
      .post('/api/v1/products')
      .set('Authorization', `Bearer ${secrets.admin}`)
      .send({ ...sofa, category_id: section.result.section.id });
    await made.sender.idle();
    const ids = made.handler.received.map(({ form }) => Number(form.data.FIELDS.ID));
    expect(ids.sort()).toEqual([
      batch.body.result.result[0].element.id,
      v3.body.result.id,
      plain.body.id,
    ]);
  });

  it('of a call that fails is not sent', async () => {
    const made = await listening();
    await made.bind('CATALOG.PRODUCT.ON.ADD');
    await made.as(1)('catalog.product.add', {
      fields: { iblockId: PRODUCTS, name: 'X', detailPicture: { fileData: ['a.png', '!!'] } },
    });
    await made.as(2)('catalog.product.add', { fields: { iblockId: PRODUCTS, name: 'X' } });
    await made.sender.idle();
    expect(await made.deliveries()).toEqual([]);
  });

  it.each([
    ['is switched off', { active: 'N' }],
    ['is not installed', { installed: 'N' }],
    ['has no scope for it any more', { scopes: 'user' }],
  ] as const)('is not sent to an app that %s', async (_, change) => {
    const made = await listening();
    await made.bind('CATALOG.PRODUCT.ON.ADD');
    await made.store.write(({ query }) => query.updateTable('app').set(change).execute());
    await made.addProduct();
    await made.sender.idle();
    expect(made.handler.received).toEqual([]);
  });

  it('carries the token of the user that it is bound to', async () => {
    const made = await listening();
    await made.bind('CATALOG.PRODUCT.ON.ADD', undefined, { auth_type: 3 });
    await made.addProduct();
    await made.sender.idle();
    expect(made.handler.received[0]?.form.auth.user_id).toBe('3');
  });

  it('of a user who was disabled since names the portal alone', async () => {
    let down = true;
    const made = await listening({
      answer: (_req, res) => void res.writeHead(down ? 503 : 200).end(),
    });
    await made.bind('CATALOG.PRODUCT.ON.ADD');
    await made.as(3)('catalog.product.add', { fields: { iblockId: PRODUCTS, name: 'Chair' } });
    await made.sender.idle();
    expect(made.handler.received.pop()?.form.auth.user_id).toBe('3');
    await made.store.write(({ query }) =>
      query.updateTable('user').set({ active: 'N' }).where('id', '=', 3).execute(),
    );
    down = false;
    made.clock.now += 5000;
    made.sender.wake();
    await made.sender.idle();
    expect(Object.keys(made.handler.received[0]?.form.auth)).toEqual([
      'domain',
      'server_endpoint',
      'client_endpoint',
      'member_id',
      'application_token',
    ]);
  });

  it('with a refresh token is ONAPPTEST, which comes back with what was sent', async () => {
    const made = await listening();
    await made.bind('ONAPPTEST');
    const query = { any: 'thing', nested: { a: ['ä b', '1'] }, empty: null, yes: true };
    expect((await made.call('event.test', query)).result).toBe(1);
    await made.sender.idle();
    const { form } = made.handler.received[0]!;
    expect(form.data).toEqual({ QUERY: { any: 'thing', nested: { a: ['ä b', '1'] }, yes: '1' } });
    expect(form.auth.refresh_token).toMatch(/^[0-9a-f]{70}$/);
  });
});

describe('a chain of events', () => {
  it('ends after seven calls that cause one another', async () => {
    const made = await listening();
    const answers: Promise<unknown>[] = [];
    const looping = await receiver((_req, res, { form }) => {
      res.end();
      const again = made.withToken(form.auth.access_token);
      const id = Number(form.data.FIELDS.ID);
      answers.push(again('catalog.product.update', { id, fields: { sort: answers.length } }));
    });
    await made.bind('CATALOG.PRODUCT.ON.ADD', looping.url());
    await made.bind('CATALOG.PRODUCT.ON.UPDATE', looping.url());
    await made.addProduct();
    for (let quiet = 0; quiet < 2; quiet++) {
      const before = answers.length;
      await made.sender.idle();
      await Promise.all(answers);
      await made.sender.idle();
      if (answers.length > before) quiet = 0;
    }
    expect(looping.received).toHaveLength(7);
    expect((await made.deliveries()).map(({ depth }) => depth).sort()).toEqual([
      1, 2, 3, 4, 5, 6, 7,
    ]);
  });
});
