import { describe, expect, it } from 'vitest';
import { testPortal } from '../portal.ts';

const rule = { catalogGroupId: 1, price: 1, roundType: 1, roundPrecision: 1 };

/** Entities whose changes are told by id alone. */
const told = [
  { entity: 'catalog.measure', event: 'MEASURE', fields: { code: 715, measureTitle: 'Pair' } },
  { entity: 'catalog.roundingRule', event: 'ROUNDING', fields: rule },
] as const;

describe.each(told)('$entity tells of', ({ entity, event, fields }) => {
  async function listening() {
    const portal = await testPortal({ app: {} });
    const { app } = await portal.addApp();
    const call = portal.withToken((await portal.tokensOf(app.id)).accessToken);
    for (const change of ['ADD', 'UPDATE', 'DELETE']) {
      await call('event.bind', {
        event: `CATALOG.${event}.ON.${change}`,
        handler: 'http://127.0.0.1:9/handler',
      });
    }
    const queued = async () => {
      const rows = await portal.store.reader.query
        .selectFrom('delivery')
        .select(['event', 'data'])
        .orderBy('id')
        .execute();
      return rows.map((row) => [row.event, JSON.parse(row.data)]);
    };
    return { ...portal, queued };
  }

  it('what is added, changed and deleted', async () => {
    const { as, queued } = await listening();
    const { result } = await as(1)(`${entity}.add`, { fields });
    const { id } = Object.values(result)[0] as { id: number };
    await as(1)(`${entity}.update`, { id, fields });
    await as(1)(`${entity}.delete`, { id });
    const data = { FIELDS: { ID: id } };
    expect(await queued()).toEqual([
      [`CATALOG.${event}.ON.ADD`, data],
      [`CATALOG.${event}.ON.UPDATE`, data],
      [`CATALOG.${event}.ON.DELETE`, data],
    ]);
  });

  it('nothing that was refused', async () => {
    const { as, queued } = await listening();
    await as(1)(`${entity}.add`, { fields: {} });
    await as(1)(`${entity}.update`, { id: 999, fields });
    await as(2)(`${entity}.delete`, { id: 1 });
    expect(await queued()).toEqual([]);
  });
});
