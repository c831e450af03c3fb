import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { methods } from '../../methods/index.ts';
import type { Method, MethodGroup } from '../../src/core/method.ts';
import { secrets, testPortal } from '../portal.ts';
import { addProduct } from '../spec/_given.ts';
import { addDocument, done, switchInventory } from '../spec/_stock.ts';
import { code } from './_portal.ts';

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

  it('a product is filled in whatever is selected of it', async () => {
    const portal = await testPortal({ demo: 'en' });
    const post = async (name: string, body: object) => {
      const { result } = (
        await request(portal.app).post(`/rest/api/1/${secrets.admin}/${name}`).send(body)
      ).body;
      return result.items[0];
    };
    for (const [face, fields] of [
      ['product', ['property5', 'property7']],
      ['product.sku', ['detailPicture']],
      ['product.offer', ['parentId']],
    ] as const) {
      const name = `catalog.${face}.list`;
      const all = ['id', 'iblockId', ...fields];
      const { id, iblockId, ...whole } = await post(name, { select: all });
      expect(Object.values(whole)).not.toContain(null);
      for (const field of fields) {
        const part = await post(name, { select: [field], filter: [['id', id]] });
        expect(part).toEqual({ [field]: whole[field] });
      }
    }
  });

  it.each([
    ['catalog.document.list', {}],
    ['catalog.document.element.list', {}],
    ['catalog.documentcontractor.list', {}],
    ['catalog.document.mode.status', {}],
    ['catalog.document.delete', { id: 1 }],
  ])('%s without its right is an access that is denied', async (name, body) => {
    const { app, addApp, tokensOf, userWith } = await testPortal();
    const user = await userWith();
    const { accessToken } = await tokensOf((await addApp()).app.id, user);
    const answer = await request(app)
      .post(`/rest/api/${name}`)
      .set('Authorization', `Bearer ${accessToken}`)
      .send(body);
    expect([answer.status, answer.body.error.code]).toEqual([403, code('ACCESSDENIEDEXCEPTION')]);
  });

  it('whatever changes a row of a list has its form', () => {
    const changes = ['add', 'update', 'delete'];
    const bare = Object.entries<MethodGroup>(methods).flatMap(([group, { list, ...others }]) =>
      (list as Method | undefined)?.entity
        ? changes
            .filter((verb) => others[verb] && !(others[verb] as Method).entity)
            .map((verb) => `${group}.${verb}`)
        : [],
    );
    expect(bare).toEqual([]);
  });
});
