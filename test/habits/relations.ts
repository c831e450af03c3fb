import { sql } from 'kysely';
import { isInventoryOn } from '../../catalog/stock/inventory.ts';
import type { Portal } from '../spec/_given.ts';

/**
 * What must hold of the whole database after any calls, whatever face they came through: each query
 * finds the rows that break it.
 */
const always: Readonly<Record<string, string>> = {
  'a product is in a catalog': `select id from product
    where "iblockId" not in (select "iblockId" from catalog)`,
  'a product is in sections of its own catalog': `select p.id from product p
    left join section s on s.id = p."iblockSectionId" and s."iblockId" = p."iblockId"
    where p."iblockSectionId" is not null and s.id is null`,
  'a product lists sections of its own catalog': `select p.id from product p, json_each(p."iblockSection") e
    left join section s on s.id = e.value and s."iblockId" = p."iblockId" where s.id is null`,
  'a product in several sections has one of them as its main one': `select p.id from product p
    where p."iblockSection" is not null and (json_array_length(p."iblockSection") < 2
      or p."iblockSectionId" is null
      or p."iblockSectionId" not in (select value from json_each(p."iblockSection")))`,
  'a variation has a parent in the linked catalog': `select p.id from product p
    left join catalog c on c."iblockId" = p."iblockId"
    left join product parent on parent.id = p."parentId" and parent."iblockId" = c."productIblockId"
    where p."parentId" is not null and parent.id is null`,
  'what has a parent is a variation': `select id from product
    where "parentId" is not null and type <> 4`,
  'a parent is of type 3, and nothing else is': `select id from product
    where (type = 3) <> (id in (select "parentId" from product where "parentId" is not null))`,
  'a parent can be bought when a variation can': `select p.id from product p where p.type = 3
    and (p.quantity <> 0 or (p.available = 'Y') <> exists (select 1 from product v
      where v."parentId" = p.id and v.active = 'Y' and v.available = 'Y'))`,
  'what is sold out cannot be bought': `select id from product where type in (1, 4)
    and (available = 'N') <> (coalesce(quantity, 0) <= 0 and "quantityTrace" = 'Y' and "canBuyZero" = 'N')`,
  'a section is in a catalog, and its parent in the same': `select s.id from section s
    left join section p on p.id = s."iblockSectionId" and p."iblockId" = s."iblockId"
    where s."iblockId" not in (select "iblockId" from catalog)
      or (coalesce(s."iblockSectionId", 0) <> 0 and p.id is null)`,
  'every section hangs on a root': `with recursive tree(id) as (
      select id from section where coalesce("iblockSectionId", 0) = 0
      union select s.id from section s join tree on tree.id = s."iblockSectionId")
    select id from section where id not in (select id from tree)`,
  'a property is of a catalog, and is shown somehow': `select id from "productProperty"
    where "iblockId" not in (select "iblockId" from catalog)
      or id not in (select "propertyId" from "productPropertySection")`,
  'a catalog of variations has its link and its products': `select id from catalog
    where "productIblockId" is not null and not ("productIblockId" in (select "iblockId" from catalog)
      and "skuPropertyId" in (select id from "productProperty" where "propertyType" = 'E' and "userType" = 'SKU'))`,
  'what hangs on a property has one': `
    select "propertyId" from "productPropertyEnum" where "propertyId" not in (select id from "productProperty")
    union all select "propertyId" from "productPropertyFeature" where "propertyId" not in (select id from "productProperty")
    union all select "propertyId" from "productPropertySection" where "propertyId" not in (select id from "productProperty")
    union all select "propertyId" from "propertyFile" where "propertyId" not in (select id from "productProperty")`,
  'a value is of a property of the product’s catalog': `select v.id from "propertyValue" v
    left join product p on p.id = v."productId"
    left join "productProperty" q on q.id = v."propertyId" and q."iblockId" = p."iblockId"
    where p.id is null or q.id is null`,
  'a value of a list is one of its values': `select v.id from "propertyValue" v
    join "productProperty" q on q.id = v."propertyId" and q."propertyType" = 'L'
    left join "productPropertyEnum" e on e.id = v.number and e."propertyId" = q.id where e.id is null`,
  'a file is of a product': `select id from file where "productId" not in (select id from product)
    union all select id from "propertyFile" where "productId" not in (select id from product)`,
  'a product has one detail and one preview picture': `select "productId" from file
    where type <> 'MORE_PHOTO' group by "productId", type having count(*) > 1`,
  'a price is of a product and a type, in a currency, and not below zero': `select id from price
    where "productId" not in (select id from product)
      or "catalogGroupId" not in (select id from "priceType")
      or currency not in (select currency from currency)
      or typeof(price) <> 'real' or not price between 0 and 1e12 or "priceScale" is null`,
  'there is one base price type at most': `select count(*) from "priceType" where base = 'Y'
    having count(*) > 1`,
  'there is one default measure at most, and codes are unique': `select code from measure
    group by code having count(*) > 1
    union all select count(*) from measure where "isDefault" = 'Y' having count(*) > 1`,
  'stock is of a product and a store, and is rounded': `select id from "storeProduct"
    where "productId" not in (select id from product) or "storeId" not in (select id from store)
      or amount <> round(amount, 6)`,
  'products are counted': `select "iblockId" from product p group by "iblockId", type, active
    having count(*) is not (select t.count from "productTally" t
      where t."iblockId" = p."iblockId" and t.type = p.type and t.active = p.active)`,
  'a line is of a document': `select id from "documentElement"
    where "docId" not in (select id from document)`,
  'a contractor is one, and of an arrival': `select id from "documentContractor"
    where "documentId" not in (select id from document where "docType" = 'A')
      or ("entityTypeId" = 3 and "entityId" not in (select id from "crmContact"))
      or ("entityTypeId" = 4 and "entityId" not in (select id from "crmCompany"))
      or "entityTypeId" not in (3, 4)`,
  'a store and its picture name each other': `select id from store
      where "imageId" is not null and "imageId" not in (select id from "storeImage" i where i."storeId" = store.id)
    union all select id from "storeImage" where id not in (select "imageId" from store where "imageId" is not null)`,
};

