import { datetime, type EntitySchema, integer, string, type TableOf } from '../src/core/index.ts';

const readOnly = { readOnly: true } as const;

/** What contacts and companies have in common. Names travel in UPPER_SNAKE. */
const shared = {
  id: integer('Identifier', readOnly),
  assignedById: integer('User who looks after it'),
  comments: string('Comment'),
  createdById: integer('User who made it', readOnly),
  dateCreate: datetime('Made at', readOnly),
  dateModify: datetime('Changed at', readOnly),
  email: string('Addresses, `[{VALUE, VALUE_TYPE}]`'),
  modifyById: integer('User who changed it last', readOnly),
  originId: string('External id'),
  phone: string('Telephone numbers, `[{VALUE, VALUE_TYPE}]`'),
} as const;

/** A person that goods come from (crm.contact). */
export const contact = {
  title: 'crm_contact',
  required: [],
  properties: {
    ...shared,
    lastName: string('Last name'),
    name: string('First name'),
    post: string('Position'),
    secondName: string('Second name'),
  },
} as const satisfies EntitySchema;

/** A firm that goods come from (crm.company). */
export const company = {
  title: 'crm_company',
  required: [],
  properties: { ...shared, title: string('Name') },
} as const satisfies EntitySchema;

declare module '../src/core/tables.ts' {
  interface Tables {
    crmContact: TableOf<typeof contact>;
    crmCompany: TableOf<typeof company>;
  }
}
