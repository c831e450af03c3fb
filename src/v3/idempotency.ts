import { hash } from 'node:crypto';
import type { Caller } from '../core/method.ts';
import type { Store } from '../core/store.ts';
import { v3Error } from './errors.ts';

/** How long an answer is kept, seconds. */
const KEPT = 24 * 60 * 60;
const KEY = /^[\x20-\x7e]{1,255}$/;

/** A call that its client names, so that it can be repeated without being done twice. */
export interface NamedCall {
  readonly key: string;
  readonly caller: Caller;
  readonly method: string;
  readonly body: Buffer;
}

interface Kept {
  readonly status: number;
  readonly body: object;
}

const sha256 = (text: string | Buffer): string => hash('sha256', text, 'hex');

/** The key is one within an app or webhook, a user and a method. */
const ownerOf = ({ caller: { identity, userId }, method }: NamedCall): string => {
  const credential =
    identity.kind === 'token'
      ? `app ${identity.appId}`
      : identity.kind === 'webhook'
        ? `webhook ${sha256(identity.secret)}`
        : identity.kind;
  return `${credential} ${userId} ${method}`;
};

const secretOf = ({ caller: { identity } }: NamedCall): string => {
  if (identity.kind === 'internal') return '';
  return identity.kind === 'token' ? identity.token : identity.secret;
};

/** What stands for the caller's secret in a kept answer: links to files have it in them. */
const markOf = (owner: string, { key }: NamedCall): string => sha256(`secret of ${owner} ${key}`);

const replaced = (text: string, from: string, to: string): string =>
  from === '' ? text : text.replaceAll(from, to);

/** The memory of answers: successes alone, for 24 hours. */
export function createIdempotency({ store, now }: { store: Store; now: () => number }) {
  /** Calls under way, so that a repetition in haste waits for the first one. */
  const running = new Map<string, Promise<Kept>>();

  async function stored(
    owner: string,
    call: NamedCall,
    requestHash: string,
  ): Promise<Kept | undefined> {
    const row = await store.reader.query
      .selectFrom('idempotency')
      .select(['requestHash', 'status', 'answer'])
      .where('owner', '=', owner)
      .where('key', '=', call.key)
      .where('createTime', '>', Math.floor(now() / 1000) - KEPT)
      .executeTakeFirst();
    if (!row) return undefined;
    if (row.requestHash !== requestHash) throw v3Error('keyReused');
    const answer = replaced(row.answer ?? '{}', markOf(owner, call), secretOf(call));
    return { status: Number(row.status), body: JSON.parse(answer) };
  }

  const keep = (
    owner: string,
    call: NamedCall,
    requestHash: string,
    { status, body }: Kept,
  ): Promise<void> =>
    store.write(async ({ query }) => {
      const createTime = Math.floor(now() / 1000);
      await query
        .deleteFrom('idempotency')
        .where('createTime', '<=', createTime - KEPT)
        .execute();
      const answer = replaced(JSON.stringify(body), secretOf(call), markOf(owner, call));
      const row = { requestHash, status, answer, createTime };
      await query
        .insertInto('idempotency')
        .values({ owner, key: call.key, ...row })
        .onConflict((on) => on.columns(['owner', 'key']).doUpdateSet(row))
        .execute();
    });

  return {
    /** Throws for a key that is no 1 to 255 printable ASCII characters. */
    requireKey(key: string): void {
      if (!KEY.test(key)) throw v3Error('invalidKey');
    },

    /**
     * Runs `work` unless the same call was answered before. Throws IDEMPOTENCYKEYREUSED where the key
     * came with another body. A call that fails is not kept.
     */
    async once(
      call: NamedCall,
      work: () => Promise<Kept>,
    ): Promise<{ readonly answer: Kept; readonly replayed: boolean }> {
      const owner = ownerOf(call);
      const requestHash = sha256(call.body);
      const name = `${owner} ${call.key}`;
      while (running.has(name)) await running.get(name)?.catch(() => undefined);
      const kept = await stored(owner, call, requestHash);
      if (kept) return { answer: kept, replayed: true };

      const working = (async () => {
        const answer = await work();
        if (answer.status === 200) await keep(owner, call, requestHash, answer);
        return answer;
      })();
      running.set(name, working);
      try {
        return { answer: await working, replayed: false };
      } finally {
        running.delete(name);
      }
    },
  };
}
