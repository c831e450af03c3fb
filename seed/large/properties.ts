import '../../schemas/productProperty.ts';
import '../../schemas/productPropertyEnum.ts';
import '../../schemas/productPropertySection.ts';
import { loadProperties, type Property } from '../../catalog/properties/properties.ts';
import { propertyDefaults, shownAtFirst } from '../../catalog/properties/propertyDefaults.ts';
import { storable } from '../../catalog/properties/propertyInput.ts';
import type { StoredValue } from '../../catalog/properties/propertyTypes.ts';
import type { Db } from '../../src/core/store.ts';
import { OFFERS, PRODUCTS } from '../base.ts';
import { colours, materials } from './words.ts';

const colourNames = colours.map(([name]) => name);
const days = Array.from({ length: 1000 }, (_, day) => new Date(Date.UTC(2022, 0, 1 + day)));

/** The properties of each catalog; `choices` are the texts of a list, `values` what others have. */
const wanted = [
  { iblockId: PRODUCTS, code: 'ARTICLE', name: 'Article', propertyType: 'S' },
  {
    iblockId: PRODUCTS,
    code: 'MATERIAL',
    name: 'Material',
    propertyType: 'L',
    choices: materials,
  },
  {
    iblockId: PRODUCTS,
    code: 'COLOURS',
    name: 'Colours',
    propertyType: 'L',
    multiple: 'Y',
    choices: colourNames,
  },
  {
    iblockId: PRODUCTS,
    code: 'LOAD',
    name: 'Load, kg',
    propertyType: 'N',
    values: Array.from({ length: 400 }, (_, step) => String(10 + step / 2)),
  },
  {
    iblockId: PRODUCTS,
    code: 'SINCE',
    name: 'On sale since',
    propertyType: 'S',
    userType: 'Date',
    values: days.map((day) => day.toISOString().slice(0, 10)),
  },
  {
    iblockId: PRODUCTS,
    code: 'HANDMADE',
    name: 'Made by hand',
    propertyType: 'L',
    choices: ['Y'],
    values: ['Y'],
  },
  { iblockId: OFFERS, code: 'ARTICLE', name: 'Article', propertyType: 'S' },
  {
    iblockId: OFFERS,
    code: 'COLOUR',
    name: 'Colour',
    propertyType: 'L',
    choices: colourNames,
  },
] as const satisfies readonly {
  iblockId: number;
  code: string;
  name: string;
  propertyType: string;
  userType?: string;
  multiple?: string;
  choices?: readonly string[];
  values?: readonly string[];
}[];

/** A property and the values that products of it have, as they are stored. */
export interface Choice {
  readonly property: Property;
  readonly values: readonly StoredValue[];
}

/** Properties by catalog and code, as `14 MATERIAL`. */
export type Choices = ReadonlyMap<string, Choice>;

/** Adds the properties with their list values, `now` in seconds since 1970. */
export async function addProperties(db: Db, now: number): Promise<Choices> {
  const values = new Map<string, readonly string[]>();
  for (const [index, { choices, values: own, ...given }] of wanted.entries() as Iterable<
    [number, (typeof wanted)[number] & { choices?: readonly string[]; values?: readonly string[] }]
  >) {
    const { id: propertyId } = await db.query
      .insertInto('productProperty')
      .values({
        userType: null,
        ...propertyDefaults,
        filtrable: 'Y',
        timestampX: now,
        ...given,
        sort: 100 * (index + 1),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db.query
      .insertInto('productPropertySection')
      .values({ ...shownAtFirst, propertyId })
      .execute();
    const ids = await addList(db, propertyId, choices ?? []);
    values.set(`${given.iblockId} ${given.code}`, own ?? ids);
  }

  const choices = new Map<string, Choice>();
  for (const iblockId of [PRODUCTS, OFFERS]) {
    for (const property of await loadProperties(db, iblockId)) {
      const key = `${iblockId} ${property.code}`;
      const texts = values.get(key);
      if (texts)
        choices.set(key, { property, values: texts.map((text) => stored(property, text)) });
    }
  }
  return choices;
}

/** Gives the ids of the list values as text. */
async function addList(db: Db, propertyId: number, texts: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, value] of texts.entries()) {
    const { id } = await db.query
      .insertInto('productPropertyEnum')
      .values({ propertyId, value, xmlId: value, def: 'N', sort: 10 * (index + 1) })
      .returning('id')
      .executeTakeFirstOrThrow();
    ids.push(String(id));
  }
  return ids;
}

/** A text as the property stores it. */
export const stored = (property: Property, text: string): StoredValue =>
  storable(property, text) as StoredValue;
