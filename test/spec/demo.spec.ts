import { describe, expect, it, vi } from 'vitest';
import { goodsOf } from '../../catalog/documents/documentGoods.ts';
import { linesOf } from '../../catalog/documents/documents.ts';
import { type DocType, findDocType } from '../../catalog/documents/documentTypes.ts';
import { movesOf } from '../../catalog/documents/stockMoves.ts';
import { methods } from '../../methods/index.ts';
import { OFFERS, PRODUCTS, testPortal } from '../portal.ts';
import { demoShop, rowsOf, TIME } from './_demo.ts';
import type { AnyRow } from './_given.ts';
import { done, switchInventory } from './_stock.ts';

// The pictures of the shop are drawn once for each language.
vi.setConfig({ testTimeout: 90_000 });

describe.each(['en', 'ru'] as const)('the demo shop in %s', (demo) => {
  const shop = () => demoShop(demo);

  it('has rows in every list of the catalog scope', async () => {
    const { answer } = await shop();
    const names = Object.entries(methods).flatMap(([group, verbs]) =>
      group.startsWith('catalog.') && 'list' in verbs ? [`${group}.list`] : [],
    );
    expect(names.length).toBeGreaterThan(25);
    const faces = { select: ['id', 'iblockId'], filter: { iblockId: PRODUCTS } };
    const params: Record<string, object> = {
      'catalog.product.list': faces,
      'catalog.product.sku.list': faces,
      'catalog.product.service.list': faces,
      'catalog.product.offer.list': { ...faces, filter: { iblockId: OFFERS } },
      'catalog.section.list': { filter: { iblockId: PRODUCTS } },
      'catalog.productImage.list': { productId: 101 },
      'catalog.userfield.document.list': {
        select: ['documentId', 'documentType', 'field1'],
        filter: { documentType: 'A' },
      },
    };
    for (const name of names) {
      const { result } = await answer(name, params[name]);
      const [rows] = Object.values(result) as unknown[][];
      expect({ name, rows: rows?.length }).toEqual({ name, rows: expect.any(Number) });
      expect(rows?.length, name).toBeGreaterThan(0);
    }
    for (const name of ['crm.currency.list', 'crm.company.list', 'crm.contact.list']) {
      expect((await answer(name)).result.length, name).toBeGreaterThan(0);
    }
  });

  it('is spoken in its language, price types in all', async () => {
    const { store, answer } = await shop();
    const tables = {
      catalog: ['name'],
      section: ['name'],
      product: ['name', 'detailText', 'previewText'],
      productProperty: ['name'],
      store: ['title', 'address'],
      measure: ['measureTitle', 'symbol'],
      vat: ['name'],
      document: ['title', 'commentary'],
      crmCompany: ['title'],
      crmContact: ['name', 'lastName', 'post'],
      extra: ['name'],
      file: ['altText'],
    } as const;
    const cyrillic = /[А-Яа-яЁё]/;
    for (const [table, columns] of Object.entries(tables)) {
      const rows: AnyRow[] = await store.reader.query
        .selectFrom(table as 'product')
        .selectAll()
        .execute();
      for (const row of rows) {
        for (const column of columns) {
          expect(cyrillic.test(String(row[column])), `${table}.${column}: ${row[column]}`).toBe(
            demo === 'ru',
          );
        }
      }
    }
    const { result } = await answer('catalog.priceTypeLang.list', {
      filter: { lang: ['en', 'ru'] },
    });
    expect(result.priceTypeLangs.map(({ name }: { name: string }) => name)).toEqual([
      'Retail price',
      'Розничная цена',
      'Wholesale price',
      'Оптовая цена',
    ]);
  });

  it('is as its own rules would leave it: nothing changes where everything is saved again', async () => {
    const portal = await shop();
    const tables = ['product', 'price', 'propertyValue', 'propertyFile', 'storeProduct'] as const;
    const look = async () => {
      const [products, prices, values, files, stock] = await Promise.all(
        tables.map((table) => rowsOf(portal, table, ...TIME)),
      );
      // A yes is stored anew, for it is sent without the id of its value.
      const sorted = values?.map(({ id: _, ...value }) => JSON.stringify(value)).sort();
      return [products, prices, sorted, files, stock];
    };
    const before = await look();

    const products = before[0] as { id: number; iblockId: number; type: number; name: string }[];
    for (const { id, iblockId, type, name } of products) {
      const face = { 4: 'offer', 3: 'sku', 7: 'service' }[type];
      const method = face ? `catalog.product.${face}` : 'catalog.product';
      const [stored] = Object.values(
        (await portal.answer(`${method}.get`, { id })).result,
      ) as AnyRow[];
      const values = Object.entries(stored ?? {}).flatMap(([field, value]) => {
        const isFile = ['property1', 'property2', 'property12'].includes(field);
        if (!field.startsWith('property') || value === null || isFile) return [];
        return [[field, value === 'Y' || value === 'N' ? { value } : value]];
      });
      expect(iblockId === OFFERS ? values.length : 2, name).toBe(2);
      await portal.answer(`${method}.update`, {
        id,
        fields: { name, available: stored?.available, ...Object.fromEntries(values) },
      });
    }
    // Those of parents follow.
    const parents = products.filter(({ type }) => type === 3).map(({ id }) => id);
    const prices = before[1] as AnyRow[];
    for (const { id, productId, price, currency } of prices) {
      if (parents.includes(productId)) continue;
      await portal.answer('catalog.price.update', { id, fields: { price, currency } });
    }
    expect(await look()).toEqual(before);
  });

  it('holds what its conducted documents brought, and quantities say what can be sold', async () => {
    const { store, ...portal } = await shop();
    const { query } = store.reader;
    const conducted = await query
      .selectFrom('document')
      .select(['id', 'docType', 'total'])
      .where('status', '=', 'Y')
      .orderBy('id')
      .execute();
    expect(conducted.map(({ docType }) => docType)).toEqual(['A', 'M']);
    const moved = new Map<string, number>();
    for (const { id, docType } of conducted) {
      for (const { productId, storeId, change } of movesOf(
        findDocType(docType) as DocType,
        await linesOf(store.reader, id),
      )) {
        const key = `${productId} in ${storeId}`;
        moved.set(key, (moved.get(key) ?? 0) + change);
      }
    }
    const rows = await query.selectFrom('storeProduct').selectAll().execute();
    expect(new Map(rows.map((r) => [`${r.productId} in ${r.storeId}`, r.amount]))).toEqual(moved);
    expect(new Set(rows.map(({ storeId }) => storeId))).toEqual(new Set([1, 2, 3]));

    const goods = await query
      .selectFrom('product')
      .select(['id', 'quantity', 'quantityReserved'])
      .where('type', 'in', [1, 4])
      .execute();
    for (const { id, quantity, quantityReserved } of goods) {
      const sum = (column: 'amount' | 'quantityReserved', open = [1, 2]) =>
        rows
          .filter((row) => row.productId === id && open.includes(row.storeId))
          .reduce((total, row) => total + row[column], 0);
      expect({ id, reserved: sum('quantityReserved') }).toEqual({ id, reserved: quantityReserved });
      expect({ id, quantity }).toEqual({ id, quantity: sum('amount') - sum('quantityReserved') });
    }
    const lines = await linesOf(store.reader, conducted[0]?.id as number);
    const bought = await query
      .selectFrom('product')
      .select(['id', 'purchasingPrice'])
      .where(
        'id',
        'in',
        lines.map(({ elementId }) => elementId),
      )
      .execute();
    expect(new Map(lines.map((line) => [line.elementId, line.purchasingPrice]))).toEqual(
      new Map(bought.map(({ id, purchasingPrice }) => [id, purchasingPrice])),
    );
    expect(lines.reduce((s, l) => s + Number(l.amount) * Number(l.purchasingPrice), 0)).toBe(
      conducted[0]?.total,
    );
    expect((await portal.answer('catalog.document.mode.status')).result).toBe('N');
  });

  it('keeps every quantity when inventory management goes on; the drafts can then be conducted', async () => {
    const portal = await shop();
    const look = () =>
      Promise.all([rowsOf(portal, 'product', ...TIME), rowsOf(portal, 'storeProduct')]);
    const before = await look();
    await switchInventory(portal, true);
    expect(await look()).toEqual(before);

    const { documents } = (
      await portal.answer('catalog.document.list', { filter: { status: 'N' } })
    ).result;
    expect(documents.map(({ docType }: AnyRow) => docType)).toEqual(['A', 'D']);
    for (const { id } of documents) {
      const lines = await linesOf(portal.store.reader, id);
      const goods = await goodsOf(portal.store.reader, lines);
      expect(goods.size).toBe(lines.length);
      await portal.answer('catalog.document.conduct', { id }, 5);
    }
    const { product: lamp } = await done(portal, 'catalog.product.get', { id: 4 });
    expect(lamp).toMatchObject({ available: 'Y', quantity: 20 });
    const { product: chair } = await done(portal, 'catalog.product.get', { id: 2 });
    expect(chair.quantity).toBe(39);
    const { document } = (
      await portal.answer('catalog.document.add', {
        fields: { docType: 'A', currency: 'USD', responsibleId: 5 },
      })
    ).result;
    expect(document.docNumber, 'numbers go on').toBe('3');
  });

  it('answers a product page in one batch', async () => {
    const { answer, raw, callerOf } = await shop();
    const { result: page, result_error } = (
      await answer('batch', {
        halt: 1,
        cmd: {
          parent: 'catalog.product.sku.get?id=7',
          prices: 'catalog.price.list?filter[productId]=$result[parent][sku][id]',
          images: 'catalog.productImage.list?productId=$result[parent][sku][id]',
          offers: `catalog.product.offer.list?select[]=id&select[]=iblockId&select[]=*&select[]=property*&filter[iblockId]=${OFFERS}&filter[parentId]=$result[parent][sku][id]`,
          colours: 'catalog.productPropertyEnum.list?filter[propertyId]=13',
          section: 'catalog.section.get?id=$result[parent][sku][iblockSectionId]',
          types: 'catalog.priceTypeLang.list?filter[lang]=ru',
        },
      })
    ).result;
    expect(result_error).toEqual([]);
    expect(page.parent.sku).toMatchObject({ id: 7, type: 3, available: 'Y', property7: 'Y' });
    expect(page.prices.prices.map(({ price }: AnyRow) => price)).toEqual([760, 646]);
    expect(page.images.productImages).toHaveLength(2);
    expect(page.section.section.name).toBe({ en: 'Beds', ru: 'Кровати' }[demo]);
    const known = new Map(page.colours.productPropertyEnums.map((e: AnyRow) => [e.id, e.value]));
    expect(page.offers.offers).toHaveLength(5);
    for (const { property13, property14 } of page.offers.offers) {
      expect(known.get(Number(property13.value))).toBe(property13.valueEnum);
      expect(property14.valueEnum).toMatch(/^1[46]0 × 200 (cm|см)$/);
    }

    const manual = await raw(await callerOf(1), 'catalog.product.download', {
      fields: { fieldName: 'property12', fileId: 1, productId: 101 },
    });
    expect(manual.kind).toBe('file');
  });

  it('finds products by their properties', async () => {
    const { answer } = await shop();
    const ids = async (filter: object) => {
      const { result } = await answer('catalog.product.list', {
        select: ['id', 'iblockId'],
        filter: { iblockId: PRODUCTS, ...filter },
      });
      return result.products.map(({ id }: { id: number }) => id);
    };
    expect(await ids({ property7: 'Y' })).toEqual([3, 5, 7, 13, 101]);
    expect(await ids({ '>=property6': 3 })).toEqual([3, 15, 101]);
    expect(await ids({ property4: 'MIL-03' })).toEqual([101]);
    expect(await ids({ property5: 1 })).toEqual([3, 101]);
    expect(await ids({ property11: 2 })).toEqual([3, 15]);
    expect(await ids({ active: 'N' })).toEqual([13]);
  });
});

it('differs between languages in texts alone', async () => {
  const [en, ru] = await Promise.all(
    (['en', 'ru'] as const).map(async (demo) => {
      const portal = await testPortal({ demo });
      const at = ['timestampX', 'dateCreate', 'createTime'];
      return {
        products: await rowsOf(portal, 'product', 'name', 'detailText', 'previewText', ...at),
        prices: await rowsOf(portal, 'price', ...at),
        values: await rowsOf(portal, 'propertyValue', 'value', ...at),
        files: await rowsOf(portal, 'file', 'altText', 'folder', ...at),
        stock: await rowsOf(portal, 'storeProduct'),
      };
    }),
  );
  expect(ru).toEqual(en);
  expect(en?.files.slice(0, 4).map(({ productId }) => productId)).toEqual([1, 101, 101, 101]);
});
