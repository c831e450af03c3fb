import { listed } from '../scenarios.ts';
import { type Bare, PRODUCTS } from './bare.ts';

/** A call, and what the same result costs at least; `n` counts the calls. */
export interface Scenario {
  readonly name: string;
  readonly method: string;
  readonly params: (n: number) => object;
  readonly bare: (n: number) => object;
  /** Calls in a turn, where each leaves something behind. */
  readonly rounds?: number;
}

const LIST = 'catalog.product.list';
const BATCH = 50;

/** The scenarios of issue "The whole catalog scope", section "Speed". */
export function scenarios(bare: Bare): readonly Scenario[] {
  const { all, number, columns, products } = bare;
  const page = (where: string, order: string, offset = 0) =>
    all(
      `select ${columns} from product p where p.iblockId = ${PRODUCTS}${where}
       order by ${order} limit 50 offset ${offset}`,
    );
  const total = (where: string) =>
    number(`select count(*) from product p where p.iblockId = ${PRODUCTS}${where}`);
  const list = (filter: object, order: object, start = 0) => ({
    select: listed,
    filter: { iblockId: PRODUCTS, ...filter },
    order,
    start,
  });
  const far = Math.floor((products * 0.3) / 50) * 50;
  const anyId = (n: number): number => ((n * 7919) % Math.floor(products / 10)) * 10 + 1;
  const active = " and p.active = 'Y'";
  const material = bare.property('MATERIAL');
  const oak = bare.anEnum('MATERIAL');
  const withMaterial = `select v.productId from propertyValue v
    where v.propertyId = ${material} and v.number = ${oak}`;
  const byProperty = { [`property${material}`]: oak };
  const joined = (after: string) =>
    all(
      `select ${columns} from propertyValue v join product p on p.id = v.productId
       where v.propertyId = ${material} and v.number = ${oak} and p.iblockId = ${PRODUCTS} ${after}
       order by v.productId limit 50`,
    );

  return [
    {
      name: 'page 1 by id, with total',
      method: LIST,
      params: () => list({}, { id: 'ASC' }),
      bare: () => ({ rows: page('', 'p.id'), total: total('') }),
    },
    {
      name: 'page 1, active, by name, with total',
      method: LIST,
      params: () => list({ active: 'Y' }, { name: 'ASC' }),
      bare: () => ({ rows: page(active, 'p.name, p.id'), total: total(active) }),
    },
    {
      name: 'page 1, active, by name, start -1',
      method: LIST,
      params: () => list({ active: 'Y' }, { name: 'ASC' }, -1),
      bare: () => ({ rows: page(active, 'p.name, p.id') }),
    },
    {
      name: 'page 1, each field and property, start -1',
      method: LIST,
      params: () => ({
        ...list({}, { id: 'ASC' }, -1),
        select: ['id', 'iblockId', '*', 'property*'],
      }),
      bare: () => {
        const rows = all(
          `select ${bare.everything.join()} from product where iblockId = ${PRODUCTS} order by id limit 50`,
        );
        const ids = rows.map(({ id }) => Number(id));
        const values = Map.groupBy(bare.valuesOf(ids), (one) => one.productId);
        const files = Map.groupBy(bare.filesOf(ids), (one) => one.productId);
        return rows.map((row) => [row, values.get(row.id ?? 0), files.get(row.id ?? 0)]);
      },
    },
    {
      name: 'page 1, a quantity from 50 on, with total',
      method: LIST,
      params: () => list({ '>=quantity': 50 }, { id: 'ASC' }),
      bare: () => ({
        rows: page(' and p.quantity >= 50', 'p.id'),
        total: total(' and p.quantity >= 50'),
      }),
    },
    {
      name: 'deep page by id, with total',
      method: LIST,
      params: () => list({}, { id: 'ASC' }, far),
      bare: () => ({ rows: page('', 'p.id', far), total: total('') }),
    },
    {
      name: 'deep page, active, by name, with total',
      method: LIST,
      params: () => list({ active: 'Y' }, { name: 'ASC' }, far),
      bare: () => ({ rows: page(active, 'p.name, p.id', far), total: total(active) }),
    },
    {
      name: 'keyset page, id > n, start -1',
      method: LIST,
      params: (n) => list({ '>id': anyId(n) }, { id: 'ASC' }, -1),
      bare: (n) => ({
        rows: all(
          `select ${columns} from product p where p.iblockId = ${PRODUCTS} and p.id > ? order by p.id limit 50`,
          anyId(n),
        ),
      }),
    },
    {
      name: 'list property, with total',
      method: LIST,
      params: () => list(byProperty, { id: 'ASC' }),
      bare: () => ({ rows: joined(''), total: total(` and p.id in (${withMaterial})`) }),
    },
    {
      name: 'list property, start -1',
      method: LIST,
      params: () => list(byProperty, { id: 'ASC' }, -1),
      bare: () => ({ rows: joined('') }),
    },
    {
      name: 'list property, active, start -1',
      method: LIST,
      params: () => list({ ...byProperty, active: 'Y' }, { id: 'ASC' }, -1),
      bare: () => ({ rows: joined(active) }),
    },
    {
      name: 'list property by name, start -1',
      method: LIST,
      params: () => list(byProperty, { name: 'ASC' }, -1),
      bare: () => ({
        rows: page(` and exists (${withMaterial} and v.productId = p.id)`, 'p.name, p.id'),
      }),
    },
    {
      name: 'an external id, with total',
      method: LIST,
      params: (n) => list({ xmlId: String(anyId(n)) }, { id: 'ASC' }),
      bare: (n) => {
        const rows = all(
          `select ${columns} from product p where p.xmlId = ? and p.iblockId = ${PRODUCTS} order by p.id limit 50`,
          String(anyId(n)),
        );
        return { rows, total: rows.length };
      },
    },
    {
      name: 'product.get',
      method: 'catalog.product.get',
      params: (n) => ({ id: anyId(n) }),
      bare: (n) => bare.product(anyId(n)),
    },
    {
      name: 'batch of 50 gets',
      method: 'batch',
      params: (n) => ({
        cmd: Array.from(
          { length: BATCH },
          (_, i) => `catalog.product.get?id=${anyId(n * BATCH + i)}`,
        ),
      }),
      bare: (n) =>
        bare.transaction(() =>
          Array.from({ length: BATCH }, (_, i) => bare.product(anyId(n * BATCH + i))),
        ),
    },
    { name: 'product.add with five properties', ...adding(bare), rounds: 12 },
  ];
}

