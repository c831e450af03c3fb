import { describe, expect, it } from 'vitest';
import { OFFERS, PRODUCTS, testPortal } from '../portal.ts';
import { addProduct, type FaceName, faces, type Portal, profiles, refused } from './_given.ts';
import { badIntegers } from './_integers.ts';

type Refusal = readonly [code: string, message: string];

const DENIED = 'Access Denied';
const noArray = (shown: string, name: string): Refusal => [
  '100',
  `Invalid value {${shown}} to match with parameter {${name}}. Should be value of type array.`,
];
const absent = (name: string): Refusal => ['100', `Could not find value for parameter {${name}}`];
const wrong = (name: string): Refusal => ['0', `Wrong format of field "${name}".`];
const elsewhere = (face: FaceName) => (face === 'offer' ? PRODUCTS : OFFERS);

/** Rights of the caller; each row breaks the rules below it too. */
const reader = ['catalog.read'];
const editor = ['catalog.read', 'element.edit'];
const all = ['catalog.view', 'element.edit', 'product.add', 'product.edit', 'product.delete'];

interface Row {
  readonly what: string;
  readonly rights: readonly string[];
  /** Laid over `{ iblockId, name }` of an add and `{}` of an update; undefined takes a field away. */
  readonly fields: unknown;
  readonly refusal: Refusal;
}

const binding: Row[] = [
  { what: 'fields null', rights: [], fields: null, refusal: absent('fields') },
  { what: 'fields a text', rights: [], fields: 'x', refusal: noArray('x', 'fields') },
  { what: 'fields a number', rights: [], fields: 5, refusal: noArray('5', 'fields') },
  { what: 'fields false', rights: [], fields: false, refusal: noArray('false', 'fields') },
  { what: 'no rights', rights: [], fields: {}, refusal: ['200040300010', DENIED] },
  {
    what: 'an element right alone',
    rights: ['element.edit'],
    fields: {},
    refusal: ['200040300010', DENIED],
  },
];

const format: Row[] = [
  { what: 'a list as name', rights: reader, fields: { name: [] }, refusal: wrong('name') },
  { what: 'an object as sort', rights: reader, fields: { sort: {} }, refusal: wrong('sort') },
  { what: 'a list as active', rights: reader, fields: { active: ['Y'] }, refusal: wrong('active') },
  {
    what: 'an object as date',
    rights: reader,
    fields: { dateActiveFrom: {} },
    refusal: wrong('dateActiveFrom'),
  },
  {
    what: 'a zero byte',
    rights: reader,
    fields: { detailText: 'a\0b' },
    refusal: wrong('detailText'),
  },
  { what: 'half a surrogate', rights: reader, fields: { code: '\ud800' }, refusal: wrong('code') },
];

const references: Row[] = [
  {
    what: 'an unknown section',
    rights: all,
    fields: { iblockSectionId: 999, modifiedBy: 999 },
    refusal: ['0', 'Section iblockSectionId is not exists'],
  },
  {
    what: 'an unknown modifiedBy',
    rights: all,
    fields: { modifiedBy: 999, createdBy: 999 },
    refusal: ['0', 'User modifiedBy is not exists'],
  },
  {
    what: 'an unknown createdBy',
    rights: all,
    fields: { createdBy: 999, purchasingCurrency: 'QQQ' },
    refusal: ['0', 'User createdBy is not exists'],
  },
];

const code: Row = {
  what: 'a code that is taken',
  rights: all,
  fields: { code: 'taken' },
  refusal: ['0', 'An element with this symbolic code already exists'],
};

const addRows = (face: FaceName): Row[] => [
  ...binding,
  ...format,
  {
    what: 'nothing',
    rights: reader,
    fields: { name: undefined, iblockId: undefined },
    refusal: ['0', 'Required fields: name, iblockId'],
  },
  {
    what: 'no name',
    rights: reader,
    fields: { name: null, iblockId: 999 },
    refusal: ['0', 'Required fields: name'],
  },
  {
    what: 'an empty name',
    rights: reader,
    fields: { name: '', iblockId: 999 },
    refusal: ['0', 'Required fields: name'],
  },
  {
    what: 'no iblockId',
    rights: reader,
    fields: { iblockId: undefined, IBLOCK_ID: 14 },
    refusal: ['0', 'Required fields: iblockId'],
  },
  ...[999, 0, -1, 'abc', '14 or 1=1 --'.slice(2)].map((iblockId) => ({
    what: `iblockId ${iblockId}`,
    rights: reader,
    fields: { iblockId },
    refusal: (face === 'product'
      ? ['200040300000', 'Iblock Not Found']
      : ['0', 'iblock is not catalog']) as Refusal,
  })),
  ...(face === 'product'
    ? []
    : [
        {
          what: 'a catalog of other types',
          rights: reader,
          fields: { iblockId: elsewhere(face) },
          refusal: ['0', 'productType is not allowed for this catalog'] as const,
        },
      ]),
  {
    what: 'no right to elements',
    rights: reader,
    fields: { modifiedBy: 999 },
    refusal: ['200040300043', DENIED],
  },
  {
    what: 'no right to add',
    rights: editor,
    fields: { modifiedBy: 999 },
    refusal: ['200040300040', DENIED],
  },
  ...references,
  ...(face === 'service'
    ? []
    : [
        {
          what: 'an unknown currency',
          rights: all,
          fields: { purchasingCurrency: 'QQQ', vatId: 999 },
          refusal: ['0', 'Currency purchasingCurrency is not exists'] as const,
        },
      ]),
  {
    what: 'an unknown VAT rate',
    rights: all,
    fields: { vatId: 999, code: 'taken' },
    refusal: ['0', 'VAT vatId is not exists'],
  },
  code,
];

