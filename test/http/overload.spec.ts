import { sql } from 'kysely';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { PRODUCTS, secrets, testPortal } from '../portal.ts';
import { ENDLESS } from '../store/_large.ts';

const COPIES = 2_000;
const LIST = 'catalog.product.list';
/** A list that sorts all products by columns without an index. */
const heavy = {
  select: ['id', 'iblockId', 'name'],
  filter: { iblockId: PRODUCTS },
  order: { previewText: 'ASC', detailText: 'DESC', weight: 'ASC' },
};

/**
 * A portal of many products, whose only reading thread is busy, and nobody may wait for it. By its clock
 * the time goes on with each look: what reads many rows is long, what reads few is short.
 */
async function busyPortal() {
  let time = 0;
  const now = () => ++time;
  const reading = { threads: 1, waiting: 0, budget: 5, now };
  const portal = await testPortal({ demo: 'en', reading });
  const { app, store } = portal;
  await store.write(async ({ query }) => {
    const { rows } = await sql<{ name: string }>`
      select name from pragma_table_info('product') where name <> 'id'`.execute(query);
    const columns = sql.join(rows.map(({ name }) => sql.ref(name)));
    await sql`insert into product (${columns})
      with recursive n(i) as (select 1 union all select i + 1 from n where i < ${COPIES})
      select ${columns} from n, product where id = 1`.execute(query);
    await sql`insert into setting (key, value)
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000)
      select 'row ' || i, 'value ' || i from n`.execute(query);
  });
  const endless = () => sql.raw(ENDLESS).execute(store.reader.query);
  endless().catch(() => {});
  await expect(endless()).rejects.toMatchObject({ code: 'QUERY_LIMIT_EXCEEDED' });
  const post = (path: string, body: object) => request(app).post(path).send(body);
  return { ...portal, post, secret: secrets.admin };
}

describe('a list that no index serves, while no thread is free', () => {
  it('is refused on every face, and what is short is answered', async () => {
    const { app, post, secret, lines } = await busyPortal();

    const rest = await post(`/rest/1/${secret}/${LIST}`, heavy);
    expect([rest.status, rest.body]).toEqual([
      503,
      { error: 'QUERY_LIMIT_EXCEEDED', error_description: 'Too many requests' },
    ]);

    const v3 = await post(`/rest/api/1/${secret}/${LIST}`, {
      ...heavy,
      filter: [['iblockId', PRODUCTS]],
    });
    expect(v3.status).toBe(429);
    expect(v3.body.error.code).toBe('BITRIX_REST_V3_EXCEPTION_RATELIMITEXCEPTION');

    // A whole list of the REST API is read in parts by id, each of which is short.
    const whole = await request(app).get('/api/v1/products').set('Host', 'localhost');
    expect(whole.status).toBe(200);

    const short = await post(`/rest/1/${secret}/catalog.product.get`, { id: 1 });
    expect(short.status).toBe(200);

    const failures = lines.filter((line) => line.includes('call failed'));
    expect(failures, 'and a refusal is no failure').toEqual([]);
  });

  it('is refused by itself in a batch', async () => {
    const { post, secret } = await busyPortal();
    const list = `${LIST}?select[]=id&select[]=iblockId&filter[iblockId]=${PRODUCTS}&order[previewText]=ASC&order[weight]=ASC`;
    const { status, body } = await post(`/rest/1/${secret}/batch`, {
      cmd: { heavy: list, short: 'catalog.product.get?id=1' },
    });
    expect(status).toBe(200);
    expect(body.result.result_error.heavy.error).toBe('QUERY_LIMIT_EXCEEDED');
    expect(body.result.result.short.product.id).toBe(1);
  });
});
