import { hash } from 'node:crypto';
import { sql } from 'kysely';
import type { Caller } from '../core/method.ts';
import type { Once } from '../core/once.ts';
import type { Db, Store } from '../core/store.ts';
import { v3Error } from './errors.ts';

/** How long an answer is kept, seconds. */
const KEPT = 24 * 60 * 60;
const KEY = /^[\x20-\x7e]{1,255}$/;
/** What is kept for one caller; past it no call with a new key is done. */
const LIMITS = { keys: 100_000, bytes: 64 * 2 ** 20 };
/** Keys past their day that one more key takes away, so that no call pays for a day of them. */
const FORGOTTEN = 20;
/** Ends a key where the place of a command follows; no key of a client has it. */
const PLACE = '\n';
const BEHIND_PLACES = '\v';

/** A call that its client names, so that it can be repeated without being done twice. */
export interface NamedCall {
  readonly key: string;
  readonly caller: Caller;
  readonly method: string;
  readonly body: Buffer;
}

interface Answered {
  readonly status: number;
  readonly body: object;
}

export interface IdempotencyOptions {
  readonly store: Store;
  /** Wall clock, milliseconds since 1970. */
  readonly now: () => number;
  readonly limits?: typeof LIMITS;
}

const sha256 = (text: string | Buffer): string => hash('sha256', text, 'hex');

const ownerOf = ({ identity, userId }: Caller): string => {
  const credential =
    identity.kind === 'token'
      ? `app ${identity.appId}`
      : identity.kind === 'webhook'
        ? `webhook ${sha256(identity.secret)}`
        : identity.kind;
  return `${credential} ${userId}`;
};

const secretOf = ({ identity }: Caller): string => {
  if (identity.kind === 'internal') return '';
  return identity.kind === 'token' ? identity.token : identity.secret;
};

const replaced = (text: string, from: string, to: string): string =>
  from === '' ? text : text.replaceAll(from, to);

/** A call as the table has it: the key is one within an app or webhook, a user and a method. */
function rowOf({ caller, method, key, body }: NamedCall) {
  const row = { owner: ownerOf(caller), key: `${method} ${key}`, requestHash: sha256(body) };
  // Stands for the caller's secret in a kept answer: links to files have it in them.
  const mark = sha256(`secret of ${row.owner} ${row.key}`);
  const secret = secretOf(caller);
  return {
    ...row,
    write: (answer: object) => replaced(JSON.stringify(answer), secret, mark),
    read: (answer: string | null): object => JSON.parse(replaced(answer ?? '{}', mark, secret)),
  };
}

type NamedRow = ReturnType<typeof rowOf>;

/**
 * The memory of answers: successes of what changes something, for 24 hours, each written by the
 * transaction whose answer it is. A batch has an answer for each of its commands, under the place of it:
 * one that was cut off goes on where it stopped, and what only reads is read again.
 */
export function createIdempotency({ store, now, limits = LIMITS }: IdempotencyOptions) {
  /** Calls under way, so that a repetition in haste waits for the first one. */
  const running = new Map<string, Promise<unknown>>();
  const seconds = (): number => Math.floor(now() / 1000);

  /** The answers under the key and its places. Throws where it came with another body. */
  async function recall(row: NamedRow): Promise<ReadonlyMap<string, object>> {
    const rows = await store.reader.query
      .selectFrom('idempotency')
      .select(['key', 'requestHash', 'answer'])
      .where('owner', '=', row.owner)
      .where('key', '>=', row.key)
      .where('key', '<', `${row.key}${BEHIND_PLACES}`)
      .where('createTime', '>', seconds() - KEPT)
      .execute();
    if (rows.some(({ requestHash }) => requestHash !== row.requestHash)) throw v3Error('keyReused');
    return new Map(rows.map(({ key, answer }) => [key, row.read(answer)]));
  }

  /** Takes away what is past its day: of this key, and some of whoever. */
  async function forget({ query }: Db, { owner, key }: NamedRow, time: number): Promise<void> {
    const { rows } = await sql<{ owner: string; bytes: number }>`
      delete from idempotency where createTime <= ${time} and rowid in (
        select rowid from idempotency where owner = ${owner} and key = ${key}
        union all
        select rowid from (
          select rowid from idempotency where createTime <= ${time} order by createTime limit ${FORGOTTEN}
        )
      ) returning owner, coalesce(octet_length(answer), 0) as bytes`.execute(query);
    for (const gone of rows) {
      await query
        .updateTable('idempotencyOwner')
        .set((eb) => ({ keys: eb('keys', '-', 1), bytes: eb('bytes', '-', gone.bytes) }))
        .where('owner', '=', gone.owner)
        .execute();
    }
  }

  async function keep(db: Db, row: NamedRow, body: object): Promise<void> {
    const { owner, key, requestHash } = row;
    const createTime = seconds();
    await forget(db, row, createTime - KEPT);
    const answer = row.write(body);
    const bytes = Buffer.byteLength(answer);
    await db.query
      .insertInto('idempotency')
      .values({ owner, key, requestHash, status: 200, answer, createTime })
      .execute();
    const used = await db.query
      .insertInto('idempotencyOwner')
      .values({ owner, keys: 1, bytes })
      .onConflict((on) =>
        on.column('owner').doUpdateSet((eb) => ({
          keys: eb('idempotencyOwner.keys', '+', 1),
          bytes: eb('idempotencyOwner.bytes', '+', bytes),
        })),
      )
      .returning(['keys', 'bytes'])
      .executeTakeFirstOrThrow();
    if (used.keys > limits.keys || used.bytes > limits.bytes) throw v3Error('tooManyKeys');
  }

  /** A named call on its way, and whether anything of it was done or only answered again. */
  function createOnce(named: NamedRow, answers: ReadonlyMap<string, object>) {
    const seen = { done: false, repeated: false };
    const onceOf = (row: NamedRow): Once => {
      const kept = answers.get(row.key);
      if (kept) seen.repeated = true;
      return {
        kept,
        async keep(db, answer) {
          await keep(db, row, answer);
          seen.done = true;
        },
        command: (place) => onceOf({ ...row, key: `${row.key}${PLACE}${place}` }),
      };
    };
    return { once: onceOf(named), isReplay: () => seen.repeated && !seen.done };
  }

  async function run(named: NamedRow, work: (once: Once) => Promise<Answered>) {
    const { once, isReplay } = createOnce(named, await recall(named));
    const answer = once.kept ? { status: 200, body: once.kept } : await work(once);
    return { answer, replayed: answer.status === 200 && isReplay() };
  }

  return {
    /** Throws for a key that is no 1 to 255 printable ASCII characters. */
    requireKey(key: string): void {
      if (!KEY.test(key)) throw v3Error('invalidKey');
    },

    /**
     * Runs `work` unless the same call was answered before. Throws IDEMPOTENCYKEYREUSED where the key
     * came with another body. A call that fails is not kept, and changes nothing where its answer
     * cannot be kept.
     */
    async once(
      call: NamedCall,
      work: (once: Once) => Promise<Answered>,
    ): Promise<{ readonly answer: Answered; readonly replayed: boolean }> {
      const named = rowOf(call);
      const name = `${named.owner} ${named.key}`;
      while (running.has(name)) await running.get(name)?.catch(() => undefined);
      const working = run(named, work);
      running.set(name, working);
      try {
        return await working;
      } finally {
        running.delete(name);
      }
    },
  };
}
