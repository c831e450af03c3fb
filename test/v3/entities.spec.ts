import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { secrets, testPortal } from '../portal.ts';
import { addProduct } from '../spec/_given.ts';
import { addDocument, done, switchInventory } from '../spec/_stock.ts';

type Portal = Awaited<ReturnType<typeof testPortal>>;

const deletion = ({ app }: Portal, id: number) =>
  request(app)
    .post(`/rest/api/1/${secrets.admin}/catalog.document.delete`)
    .set('Content-Type', 'application/json')
    .send({ id });

describe('the rules of an entity hold in REST 3.0 too', () => {
  it('a caller sees and changes the stores that were given to them', async () => {
    const { app, as, addApp, tokensOf, userWith } = await testPortal();
    for (const address of ['Here', 'There']) {
      await as(1)('catalog.store.add', { fields: { address } });
    }
    const user = await userWith('store.view', 'store.modify', 'store.select.2');
    const { accessToken } = await tokensOf((await addApp()).app.id, user);
    const call = (name: string, body: object = {}) =>
      request(app)
        .post(`/rest/api/${name}`)
        .set('Authorization', `Bearer ${accessToken}`)
        .set('Content-Type', 'application/json')
        .send(body);
    const select = ['id', 'address'];
    const seen = [{ id: 2, address: 'Here' }];
    expect((await call('catalog.store.list', { select })).body.result).toEqual({ items: seen });
    const tail = { select, cursor: { field: 'id', value: 0, order: 'ASC' } };
    expect((await call('catalog.store.tail', tail)).body.result).toEqual({ items: seen });
    const filter = [['id', '>', 0]];
    await call('catalog.store.update', { filter, fields: { address: 'Changed' } });
    const { result } = await as(1)('catalog.store.list', { select });
    expect(result.stores.map((row: { address: string }) => row.address)).toEqual([
      expect.not.stringMatching('Changed'),
      'Changed',
      'There',
    ]);
  });

  it.each([
    [[]],
    [[{ logic: 'or', conditions: [] }]],
    [[{ logic: 'and', negative: true, conditions: [] }]],
    [[{ logic: 'or', conditions: [['id', '=', 1], { type: 'filter', conditions: [] }] }]],
    [{}],
    ['id > 0'],
  ])('nothing is changed by the filter %j', async (filter) => {
    const { app, as } = await testPortal();
    const before = (await as(1)('catalog.vat.list')).result;
    for (const [verb, more] of Object.entries({
      delete: {},
      update: { fields: { name: 'Same', rate: 1 } },
    })) {
      const answer = await request(app)
        .post(`/rest/api/1/${secrets.admin}/catalog.vat.${verb}`)
        .set('Content-Type', 'application/json')
        .send({ filter, ...more });
      expect(answer.body.error.code).toMatch(/INVALIDFILTEREXCEPTION$/);
    }
    expect((await as(1)('catalog.vat.list')).result).toEqual(before);
  });

  it('a conducted document stays, and the answer says so', async () => {
    const portal = await testPortal();
    const { id: elementId } = await addProduct(portal);
    await switchInventory(portal, true);
    const id = await addDocument(portal, 'S', [{ elementId, storeTo: 1, amount: 1 }]);
    await done(portal, 'catalog.document.conduct', { id });
    const drop = async () => (await deletion(portal, id)).body.result;
    expect(await drop()).toEqual({ result: false });
    await done(portal, 'catalog.document.cancel', { id });
    expect(await drop()).toEqual({ result: true });
  });
});
