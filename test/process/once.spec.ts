import { randomInt } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { type Server, startServer, temporaryFolder } from '../server.ts';

const ROUNDS = 8;
const WORKERS = 16;

/** A call under a key, and the names of the products that it adds. */
interface Keyed {
  readonly key: string;
  readonly method: string;
  readonly body: object;
  readonly names: readonly string[];
}

const fields = (name: string) => ({ fields: { iblockId: 14, name } });

/** Every third is a batch with reads among its adds, so that it can be cut off between them. */
function keyed(n: number): Keyed {
  const key = `key-${n}`;
  if (n % 3 > 0) return { key, method: 'catalog.product.add', body: fields(key), names: [key] };
  const names = Array.from({ length: 5 }, (_, place) => `${key} ${place}`);
  const read = { method: 'catalog.product.list', query: { pagination: { limit: 1 } } };
  const commands = names.flatMap((name) => [
    { method: 'catalog.product.add', query: fields(name) },
    read,
  ]);
  return { key, method: 'batch', body: commands, names };
}

/** Status and result, or nothing where the connection ended before the answer. */
async function send({ httpUrl, secret }: Server, { key, method, body }: Keyed) {
  try {
    const answer = await fetch(`${httpUrl}/rest/api/1/${secret}/${method}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.text() };
  } catch {
    return undefined;
  }
}

async function namesOf(server: Server): Promise<string[]> {
  const names: string[] = [];
  for (let start = 0; ; start += 50) {
    const { body } = await server.call('catalog.product.list', {
      select: ['id', 'iblockId', 'name'],
      filter: { iblockId: 14 },
      start,
    });
    names.push(...body.result.products.map(({ name }: { name: string }) => name));
    if (body.next === undefined) return names;
  }
}

it(`calls with a key that ${ROUNDS} deaths cut off are done once when they are sent again`, async () => {
  const { folder: data, remove } = await temporaryFolder();
  onTestFinished(remove);
  const sent: Keyed[] = [];
  const cut = new Set<Keyed>();
  let server = await startServer({ data });
  onTestFinished(async () => void (await server.stop('SIGKILL')));

  for (let round = 0; round < ROUNDS; round++) {
    let answered = 0;
    let killed = false;
    const enough = randomInt(10, 60);
    const work = async () => {
      while (!killed) {
        const call = keyed(sent.length);
        sent.push(call);
        const answer = await send(server, call);
        if (!answer) cut.add(call);
        else expect({ key: call.key, ...answer }).toMatchObject({ status: 200 });
        answered += 1;
        if (answered === enough) {
          killed = true;
          void server.stop('SIGKILL');
        }
      }
    };
    await Promise.all(Array.from({ length: WORKERS }, work));
    await server.exited;
    server = await startServer({ data });
    for (const call of cut) expect((await send(server, call))?.status).toBe(200);
  }

  // Those that were answered may be sent again as well.
  for (const call of sent.slice(0, 50)) expect((await send(server, call))?.status).toBe(200);
  const expected = sent.flatMap(({ names }) => names).sort();
  expect((await namesOf(server)).sort()).toEqual(expected);
  expect(cut.size).toBeGreaterThan(ROUNDS);
  expect((await server.stop()).code).toBe(0);
}, 120_000);
