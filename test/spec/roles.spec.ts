import { describe, expect, it, vi } from 'vitest';
import { PNG } from '../images/fixtures.ts';
import { PRODUCTS, testPortal } from '../portal.ts';
import { switchInventory } from './_stock.ts';

vi.setConfig({ testTimeout: 90_000 });

/** Users of the seed but for the administrator, each with the role of its work. */
const users = { reader: 2, manager: 3, prices: 4, storekeeper: 5, designer: 6, guest: 7 } as const;
type Login = keyof typeof users;

const everybody: readonly Login[] = ['reader', 'manager', 'prices', 'storekeeper', 'designer'];

/** One call of an area: who may make it, and what the others are told. */
interface Row {
  readonly method: string;
  readonly params?: object;
  readonly may: readonly Login[];
  readonly refused: readonly [code: unknown, text: string];
  /** What some are told instead, who lack the right that is asked before. */
  readonly instead?: Partial<Record<Login, readonly [code: unknown, text: string]>>;
}

const DENIED = 'Access Denied';
const read = [200040300010, DENIED] as const;
const change = [200040300020, DENIED] as const;
const element = [200040300043, DENIED] as const;
const documentDenied = [0, 'Insufficient permissions to save the document'] as const;
const lineDenied = ['ERROR_DOCUMENT_RIGHTS', 'Access denied'] as const;
const product = { iblockId: PRODUCTS, name: 'Stool' };
const arrival = { docType: 'A', currency: 'USD', responsibleId: 1 };
const line = { docId: 3, elementId: 4, storeTo: 1, amount: 1 };