const updateRows: Row[] = [
  ...binding,
  ...format,
  {
    what: 'no right to elements',
    rights: reader,
    fields: { modifiedBy: 999 },
    refusal: ['200040300043', DENIED],
  },
  {
    what: 'no right to change',
    rights: editor,
    fields: { modifiedBy: 999 },
    refusal: ['200040300040', DENIED],
  },
  ...references,
  code,
];

/** A portal with product 1, whose code is `taken`, and product 2, both of the face. */
async function given(face: FaceName, profile: (typeof profiles)[number]): Promise<Portal> {
  const portal = await testPortal({ profile });
  await addProduct(portal, face, { code: 'taken' });
  await addProduct(portal, face);
  return portal;
}

const names = async (portal: Portal): Promise<unknown> =>
  portal.store.reader.query.selectFrom('product').selectAll().execute();

describe.each(profiles)('in profile %s', (profile) => {
  describe.each(faces)('$entity: add refuses', ({ name, entity, iblockId }) => {
    it.each(addRows(name))('$what', async ({ rights, fields, refusal }) => {
      const portal = await given(name, profile);
      const before = await names(portal);
      const caller = portal.as(await portal.userWith(...rights));
      const laid =
        typeof fields === 'object' && fields !== null ? { iblockId, name: 'x', ...fields } : fields;
      expect(await caller(`${entity}.add`, { fields: laid })).toEqual(refused(profile, ...refusal));
      expect(await names(portal)).toEqual(before);
    });
  });

  describe.each(faces)('$entity: update refuses', ({ name, entity }) => {
    it.each(updateRows)('$what', async ({ rights, fields, refusal }) => {
      const portal = await given(name, profile);
      const before = await names(portal);
      const caller = portal.as(await portal.userWith(...rights));
      expect(await caller(`${entity}.update`, { id: 2, fields })).toEqual(
        refused(profile, ...refusal),
      );
      expect(await names(portal)).toEqual(before);
    });
  });

  describe.each(faces)('$entity', ({ name, entity }) => {
    it.each(['get', 'update', 'delete'])('%s: the product does not exist', async (verb) => {
      const portal = await testPortal({ profile });
      for (const id of [0, -1, 999]) {
        const answer = await portal.as(1)(`${entity}.${verb}`, { id, fields: { name: [] } });
        expect(answer).toEqual(refused(profile, '', `${name} does not exist.`));
      }
    });

    it('get and delete are closed without the right to the catalog', async () => {
      const portal = await given(name, profile);
      for (const verb of ['get', 'delete']) {
        expect(await portal.as(99)(`${entity}.${verb}`, { id: 999 })).toEqual(
          refused(profile, '200040300010', DENIED),
        );
      }
    });

    it('delete needs the right to delete', async () => {
      const portal = await given(name, profile);
      const before = await names(portal);
      expect(await portal.as(2)(`${entity}.delete`, { id: 1 })).toEqual(
        refused(profile, '200040300040', DENIED),
      );
      expect(await names(portal)).toEqual(before);
    });

    it.each(['add', 'get', 'list', 'update', 'delete', 'download'])(
      '%s is closed outside the scope',
      async (verb) => {
        const portal = await testPortal({ profile });
        expect(await portal.as(1, [])(`${entity}.${verb}`, { id: 1, fields: {} })).toMatchObject({
          status: profile === 'live' ? 401 : 403,
          error: 'insufficient_scope',
        });
      },
    );
  });
});

describe.each(faces)('$entity get, update and delete refuse', ({ entity }) => {
  it.each(badIntegers('id'))('id: %s', async (_what, id, message) => {
    const { as } = await testPortal();
    for (const verb of ['get', 'update', 'delete']) {
      expect(await as(99)(`${entity}.${verb}`, { id, fields: 1 })).toEqual(
        refused('documented', '100', message),
      );
    }
  });
});
