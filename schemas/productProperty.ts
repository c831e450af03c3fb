import type { ColumnType, Generated } from 'kysely';
import {
  char,
  datetime,
  type EntitySchema,
  type Infer,
  integer,
  settings,
  string,
} from '../src/core/index.ts';

/** A property of the products of a catalog (spec/catalog.md section 5.5). */
export const productProperty = {
  title: 'catalog_product_property',
  required: ['iblockId', 'name', 'propertyType'],
  requiredOnUpdate: ['iblockId'],
  properties: {
    id: integer('Identifier', { readOnly: true }),
    iblockId: integer('Catalog whose products have it'),
    name: string('Name'),
    active: char('In use, Y or N'),
    code: string('Symbolic code: letters, digits and underscores'),
    colCount: integer('Columns of its input'),
    defaultValue: { ...string('Value that an input begins with'), view: 'text' },
    fileType: string('Extensions that a file may have, separated by commas'),
    filtrable: char('Shown in filters, Y or N'),
    hint: string('Hint'),
    isRequired: char('Must have a value, Y or N'),
    linkIblockId: integer('Information block that its values come from'),
    listType: char('L list or C checkboxes', { letters: 'LC' }),
    multiple: char('May have several values, Y or N'),
    multipleCnt: integer('Inputs for several values'),
    propertyType: string('N number, S text, L list, F file, E element, G section'),
    rowCount: integer('Rows of its input'),
    searchable: char('Its values are searched, Y or N'),
    sort: integer('Sorting weight'),
    timestampX: datetime('Changed at', { readOnly: true }),
    userType: string('What the value of that type means: Date, HTML, directory, ...'),
    userTypeSettings: settings('Settings of the user type'),
    withDescription: char('Values have descriptions, Y or N'),
    xmlId: string('External id'),
  },
} as const satisfies EntitySchema;

type Row = Infer<typeof productProperty>;
type Optional = 'code' | 'active' | 'sort' | 'multiple' | 'userType';

declare module '../src/core/tables.ts' {
  interface Tables {
    productProperty: { id: Generated<number> } & {
      [K in Exclude<keyof Row, 'id' | 'userTypeSettings' | Optional>]: null extends Row[K]
        ? ColumnType<Row[K], Row[K] | undefined, Row[K]>
        : Row[K];
    } & Pick<Row, Optional> & {
        /** JSON. */
        userTypeSettings: ColumnType<string | null, string | null | undefined, string | null>;
      };
  }
}
