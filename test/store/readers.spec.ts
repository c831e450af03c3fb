import { writeFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createReaders, type ReadersOptions } from '../../src/store/readers.ts';
import { startThread } from '../../src/store/thread.ts';
import { ENDLESS, largeStore, ROWS } from './_large.ts';

const refused = { code: 'QUERY_LIMIT_EXCEEDED', status: 503, live: 503 };

async function given(options: Partial<ReadersOptions> = {}) {
  const { file } = await largeStore({ threads: 0 });
  const readers = createReaders({ file, threads: 1, limit: 60_000, waiting: 100, ...options });
  onTestFinished(readers.close);
  const read = (text: string, cost = 0) =>
    readers.read({ sql: text, values: [], take: 'all' }, cost).then(({ value }) => value);
  /** Keeps a thread busy for as long as there are readers. */
  const occupy = (): void => void read(ENDLESS).catch(() => {});
  return { file, readers, read, occupy };
}

const count = (from = 'setting') => `select count(*) as n from ${from}`;
/** A statement of its own for each number. */
const counted = (n: number) => `select count(*) as n from setting where key <> '${n}'`;

describe('reading threads', () => {
  it('give the rows of a statement, or the first, with what was bound', async () => {
    const { readers } = await given({ threads: 2 });
    const run = {
      sql: 'select key from setting where key in (?, ?) order by key',
      values: ['row 1', 'row 2'],
    };
    const [all, first] = await Promise.all([
      readers.read({ ...run, take: 'all' }, 0),
      readers.read({ ...run, take: 'get' }, 0),
    ]);
    expect(all.value).toEqual([{ key: 'row 1' }, { key: 'row 2' }]);
    expect(first.value).toEqual({ key: 'row 1' });
    expect(all.ms).toBeGreaterThan(0);
  });

  it('give the error of a statement, and read on', async () => {
    const { read } = await given();
    await expect(read('select nope')).rejects.toMatchObject({
      message: expect.stringContaining('no such column'),
      code: 'SQLITE_ERROR',
    });
    expect(await read(count())).toEqual([{ n: ROWS }]);
  });

  it('refuse at once what would wait with too many, half of them for one statement', async () => {
    const { read, occupy, readers } = await given({ waiting: 4 });
    occupy();
    const waiting = [read(count()), read(count())];
    await expect(read(count()), 'the third of one').rejects.toMatchObject(refused);
    waiting.push(read(counted(1)), read(counted(2)));
    await expect(read(counted(3)), 'the fifth of all').rejects.toMatchObject(refused);
    const settled = Promise.allSettled(waiting);
    await readers.close();
    expect((await settled).map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
  });

  it('refuse at once what would wait longer than the limit', async () => {
    const { read, occupy } = await given({ limit: 60_000 });
    occupy();
    const waiting = [read(counted(1), 20_000), read(counted(2), 50_000)];
    await expect(read(counted(3))).rejects.toMatchObject(refused);
    for (const one of waiting) one.catch(() => {});
  });

  it('stop a statement at the limit, and what waited for it too; then they read on', async () => {
    const { read } = await given({ limit: 300 });
    const settled = await Promise.allSettled([read(ENDLESS), read(count())]);
    expect(settled).toEqual(
      Array(2).fill({ status: 'rejected', reason: expect.objectContaining(refused) }),
    );
    await expect.poll(() => read(count()).catch(() => 'busy')).toEqual([{ n: ROWS }]);
  });

  it('let a short statement by while another runs without end', async () => {
    const { read, occupy } = await given({ threads: 2 });
    occupy();
    for (let n = 0; n < 5; n++) expect(await read(counted(n))).toEqual([{ n: ROWS }]);
  });

  it('outlive a thread that dies', async () => {
    const { file } = await given();
    const later = `${file}.later`;
    const readers = createReaders({ file: later, threads: 1, limit: 60_000, waiting: 9 });
    onTestFinished(readers.close);
    const run = { sql: 'select 1 as one', values: [], take: 'all' } as const;
    await expect(readers.read(run, 0)).rejects.toMatchObject({
      ...refused,
      cause: expect.objectContaining({ message: expect.stringContaining('unable to open') }),
    });
    await writeFile(later, '');
    expect(await readers.read(run, 0)).toMatchObject({ value: [{ one: 1 }] });
  });

  it('refuse what runs and what comes once they are closed', async () => {
    const { read, readers } = await given();
    const running = read(ENDLESS);
    const waits = read(count());
    const settled = Promise.allSettled([running, waits]);
    await readers.close();
    await expect(read(count())).rejects.toMatchObject(refused);
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});

describe('a reading thread', () => {
  it('rejects what it runs when it is closed', async () => {
    const { file } = await largeStore({ threads: 0 });
    const thread = startThread(file);
    const running = thread.run({ sql: ENDLESS, values: [], take: 'all' });
    const settled = Promise.allSettled([running]);
    expect(thread.isAlive()).toBe(true);
    await thread.close();
    expect((await settled)[0].status).toBe('rejected');
    expect(thread.isAlive()).toBe(false);
  });
});
