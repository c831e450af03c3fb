import fc from 'fast-check';
import { expect, it } from 'vitest';
import { methods } from '../../methods/index.ts';
import { createRegistry } from '../../src/core/registry.ts';
import { textOf } from '../../src/core/wire/params.ts';
import { PNG } from '../images/fixtures.ts';
import { OFFERS, PRODUCTS } from '../portal.ts';
import { switchInventory } from '../spec/_stock.ts';
import { expectHarmless, expectUnpolluted, hostileValues } from '../wire/hostile.ts';
import { calls, given } from './calls.ts';
import { brokenRelations } from './relations.ts';

type Portal = Awaited<ReturnType<typeof given>>;
type Params = Record<string, unknown>;

const registry = createRegistry(methods);
const names = registry.all.map(({ name }) => name);
const isChange = (name: string): boolean => registry.find(name)?.method.effect === 'write';

/** Of the catalog and what it needs; calls that change something, and reads a little. */
const isAsked = (name: string): boolean => /^(catalog|apiV1|crm\.co)/.test(name);
const changes = names.filter((name) => isAsked(name) && (isChange(name) || /List$/.test(name)));
const reads = names.filter((name) => isAsked(name) && !changes.includes(name));

const id = fc.integer({ min: 1, max: 7 });
const flag = fc.constantFrom('Y', 'N');
const sections = fc.constantFrom(13, 14, 15, 16, 17, 99);
const value = fc.oneof(id, fc.constant('red'), fc.constant('Y'), fc.constant([{ value: 1 }]));

/** What a field is likely to hold: names of one meaning share their values, so that calls meet. */
const likely: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  id,
  productId: id,
  elementId: id,
  parentId: fc.oneof(
    id,
    fc.constant(null),
    id.map((one) => ({ value: one })),
  ),
  iblockId: fc.constantFrom(PRODUCTS, PRODUCTS, OFFERS, OFFERS, 30, 31),
  productIblockId: fc.constantFrom(PRODUCTS, 30, null),
  iblockSectionId: fc.oneof(sections, fc.constant(null)),
  iblockSection: fc.array(sections, { maxLength: 3 }),
  catalogGroupId: fc.integer({ min: 1, max: 3 }),
  propertyId: id,
  documentId: id,
  docId: id,
  documentIds: fc.array(id, { maxLength: 4 }),
  docType: fc.constantFrom('A', 'S', 'M', 'R', 'D'),
  storeFrom: fc.integer({ min: 1, max: 3 }),
  storeTo: fc.integer({ min: 1, max: 3 }),
  amount: fc.constantFrom(0, 1, 2.5, 4, -1),
  entityTypeId: fc.constantFrom(3, 4),
  entityId: fc.integer({ min: 1, max: 3 }),
  active: flag,
  available: flag,
  canBuyZero: flag,
  quantityTrace: flag,
  multiple: flag,
  base: flag,
  isDefault: flag,
  quantity: fc.constantFrom(0, 3, -2, 1e9),
  price: fc.constantFrom(0, 0.1, 7, 1e6, -1),
  purchasingPrice: fc.constantFrom(0, 3, 1e6),
  currency: fc.constantFrom('USD', 'EUR', 'XXX'),
  quantityFrom: fc.constantFrom(null, 1, 5),
  quantityTo: fc.constantFrom(null, 4, 9),
  code: fc.constantFrom('a', 'b', 'MORE_PHOTO', 796),
  vatId: fc.constantFrom(1, 2, 9, null),
  sku: fc.constantFrom('a', 'b', 'c', 'd', '1', '2'),
  category_id: sections,
  displayOrder: fc.integer({ min: 0, max: 3 }),
  imageIds: fc.array(id, { maxLength: 3 }),
  type: fc.constantFrom('DETAIL_PICTURE', 'MORE_PHOTO'),
  property1: fc.constantFrom([], [{ valueId: 1, value: { remove: 'Y' } }]),
  property4: value,
  property5: value,
  property6: value,
};

const RUNS = 10;

const apiV1Product = {
  name: 'Lamp',
  description: 'A product of the REST API',
  sku: 'a',
  category_id: 13,
  price: 5,
  cost_price: 3,
  weight_kg: 1,
  is_active: true,
};
const apiV1Image = { productId: 1, imageUrl: `data:image/png;base64,${PNG}` };

/** What the REST API takes, beside the table of calls. */
const apiV1Calls: Readonly<Record<string, object>> = {
  'apiV1.product.add': apiV1Product,
  'apiV1.product.update': apiV1Product,
  'apiV1.productImage.add': apiV1Image,
  'apiV1.productImage.update': apiV1Image,
  'apiV1.productImage.patch': {},
};

const FIELDS = ['id', 'fields', 'documentIds', 'documentId', 'propertyId', 'productId'];
const likelyNames = Object.keys(likely);