/** Of conducted documents: lines move what is there, in stores that are there. */
const withInventory: Readonly<Record<string, string>> = {
  'quantity is what active stores hold, less what is reserved': `select p.id from product p
    where p.type in (1, 4) and abs(coalesce(p.quantity, 0) + coalesce(p."quantityReserved", 0) - coalesce((
      select sum(sp.amount) from "storeProduct" sp join store s on s.id = sp."storeId" and s.active = 'Y'
      where sp."productId" = p.id), 0)) > 1e-6`,
  'a line of a conducted document names what there is': `select e.id from "documentElement" e
    join document d on d.id = e."docId" and d.status = 'Y'
    where e."elementId" not in (select id from product) or coalesce(e.amount, 0) <= 0
      or (d."docType" in ('A', 'S', 'M', 'R') and coalesce(e."storeTo", 0) not in (select id from store))
      or (d."docType" in ('D', 'M') and coalesce(e."storeFrom", 0) not in (select id from store))`,
};

const blobColumns = ['file', 'propertyFile', 'storeImage'] as const;

/** What is broken, a line each; nothing is. */
export async function brokenRelations(portal: Portal): Promise<string[]> {
  const { reader } = portal.store;
  const rules = (await isInventoryOn(reader)) ? { ...always, ...withInventory } : always;
  const broken: string[] = [];
  for (const [rule, query] of Object.entries(rules)) {
    const { rows } = await sql.raw(query).execute(reader.query);
    if (rows.length > 0) broken.push(`${rule}: ${JSON.stringify(rows).slice(0, 200)}`);
  }
  const named = new Set<string>();
  for (const table of blobColumns) {
    const rows = await reader.query.selectFrom(table).select('hash').execute();
    for (const { hash } of rows) if (hash !== null) named.add(hash);
  }
  const stored = new Set(await portal.storedHashes());
  const left = [...stored].filter((hash) => !named.has(hash));
  const lost = [...named].filter((hash) => !stored.has(hash));
  if (left.length > 0) broken.push(`files without a row: ${left}`);
  if (lost.length > 0) broken.push(`rows without a file: ${lost}`);
  return broken;
}
