import { describe, expect, it } from 'vitest';
import { type TestPortalOptions, testPortal } from '../portal.ts';
import { type AnyRow, type Portal, refused } from './_given.ts';
import { badIntegers } from './_integers.ts';

/** What the tests of a crud entity need to know of it. */
export interface CrudCase {
  /** `catalog.vat` */
  readonly entity: string;
  readonly name: string;
  readonly plural: string;
  /** Fields of an add, and the row that it answers, without id. */
  readonly fields: AnyRow;
  readonly row: AnyRow;
  /** Fields of an update, and what it changes in the row. */
  readonly change: AnyRow;
  readonly changed: AnyRow;
  /** Names in the order of the refusal. */
  readonly required: readonly string[];
  /** Makes the rows that `fields` name. */
  readonly given?: (portal: Portal) => Promise<unknown>;
  /** Verbs that change and ask for the right to read alone. */
  readonly openToReader?: readonly string[];
  /** Codes of: no such row, no right to read, no right to change. */
  readonly codes: { readonly missing: string; readonly read: string; readonly write: string };
}

const NOBODY = 99;
const READER = 2;

/** The six verbs of an entity made by `crud`: what they do, refuse, and whom they are closed to. */
export function describeCrud(one: CrudCase): void {
  const { entity, name, plural, codes } = one;
  const now = () => 1_750_000_000_000;
  const made = async (options: TestPortalOptions = { now }): Promise<Portal> => {
    const portal = await testPortal(options);
    await one.given?.(portal);
    return portal;
  };
  const added = async () => {
    const portal = await made();
    const { result } = await portal.as(1)(`${entity}.add`, { fields: one.fields });
    return { ...portal, row: result[name] as AnyRow };
  };
  const absent = (profile: 'documented' | 'live' = 'documented') =>
    refused(profile, codes.missing, `${name} does not exist.`);

  describe(`${entity}.add`, () => {
    it('answers the stored row, keys in order', async () => {
      const { row } = await added();
      const { id, ...rest } = row;
      expect(id).toBeGreaterThan(0);
      expect(rest).toEqual(one.row);
      expect(Object.keys(row)).toEqual(Object.keys(row).sort());
    });

    it('drops unknown and read-only fields', async () => {
      const { as } = await made();
      const fields = { ...one.fields, id: 4711, nope: 1, '0': '' };
      const { result } = await as(1)(`${entity}.add`, { fields });
      expect(result[name].id).not.toBe(4711);
      expect(result[name]).not.toHaveProperty('nope');
    });

    it.each([
      ['no fields', {}, 'Could not find value for parameter {fields}'],
      [
        'fields that are no array',
        { fields: 'x' },
        'Invalid value {x} to match with parameter {fields}. Should be value of type array.',
      ],
    ])('refuses %s', async (_what, params, message) => {
      const { as } = await testPortal();
      expect(await as(1)(`${entity}.add`, params)).toEqual(refused('documented', '100', message));
    });

    it('names every required field that is absent', async () => {
      const { as } = await testPortal();
      expect(await as(1)(`${entity}.add`, { fields: {} })).toEqual(
        refused('documented', '0', `Required fields: ${one.required.join(', ')}`),
      );
    });
  });

  describe(`${entity}.get`, () => {
    it('reads one row', async () => {
      const { as, row } = await added();
      expect((await as(READER)(`${entity}.get`, { id: String(row.id) })).result).toEqual({
        [name]: row,
      });
    });

    it.each(['documented', 'live'] as const)('refuses an unknown id, %s', async (profile) => {
      const { as } = await testPortal({ profile });
      expect(await as(1)(`${entity}.get`, { id: 987654 })).toEqual(absent(profile));
    });

    it.each(badIntegers('id'))('refuses id: %s', async (_what, id, message) => {
      const { as } = await testPortal();
      expect(await as(1)(`${entity}.get`, { id })).toEqual(refused('documented', '100', message));
    });
  });

  describe(`${entity}.list`, () => {
    it('lists the row by filter, select and order', async () => {
      const { as, row } = await added();
      const { result, total } = await as(READER)(`${entity}.list`, {
        filter: { '>=id': row.id },
        select: ['id'],
        order: { id: 'DESC' },
      });
      expect({ result, total }).toEqual({ result: { [plural]: [{ id: row.id }] }, total: 1 });
    });
  });

  describe(`${entity}.getFields`, () => {
    it('describes the fields of the row, and those that an add needs', async () => {
      const { as, row } = await added();
      const { result } = await as(READER)(`${entity}.getFields`);
      const fields = result[name] as Record<string, { isRequired: boolean }>;
      expect(Object.keys(fields)).toEqual(Object.keys(row));
      const required = Object.keys(fields).filter((field) => fields[field]?.isRequired);
      expect(required).toEqual(one.required.toSorted());
    });
  });

  describe(`${entity}.update`, () => {
    it('changes the row', async () => {
      const { as, row } = await added();
      const { result } = await as(1)(`${entity}.update`, { id: row.id, fields: one.change });
      expect(result[name]).toEqual({ ...row, ...one.changed });
    });

    it('refuses an unknown id', async () => {
      const { as } = await testPortal();
      expect(await as(1)(`${entity}.update`, { id: 987654, fields: one.change })).toEqual(absent());
    });
  });

  describe(`${entity}.delete`, () => {
    it('removes the row and answers a bare true', async () => {
      const { as, row } = await added();
      expect((await as(1)(`${entity}.delete`, { id: row.id })).result).toBe(true);
      expect(await as(1)(`${entity}.get`, { id: row.id })).toEqual(absent());
      expect(await as(1)(`${entity}.delete`, { id: row.id })).toEqual(absent());
    });
  });

  describe(`${entity}, rights`, () => {
    const open = one.openToReader ?? [];
    const closed = ['add', 'update', 'delete'].map(
      (verb) => [verb, open.includes(verb) ? NOBODY : READER, codes.write] as const,
    );

    it.each([
      ['getFields', NOBODY, codes.read],
      ['get', NOBODY, codes.read],
      ['list', NOBODY, codes.read],
      ...closed,
    ] as const)('%s is closed to user %i', async (verb, user, code) => {
      const { as, row } = await added();
      const params = { id: row.id, fields: one.fields };
      expect(await as(user)(`${entity}.${verb}`, params)).toEqual(
        refused('documented', code, 'Access Denied'),
      );
    });

    it.each(open)('%s is open to whoever reads', async (verb) => {
      const { as, row } = await added();
      const params = { id: row.id, fields: one.fields };
      expect((await as(READER)(`${entity}.${verb}`, params)).status).toBe(200);
    });
  });
}
