import { findCatalog } from '../../catalog/catalogs.ts';
import { foreignProperty, PHOTO } from '../../catalog/properties/propertyRules.ts';
import { isKnownType } from '../../catalog/properties/propertyTypes.ts';
import { requireElementRight, rights } from '../../catalog/rights.ts';
import { type Context, type Db, type Row, type RowChange, refusal } from '../../src/core/index.ts';

const invalidType = () => refusal('0', 'Invalid property type specified');

/** Throws for a property that must not be stored or deleted, in a portal's order. */
export async function checkProperty({ db, caller }: Context, change: RowChange): Promise<void> {
  const { on, row, given, stored } = change;
  if (on === 'add') {
    if (!(await findCatalog(db, Number(row.iblockId)))) {
      throw refusal('0', 'The specified iblock is not a product catalog');
    }
    requireElementRight(caller, rights.iblockEdit, '0');
  } else {
    if (!(await findCatalog(db, Number(stored?.iblockId)))) throw foreignProperty();
    await checkLink(db, change);
  }
  if (on === 'delete') return;

  if (row.iblockId !== (stored ?? row).iblockId) {
    throw refusal('0', 'Invalid information block code');
  }
  const typed = { propertyType: String(row.propertyType), userType: textOrNull(row.userType) };
  if (!isKnownType(typed)) throw invalidType();
  if (
    stored &&
    (typed.propertyType !== stored.propertyType || typed.userType !== textOrNull(stored.userType))
  ) {
    throw invalidType();
  }
  checkSettings(given.userTypeSettings);
  if (on === 'update' && 'name' in given && !given.name)
    throw refusal('0', 'Required fields: name');
  checkCode(given.code);
  await checkPhoto(db, change);
}

const textOrNull = (value: unknown): string | null => (value ? String(value) : null);

/** The property that links variations to their parents stays what it is. */
async function checkLink(db: Db, { on, id, row, given }: RowChange): Promise<void> {
  const link = await db.query
    .selectFrom('catalog')
    .select('id')
    .where('skuPropertyId', '=', id)
    .executeTakeFirst();
  if (!link) return;
  if (on === 'delete') {
    throw refusal('ERROR_CORE', 'The property links variations to products and cannot be deleted');
  }
  const kept = row.active !== 'N' && row.multiple !== 'Y';
  if (!kept || ('propertyType' in given && given.propertyType !== 'E')) {
    throw refusal(
      'ERROR_CORE',
      'The property links variations to products: it stays active, single and of its type',
    );
  }
}

const isSettings = (settings: Row): boolean =>
  Object.values(settings).every(
    (value) =>
      typeof value !== 'object' ||
      value === null ||
      Object.values(value).every((inner) => typeof inner !== 'object' || inner === null),
  );

/** Scalars, and objects of scalars alone; given as JSON text. */
function checkSettings(given: unknown): void {
  if (typeof given !== 'string' || isSettings(JSON.parse(given))) return;
  throw refusal('0', 'Invalid custom property type settings specified');
}

function checkCode(code: unknown): void {
  if (!code) return;
  const text = String(code);
  if (/^\d/.test(text)) throw refusal('0', 'Property code cannot start with a digit');
  if (!/^\w{1,50}$/.test(text)) {
    throw refusal('0', 'Property code must be up to 50 letters, digits and underscores');
  }
}

/** The images of products hang on this code: one property of a catalog has it, and keeps it. */
async function checkPhoto(db: Db, { on, id, row, stored }: RowChange): Promise<void> {
  if (on === 'update' && (row.code === PHOTO) === (stored?.code === PHOTO)) return;
  if (on === 'update' && row.propertyType === 'F') {
    throw refusal('0', `The code ${PHOTO} cannot be given to or taken from a property with files`);
  }
  if (row.code !== PHOTO) return;
  const other = await db.query
    .selectFrom('productProperty')
    .select('id')
    .where('iblockId', '=', Number(row.iblockId))
    .where('code', '=', PHOTO)
    .where('id', '!=', id)
    .executeTakeFirst();
  if (other) throw refusal('0', `A property with the code ${PHOTO} already exists`);
}
