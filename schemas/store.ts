import type { ColumnType, Generated } from 'kysely';
import {
  char,
  datetime,
  double,
  type EntitySchema,
  file,
  integer,
  string,
  type TableOf,
} from '../src/core/index.ts';

/**
 * A store. The server sets userId, modifiedBy and the two dates, though getFields does not call them
 * read-only (spec/catalog.md section 5.8).
 */
export const store = {
  title: 'catalog_store',
  required: ['address'],
  properties: {
    id: integer('Identifier', { readOnly: true }),
    active: char('In use, Y or N; stock of another one does not count'),
    address: string('Address'),
    code: string('Symbolic code'),
    dateCreate: datetime('Made at'),
    dateModify: datetime('Changed at'),
    description: string('Description'),
    email: string('E-mail address'),
    gpsN: double('Latitude', { minimum: -90, maximum: 90 }),
    gpsS: double('Longitude', { minimum: -180, maximum: 180 }),
    imageId: file('Picture'),
    issuingCenter: char('Customers collect here, Y or N'),
    modifiedBy: integer('User who changed it last'),
    phone: string('Phone'),
    schedule: string('Opening hours'),
    sort: integer('Sorting weight'),
    title: string('Name'),
    userId: integer('User who made it'),
    xmlId: string('External id'),
  },
} as const satisfies EntitySchema;

declare module '../src/core/tables.ts' {
  interface Tables {
    /** `imageId` names a row of storeImage. */
    store: Omit<TableOf<typeof store>, 'imageId'> & {
      imageId: ColumnType<number | null, number | null | undefined>;
    };
    /** The picture of a store; it has no product to hang on. */
    storeImage: {
      id: Generated<number>;
      storeId: number;
      name: string;
      /** 32 random characters of the public path. */
      folder: string;
      hash: string;
      /** Bytes. */
      size: number;
      contentType: string;
      /** Seconds since 1970. */
      createTime: number;
    };
  }
}