/** One call: its method, fields that differ from those of the table, and one place that is hostile. */
const call = fc.record({
  name: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...changes) },
    { weight: 1, arbitrary: fc.constantFrom(...reads) },
  ),
  own: fc.record(likely, { requiredKeys: [] }),
  kept: fc.array(fc.constantFrom(...likelyNames), { minLength: 1, maxLength: 6 }),
  hostile: fc.option(
    fc.record({
      at: fc.constantFrom(...FIELDS, ...likelyNames),
      value: fc.constantFrom(...hostileValues),
    }),
    { freq: 5 },
  ),
  face: fc.constantFrom('rest', 'rest', 'batch', 'v3', 'v3 by filter'),
});
type Call = typeof call extends fc.Arbitrary<infer T> ? T : never;

function paramsOf({ name, own, kept, hostile }: Call): Params {
  const dot = name.lastIndexOf('.');
  const fields = apiV1Calls[name];
  const table = {
    ...(fields && { fields }),
    ...calls[name.slice(0, dot)]?.[name.slice(dot + 1)],
  } as Params;
  const schemas = registry.find(name)?.method.params ?? {};
  const chosen = Object.fromEntries(
    Object.entries(own).filter(([field]) => kept.includes(field)),
  ) as Params;
  const params: Params = { ...table };
  for (const param of Object.keys(schemas)) if (param in own) params[param] = own[param as 'id'];
  if ('fields' in schemas) params.fields = { ...(table.fields as object), ...chosen };
  if (name.endsWith('.modify')) {
    const prices = [{ ...chosen, catalogGroupId: 1, price: 1, currency: 'USD' }, chosen];
    params.fields = { product: { id: own.productId ?? 1, prices } };
  }
  if (name.startsWith('apiV1.')) Object.assign(params, chosen);
  if (!hostile) return params;
  const at = (FIELDS.includes(hostile.at) ? params : params.fields) as Params | undefined;
  if (typeof at === 'object' && at !== null) at[hostile.at] = hostile.value;
  return params;
}

const shown = (one: Call) => ({ name: one.name, face: one.face, params: paramsOf(one) });

/** `fields[price]=1`: how a command of a batch carries its parameters. */
function* pairs(value: unknown, name: string): Generator<[string, string]> {
  if (typeof value !== 'object' || value === null) return yield [name, textOf(value)];
  for (const [key, inner] of Object.entries(value)) yield* pairs(inner, `${name}[${key}]`);
}

const command = (name: string, params: Params): string => {
  const query = Object.entries(params).flatMap(([key, value]) => [...pairs(value, key)]);
  return `${name}?${new URLSearchParams(query)}`;
};

/** Sends a call through one of the faces of the portal. */
async function send(portal: Portal, one: Call): Promise<number> {
  const { name } = one;
  const params = paramsOf(one);
  if (one.face === 'v3 by filter' && 'id' in params) {
    params.filter = [['id', '<', params.id]];
    delete params.id;
  }
  const face = name.startsWith('apiV1.') ? 'rest' : one.face;
  const caller = await portal.callerOf(1, ['catalog', 'crm']);
  const request =
    face === 'batch'
      ? { name: 'batch', params: { cmd: { a: command(name, params), b: command(name, params) } } }
      : { name, params };
  const answer = await (face.startsWith('v3') ? portal.portalV3 : portal.portal).answer({
    ...request,
    credentials: { kind: 'caller', caller },
    baseUrl: 'http://portal.test',
  });
  if (answer.kind === 'file') return 200;
  const text = JSON.stringify(answer.body);
  expectHarmless({ status: answer.status, text }, `${face} ${name} ${JSON.stringify(params)}`);
  return answer.status;
}

it.each(['documented', 'live'] as const)(
  'whatever is called, through whatever face, alone or at once, the relations hold: %s',
  async (profile) => {
    const answered = { done: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(call, { minLength: 1, maxLength: 3 }), { minLength: 20, maxLength: 40 }),
        fc.boolean(),
        async (steps, inventory) => {
          const portal = await given(profile);
          await switchInventory(portal, inventory);
          for (const atOnce of steps) {
            const statuses = await Promise.all(atOnce.map((one) => send(portal, one)));
            for (const status of statuses) answered[status < 400 ? 'done' : 'refused'] += 1;
            expect(await brokenRelations(portal), JSON.stringify(atOnce.map(shown))).toEqual([]);
          }
          expect(portal.lines.filter((line) => line.includes('call failed'))).toEqual([]);
        },
      ),
      { numRuns: RUNS, seed: 20_261_126, endOnFailure: true },
    );
    expectUnpolluted();
    expect(answered.done).toBeGreaterThan(50);
    expect(answered.refused).toBeGreaterThan(50);
  },
  60_000,
);
