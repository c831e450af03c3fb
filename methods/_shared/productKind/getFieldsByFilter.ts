import { fieldNames } from '../../../catalog/products/fieldNames.ts';
import { catalogErrors } from '../../../catalog/products/productRefusals.ts';
import { requireCatalog } from '../../../catalog/products/productRules.ts';
import { loadProperties, type Property } from '../../../catalog/properties/properties.ts';
import { useProducts } from '../../../catalog/rights.ts';
import { type ProductKind, undocumentedInSingle } from '../../../schemas/product.ts';
import {
  describeFields,
  type FieldDescription,
  idOf,
  naturalOrder,
  type Profile,
  read,
  refusal,
  textOf,
} from '../../../src/core/index.ts';

/** What a field is called, beside its type and flags; keys in the order in which they are sent. */
type NamedField = FieldDescription & { readonly name: string };

const named = (name: string, { type, ...flags }: FieldDescription): NamedField => ({
  ...flags,
  name,
  type,
});

const flag = (isReadOnly: boolean) => ({
  isImmutable: false,
  isReadOnly,
  isRequired: false,
  type: 'char' as const,
});

/** Fields that the documentation describes and no method answers. */
const describedOnly = (kind: ProductKind): Readonly<Record<string, NamedField>> => ({
  priceType: named('Payment Type', flag(false)),
  ...(kind.name === 'product' || kind.name === 'offer'
    ? { negativeAmountTrace: named('NEGATIVE_AMOUNT_TRACE', flag(true)) }
    : {}),
});

function columnFields(kind: ProductKind, profile: Profile): Record<string, NamedField> {
  const fields: Record<string, NamedField> = {};
  for (const [name, description] of Object.entries(describeFields(kind.schema, profile))) {
    if (profile === 'documented' && undocumentedInSingle.has(name)) continue;
    // The link to the parent is described as the property that it is, below.
    if (name === 'parentId') continue;
    const type = name === 'purchasingPrice' ? 'string' : description.type;
    fields[name] = named(fieldNames[name] ?? name, { ...description, type });
  }
  return fields;
}

/** A single list of one value is a yes-or-no property (b24-rest-docs PR#346). */
const userTypeOf = ({ userType, yes }: Property): string =>
  yes === undefined ? (userType ?? '') : 'BoolEnum';

const propertyField = (property: Property) => ({
  isDynamic: true,
  isImmutable: false,
  isMultiple: property.multiple,
  isReadOnly: false,
  isRequired: property.isRequired,
  name: property.name,
  propertyType: property.propertyType,
  type: 'productproperty',
  userType: userTypeOf(property),
});

/** The properties of the catalog; the link to the parent has a name of its own, for variations. */
function propertyFields(kind: ProductKind, properties: readonly Property[]) {
  const seen = properties.filter(({ isLink }) => !isLink || kind.name === 'offer');
  return seen.map(
    (property) => [property.isLink ? 'parentId' : property.field, propertyField(property)] as const,
  );
}

/** The types that the description is of: a kind of all types describes simple products. */
const described = (kind: ProductKind): ProductKind => ({ ...kind, types: kind.types ?? [1] });

/** `{ <kind>: { <field>: description } }`: fields and active properties of a catalog. */
export const getFieldsByFilterOf = (kind: ProductKind) =>
  read({
    about: `Describes the fields of ${kind.plural} in a catalog, its properties among them.`,
    scope: 'catalog',
    params: { filter: { type: 'array', names: 'keys', description: '`iblockId`, the catalog' } },
    right: useProducts,
    result: { fields: kind.name },
    errors: [['0', 'parameter - iblockId is empty'], ...catalogErrors(described(kind))],
    async run({ db, profile }, { filter }) {
      const iblockId = Object.hasOwn(filter, 'iblockId')
        ? textOf((filter as { iblockId?: unknown }).iblockId)
        : '';
      if (Number(iblockId) === 0) throw refusal('0', 'parameter - iblockId is empty');
      const catalog = await requireCatalog(db, described(kind), idOf(iblockId));
      const properties = await loadProperties(db, catalog.iblockId);
      const fields: Record<string, object> = {
        ...columnFields(kind, profile),
        ...describedOnly(kind),
        ...Object.fromEntries(propertyFields(kind, properties)),
      };
      const sorted = naturalOrder(Object.keys(fields)).map((name) => [name, fields[name]]);
      return { [kind.name]: Object.fromEntries(sorted) };
    },
  });