function adding(bare: Bare): Omit<Scenario, 'name'> {
  const { all, everything, property } = bare;
  const names = everything.filter((name) => name !== 'id');
  const insert = `insert into product (${names.join()}) values (${names.map(() => '?').join()}) returning id`;
  const values = [
    [property('ARTICLE'), 'B-1', null],
    [property('MATERIAL'), String(bare.anEnum('MATERIAL')), bare.anEnum('MATERIAL')],
    [property('COLOURS'), String(bare.anEnum('COLOURS')), bare.anEnum('COLOURS')],
    [property('LOAD'), '12', 12],
    [property('SINCE'), '1700000000', 1_700_000_000],
  ] as const;
  const [first = {}] = all(`select ${names.join()} from product where id = 1`);
  const run = `${Date.now()}-${process.pid}`;
  return {
    method: 'catalog.product.add',
    params: (n) => ({
      fields: {
        iblockId: PRODUCTS,
        name: `Added ${n}`,
        code: `added-${run}-${n}`,
        [`property${property('ARTICLE')}`]: { value: 'B-1' },
        [`property${property('MATERIAL')}`]: { value: bare.anEnum('MATERIAL') },
        [`property${property('COLOURS')}`]: [{ value: bare.anEnum('COLOURS') }],
        [`property${property('LOAD')}`]: { value: 12 },
        [`property${property('SINCE')}`]: { value: '2025-05-05' },
      },
    }),
    bare: (n) =>
      bare.transaction(() => {
        const row = { ...first, code: `bare-${run}-${n}` } as typeof first;
        const [added] = all(insert, ...names.map((name) => row[name] ?? null));
        const id = Number(added?.id);
        for (const [propertyId, value, number] of values) {
          all(
            'insert into propertyValue (propertyId, productId, value, number) values (?, ?, ?, ?) returning id',
            propertyId,
            id,
            value,
            number,
          );
        }
        return bare.product(id);
      }),
  };
}
