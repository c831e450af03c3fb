import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { demoShop } from '../spec/_demo.ts';
import { switchInventory } from '../spec/_stock.ts';
import { given } from './calls.ts';
import { brokenRelations } from './relations.ts';

describe('the relations of the database', () => {
  it.each(['en', 'ru'] as const)(
    'hold of the demo shop in %s, with inventory management and without',
    async (demo) => {
      const portal = await demoShop(demo);
      expect(await brokenRelations(portal)).toEqual([]);
      for (const on of [false, true]) {
        await switchInventory(portal, on);
        expect(await brokenRelations(portal), String(on)).toEqual([]);
      }
    },
    90_000,
  );

  it.each([
    ['update product set "iblockId" = 99 where id = 2', 'a product is in a catalog'],
    ['update product set "iblockSectionId" = 99', 'a product is in sections of its own catalog'],
    [
      `update product set "iblockSection" = '[13,99]' where id = 1`,
      'a product lists sections of its own catalog',
    ],
    [
      `update product set "iblockSection" = '[13,14]' where id = 1`,
      'a product in several sections has one of them as its main one',
    ],
    ['update product set "parentId" = 99 where id = 3', 'a variation has a parent in the linked'],
    ['update product set type = 5 where id = 3', 'what has a parent is a variation'],
    ['update product set type = 3 where id = 2', 'a parent is of type 3, and nothing else is'],
    [
      `update product set available = 'Y' where id = 1`,
      'a parent can be bought when a variation can',
    ],
    [`update product set available = 'Y' where type = 4`, 'what is sold out cannot be bought'],
    ['update section set "iblockSectionId" = 99 where id = 13', 'a section is in a catalog'],
    ['update section set "iblockSectionId" = 27 - id', 'every section hangs on a root'],
    ['delete from "productPropertySection"', 'a property is of a catalog, and is shown somehow'],
    [
      'update catalog set "skuPropertyId" = 1 where id = 15',
      'a catalog of variations has its link',
    ],
    ['update "propertyValue" set "propertyId" = 3', 'a value is of a property of the product’s'],
    ['delete from "productPropertyEnum"', 'a value of a list is one of its values'],
    [`update price set currency = 'XXX'`, 'a price is of a product and a type'],
    ['update price set price = -1', 'a price is of a product and a type'],
    [`update "priceType" set base = 'Y'`, 'there is one base price type at most'],
    [`update measure set "isDefault" = 'Y'`, 'there is one default measure at most'],
    ['update "storeProduct" set amount = 0.1234567', 'stock is of a product and a store'],
    ['update "storeProduct" set amount = 7', 'quantity is what active stores hold'],
    [`update "documentElement" set "storeTo" = 99`, 'a line of a conducted document names'],
    ['delete from "crmContact"', 'a contractor is one, and of an arrival'],
    [`update document set "docType" = 'S'`, 'a contractor is one, and of an arrival'],
    ['update "productTally" set count = count + 1', 'products are counted'],
    ['update store set "imageId" = 99', 'a store and its picture name each other'],
    ['delete from file', 'files without a row'],
    [`update file set hash = '${'0'.repeat(64)}'`, 'rows without a file'],
  ])('are broken by %s', async (change, rule) => {
    const portal = await given('documented');
    expect(await brokenRelations(portal)).toEqual([]);
    await portal.store.write(({ query }) => sql.raw(change).execute(query));
    expect((await brokenRelations(portal)).join('\n')).toContain(rule);
  });
});