/** By the areas of spec/catalog.md section 4; documents 3 and 4 wait to be conducted. */
const rows: readonly Row[] = [
  { method: 'catalog.catalog.list', may: everybody, refused: read },
  {
    method: 'catalog.catalog.update',
    params: { id: PRODUCTS, fields: { iblockId: PRODUCTS, subscription: 'N' } },
    may: ['designer'],
    refused: [200040300030, DENIED],
  },
  { method: 'catalog.product.get', params: { id: 1 }, may: everybody, refused: read },
  {
    method: 'catalog.product.add',
    params: { fields: product },
    may: ['manager'],
    refused: element,
    instead: { guest: read },
  },
  {
    method: 'catalog.product.service.delete',
    params: { id: 12 },
    may: ['manager'],
    refused: [200040300040, DENIED],
    instead: { guest: read },
  },
  {
    method: 'catalog.productImage.list',
    params: { productId: 101 },
    may: everybody,
    refused: read,
  },
  {
    method: 'catalog.productImage.add',
    params: { fields: { productId: 101, type: 'MORE_PHOTO' }, fileContent: ['a.png', PNG] },
    may: ['manager'],
    refused: change,
  },
  {
    method: 'catalog.section.list',
    params: { filter: { iblockId: PRODUCTS } },
    may: everybody,
    refused: read,
  },
  {
    method: 'catalog.section.add',
    params: { fields: { iblockId: PRODUCTS, name: 'Hall' } },
    may: ['manager'],
    refused: [200040300040, DENIED],
    instead: { guest: read },
  },
  { method: 'catalog.productProperty.list', may: everybody, refused: [0, DENIED] },
  {
    method: 'catalog.productProperty.add',
    params: { fields: { iblockId: PRODUCTS, name: 'Height', propertyType: 'N' } },
    may: ['designer'],
    refused: [0, DENIED],
  },
  {
    method: 'catalog.productPropertyEnum.add',
    params: { fields: { propertyId: 5, value: 'Cork', xmlId: 'cork' } },
    may: ['designer'],
    refused: [0, DENIED],
  },
  { method: 'catalog.price.get', params: { id: 1 }, may: everybody, refused: read },
  {
    method: 'catalog.price.update',
    params: { id: 1, fields: { price: 400, currency: 'USD' } },
    may: ['prices'],
    refused: change,
  },
  { method: 'catalog.priceType.list', may: everybody, refused: read },
  {
    method: 'catalog.priceType.add',
    params: { fields: { name: 'Friends' } },
    may: ['prices'],
    refused: change,
  },
  {
    method: 'catalog.priceTypeLang.update',
    params: { id: 4, fields: { catalogGroupId: 2, lang: 'en', name: 'Trade price' } },
    may: ['prices'],
    refused: change,
  },
  {
    method: 'catalog.priceTypeGroup.delete',
    params: { id: 5 },
    may: ['prices'],
    refused: change,
  },
  {
    method: 'catalog.roundingRule.add',
    params: { fields: { catalogGroupId: 2, price: 0, roundType: 1, roundPrecision: 1 } },
    may: ['prices'],
    refused: change,
  },
  { method: 'catalog.vat.list', may: everybody, refused: read },
  {
    method: 'catalog.vat.add',
    params: { fields: { name: 'VAT 10%', rate: 10 } },
    may: ['prices'],
    refused: change,
  },
  { method: 'catalog.extra.list', may: everybody, refused: read },
  { method: 'catalog.ratio.list', may: everybody, refused: read },
  { method: 'catalog.measure.list', may: everybody, refused: read },
  {
    method: 'catalog.measure.add',
    params: { fields: { code: 55, measureTitle: 'Square metre' } },
    may: ['storekeeper'],
    refused: change,
  },
  { method: 'catalog.store.list', may: everybody, refused: read },
  {
    method: 'catalog.store.add',
    params: { fields: { title: 'Yard', address: '2 Harbour Street' } },
    may: ['storekeeper'],
    refused: change,
  },
  { method: 'catalog.storeproduct.list', may: everybody, refused: read },
  { method: 'catalog.document.mode.status', may: everybody, refused: [0, 'Access denied'] },
  { method: 'catalog.document.list', may: everybody, refused: documentDenied },
  {
    method: 'catalog.document.add',
    params: { fields: arrival },
    may: ['storekeeper'],
    refused: documentDenied,
  },
  {
    method: 'catalog.document.conduct',
    params: { id: 3 },
    may: ['storekeeper'],
    refused: documentDenied,
  },
  {
    method: 'catalog.document.delete',
    params: { id: 4 },
    may: ['storekeeper'],
    refused: documentDenied,
  },
  { method: 'catalog.document.delete', params: { id: 3 }, may: [], refused: documentDenied },
  { method: 'catalog.document.element.list', may: everybody, refused: lineDenied },
  {
    method: 'catalog.document.element.add',
    params: { fields: line },
    may: ['storekeeper'],
    refused: lineDenied,
  },
  {
    method: 'catalog.documentcontractor.list',
    may: ['storekeeper'],
    refused: [0, 'Access denied'],
  },
  {
    method: 'catalog.userfield.document.update',
    params: { documentId: 1, fields: { documentType: 'A', field1: 'WB-1' } },
    may: ['storekeeper'],
    refused: [0, DENIED],
  },
  { method: 'crm.company.list', may: ['storekeeper'], refused: ['ACCESS_DENIED', DENIED] },
  {
    method: 'crm.company.add',
    params: { fields: { TITLE: 'Another' } },
    may: [],
    refused: ['ACCESS_DENIED', DENIED],
  },
];

describe('the roles of the seed', () => {
  it.each(rows)('$method $params', async ({ method, params, may, refused, instead }) => {
    for (const [login, userId] of Object.entries(users) as [Login, number][]) {
      // Anew for each, since some calls work once.
      const portal = await testPortal({ demo: 'en' });
      await switchInventory(portal, true);
      const answer = await portal.as(userId, ['catalog', 'crm'])(method, params);
      const { status, error, error_description } = answer;
      if (may.includes(login)) {
        expect({ login, status, error_description }).toEqual({ login, status: 200 });
      } else {
        const [code, text] = instead?.[login] ?? refused;
        expect({ login, error, error_description }).toEqual({
          login,
          error: code,
          error_description: text,
        });
      }
    }
  });

  it('let three of them know what was paid for products', async () => {
    const portal = await testPortal();
    await portal.as(1)('catalog.product.add', { fields: { ...product, purchasingPrice: 7 } });
    const knows = async (userId: number) => {
      const { result } = await portal.as(userId)('catalog.product.get', { id: 1 });
      return result !== undefined && 'purchasingPrice' in result.product;
    };
    const known = [];
    for (const [login, userId] of Object.entries(users)) {
      if (await knows(userId)) known.push(login);
    }
    expect(known).toEqual(['manager', 'prices', 'storekeeper']);
  });
});
