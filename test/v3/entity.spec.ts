import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { PNG } from '../images/fixtures.ts';
import { OFFERS, PRODUCTS, secrets } from '../portal.ts';
import { addDocument, openStock } from '../spec/_stock.ts';
import { code, v3Portal } from './_portal.ts';

describe('an entity in the one form of REST 3.0', () => {
  it('is added, read, listed, changed and deleted', async () => {
    const { admin } = await v3Portal();
    const added = await admin('catalog.vat.add', { fields: { name: 'Tax 7%', rate: 7 } });
    expect(added.body).toEqual({ result: { id: expect.any(Number) }, time: expect.any(Object) });
    const { id } = added.body.result;

    const got = await admin('catalog.vat.get', { id, select: ['name', 'rate'] });
    expect(got.body.result).toEqual({ item: { name: 'Tax 7%', rate: 7 } });

    const changed = await admin('catalog.vat.update', { id, fields: { name: 'Tax 8%', rate: 8 } });
    expect(changed.body.result).toEqual({ result: true });

    const listed = await admin('catalog.vat.list', { filter: [['rate', '=', 8]], select: ['id'] });
    expect(listed.body.result).toEqual({ items: [{ id }] });
    expect(listed.body).not.toHaveProperty('total');

    expect((await admin('catalog.vat.delete', { id })).body.result).toEqual({ result: true });
    const gone = await admin('catalog.vat.get', { id });
    expect(gone.status).toBe(400);
    expect(gone.body).toEqual({
      error: { code: code('ENTITYNOTFOUNDEXCEPTION'), message: 'vat does not exist.' },
    });
  });

  it('is changed and deleted by a filter too, all or none', async () => {
    const { admin, as } = await v3Portal();
    for (const rate of [41, 42, 43]) {
      await as(1)('catalog.vat.add', { fields: { name: `Tax ${rate}`, rate } });
    }
    const filter = [['rate', 'in', [41, 42, 43]]];
    const fields = { name: 'Same', rate: 44 };
    expect((await admin('catalog.vat.update', { filter, fields })).body.result).toEqual({
      result: true,
    });
    const { result } = await as(1)('catalog.vat.list', { filter: { name: 'Same' } });
    expect(result.vats.map((row: { rate: number }) => row.rate)).toEqual([44, 44, 44]);
    await admin('catalog.vat.delete', { filter: [['rate', 44]] });
    expect((await as(1)('catalog.vat.list', { filter: { name: 'Same' } })).total).toBe(0);
  });

  it('is deleted by a filter with what hangs on it, which the filter names as well', async () => {
    const { admin, as } = await v3Portal();
    const add = async (name: string, fields: object): Promise<number> =>
      (await admin(name, { fields })).body.result.id;
    const top = await add('catalog.section.add', { iblockId: PRODUCTS, name: 'Top' });
    const below = { iblockId: PRODUCTS, name: 'Below', iblockSectionId: top };
    const inner = await add('catalog.section.add', below);
    const asked = { filter: [['id', 'in', [top, inner]]] };
    const { body } = await admin('catalog.section.delete', asked);
    expect(body.result).toEqual({ result: true });
    const left = await as(1)('catalog.section.list', {
      filter: { iblockId: PRODUCTS, id: [top, inner] },
    });
    expect(left.total).toBe(0);
  });

  it('stays whole where a filter finds a row that cannot be changed', async () => {
    const { portal, id, opening } = await openStock();
    const line = [{ elementId: id, storeTo: 1, amount: 1 }];
    const documents = [
      await addDocument(portal, 'S', line),
      opening,
      await addDocument(portal, 'S', line),
    ];
    const { body } = await request(portal.app)
      .post(`/rest/api/1/${secrets.admin}/catalog.document.delete`)
      .send({ filter: [['id', 'in', documents]] });
    expect(body.error).toEqual({
      code: code('INVALIDFILTEREXCEPTION'),
      message: `The filter matches row ${opening}, which cannot be changed`,
    });
    const left = await portal.as(1)('catalog.document.list', { filter: { id: documents } });
    expect(left.total).toBe(3);
  });

  it.each([
    ['neither', {}],
    ['both', { id: 1, filter: [['id', 1]] }],
  ])('needs id or filter: %s is refused', async (_what, params) => {
    const { admin, as } = await v3Portal();
    const { status, body } = await admin('catalog.vat.delete', params);
    expect({ status, code: body.error.code, field: body.error.validation[0].field }).toEqual({
      status: 400,
      code: code('VALIDATION_REQUESTVALIDATIONEXCEPTION'),
      field: 'id',
    });
    expect((await as(1)('catalog.vat.list', {})).total).toBe(3);
  });

  it('pages by page and by offset, and follows a cursor', async () => {
    const { admin, as } = await v3Portal();
    for (let n = 0; n < 7; n += 1) {
      await as(1)('catalog.product.add', { fields: { iblockId: PRODUCTS, name: `P${n}` } });
    }
    const ids = async (name: string, params: object): Promise<number[]> =>
      (await admin(name, { select: ['id'], ...params })).body.result.items.map(
        (row: { id: number }) => row.id,
      );
    const name = 'catalog.product.list';
    expect(await ids(name, { pagination: { limit: 3, page: 2 } })).toEqual([4, 5, 6]);
    expect(await ids(name, { pagination: { limit: 3, page: 0 } })).toEqual([1, 2, 3]);
    expect(await ids(name, { pagination: { limit: 2, offset: 5 } })).toEqual([6, 7]);
    expect(await ids(name, { order: { name: 'DESC' }, pagination: { limit: 2 } })).toEqual([7, 6]);
    const tail = (value: number) => ({ cursor: { field: 'id', value, order: 'ASC', limit: 4 } });
    expect(await ids('catalog.product.tail', tail(0))).toEqual([1, 2, 3, 4]);
    expect(await ids('catalog.product.tail', tail(4))).toEqual([5, 6, 7]);
    const down = { cursor: { field: 'id', value: 3, order: 'DESC' } };
    expect(await ids('catalog.product.tail', down)).toEqual([2, 1]);
  });

  it('lists products of all catalogs, and a face only its types', async () => {
    const { admin, as } = await v3Portal();
    await as(1)('catalog.product.add', { fields: { iblockId: PRODUCTS, name: 'Alone' } });
    await as(1)('catalog.product.service.add', { fields: { iblockId: PRODUCTS, name: 'Work' } });
    await as(1)('catalog.product.offer.add', { fields: { iblockId: OFFERS, name: 'Offer' } });
    const names = async (face: string) =>
      (await admin(`catalog.product${face}.list`, { select: ['name'] })).body.result.items;
    expect(await names('')).toHaveLength(3);
    expect(await names('.service')).toEqual([{ name: 'Work' }]);
    expect(await names('.offer')).toEqual([{ name: 'Offer' }]);
    const other = await admin('catalog.product.service.get', { id: 1 });
    expect(other.body.error.code).toBe(code('ENTITYNOTFOUNDEXCEPTION'));
  });

  it('stores pictures, and pages images of a product', async () => {
    const { admin } = await v3Portal();
    const detailPicture = { fileData: ['a.png', PNG] };
    const added = await admin('catalog.product.add', {
      fields: { iblockId: PRODUCTS, name: 'Shown', detailPicture },
    });
    const { id } = added.body.result;
    for (const name of ['b.png', 'c.png']) {
      const image = { fields: { productId: id }, fileContent: [name, PNG] };
      expect((await admin('catalog.productImage.add', image)).status).toBe(200);
    }
    const list = await admin('catalog.productImage.list', {
      productId: id,
      select: ['id', 'name'],
      pagination: { limit: 2 },
    });
    expect(list.body.result.items).toEqual([
      { id: expect.any(Number), name: 'a.png' },
      { id: expect.any(Number), name: 'b.png' },
    ]);
    const [first] = list.body.result.items;
    const gone = await admin('catalog.productImage.delete', { productId: id, id: first.id });
    expect(gone.body.result).toEqual({ result: true });
  });

  it('describes its fields', async () => {
    const { reader } = await v3Portal();
    const list = await reader('catalog.vat.field.list', { select: ['name', 'filterable'] });
    expect(list.body.result.items).toContainEqual({ name: 'rate', filterable: true });
    const one = await reader('catalog.vat.field.get', { name: 'rate' });
    expect(one.body.result.item).toMatchObject({ name: 'rate', type: 'double', required: true });
    const none = await reader('catalog.vat.field.get', { name: 'nope' });
    expect(none.body.error.code).toBe(code('ENTITYNOTFOUNDEXCEPTION'));
  });

  it('answers what is no entity as it is', async () => {
    const { reader } = await v3Portal();
    expect((await reader('catalog.catalog.isOffers', { id: OFFERS })).body.result).toBe(true);
    expect((await reader('server.time')).body.result).toMatch(/^\d{4}-/);
    expect((await reader('profile')).body.result.ID).toBe('2');
  });
});
