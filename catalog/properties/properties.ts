import '../../schemas/productProperty.ts';
import '../../schemas/productPropertyEnum.ts';
import { cacheUntilCommit, type Db, prepare } from '../../src/core/index.ts';
import { PHOTO } from './propertyRules.ts';
import { isKnownType } from './propertyTypes.ts';

/** An active property as the products of its catalog have it. */
export interface Property {
  readonly id: number;
  readonly iblockId: number;
  /** `property258`, its name among the fields of a product. */
  readonly field: string;
  readonly name: string;
  readonly code: string | null;
  readonly propertyType: string;
  readonly userType: string | null;
  readonly multiple: boolean;
  readonly isRequired: boolean;
  /** Extensions that its files may have, separated by commas. */
  readonly fileType: string | null;
  /** Holds the parent of a variation, and is seen as `parentId`. */
  readonly isLink: boolean;
  /**
   * The list value that stands for yes. A single list of exactly one value is a yes-or-no property
   * (spec/catalog.md section 5.3, BoolEnum).
   */
  readonly yes: number | undefined;
}

const FIELD = /^[pP]roperty_?(\d{1,15})$/;

/** `property258` */
export const fieldOfProperty = (id: number): string => `property${id}`;

/** The property that a field of a product names, or undefined. */
export function propertyIdOf(field: string): number | undefined {
  const id = FIELD.exec(field)?.[1];
  return id === undefined ? undefined : Number(id);
}

/** Seen under its own name: the link to a parent is `parentId`. */
export const isVisible = ({ isLink }: Property): boolean => !isLink;

export const isFile = ({ propertyType }: Property): boolean => propertyType === 'F';
/** The files of this one are the images of products. */
export const isPhoto = ({ propertyType, code }: Property): boolean =>
  propertyType === 'F' && code === PHOTO;

const ofCatalog = prepare<{ iblockId: number }>()((db, p) =>
  db
    .selectFrom('productProperty')
    .select([
      'id',
      'iblockId',
      'name',
      'code',
      'propertyType',
      'userType',
      'multiple',
      'isRequired',
      'fileType',
    ])
    .select((eb) => [
      eb
        .selectFrom('catalog')
        .select((c) => c.fn.min('catalog.id').as('id'))
        .whereRef('catalog.skuPropertyId', '=', 'productProperty.id')
        .as('linkOf'),
      eb
        .selectFrom('productPropertyEnum as one')
        .select((e) => e.fn.min('one.id').as('id'))
        .whereRef('one.propertyId', '=', 'productProperty.id')
        .as('firstEnum'),
      eb
        .selectFrom('productPropertyEnum as other')
        .select((e) => e.fn.max('other.id').as('id'))
        .whereRef('other.propertyId', '=', 'productProperty.id')
        .as('lastEnum'),
    ])
    .where('iblockId', '=', p('iblockId'))
    .where('active', '=', 'Y')
    .orderBy('id'),
);

/** The active properties of a catalog by id; those of unknown types are invisible. */
export const loadProperties = (db: Db, iblockId: number): Promise<readonly Property[]> =>
  cacheUntilCommit(db, `properties of ${iblockId}`, () => readProperties(db, iblockId));

async function readProperties(db: Db, iblockId: number): Promise<readonly Property[]> {
  const rows = await db.all(ofCatalog, { iblockId });
  return rows.filter(isKnownType).map(({ linkOf, firstEnum, lastEnum, ...row }) => ({
    ...row,
    field: fieldOfProperty(row.id),
    multiple: row.multiple === 'Y',
    isRequired: row.isRequired === 'Y',
    isLink: linkOf !== null,
    yes:
      row.propertyType === 'L' &&
      row.multiple !== 'Y' &&
      firstEnum !== null &&
      firstEnum === lastEnum
        ? Number(firstEnum)
        : undefined,
  }));
}
