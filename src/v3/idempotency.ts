import { createHash } from 'node:crypto';
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

/** The key is one within an app or webhook, a user and a method. */
const ownerOf = ({ caller: { identity, userId }, method }: NamedCall): string => {
  const credential =
    identity.kind === 'token'
      ? `app ${identity.appId}`
      : identity.kind === 'webhook'
        ? `webhook ${createHash('sha256').update(identity.secret).digest('hex')}`
        : identity.kind;
  return `${credential} ${userId} ${method}`;
};

/** The memory of answers: successes alone, for 24 hours. */
export function createIdempotency({ store, now }: { store: Store; now: () => number }) {
  /** Calls under way, so that a repetition in haste waits for the first one. */
  const running = new Map<string, Promise<Kept>>();

  async function stored(owner: string, key: string, hash: string): Promise<Kept | undefined> {
    const row = await store.reader.query
      .selectFrom('idempotency')
      .select(['requestHash', 'status', 'answer'])
      .where('owner', '=', owner)
      .where('key', '=', key)
      .where('createTime', '>', Math.floor(now() / 1000) - KEPT)
      .executeTakeFirst();
    if (!row) return undefined;
    if (row.requestHash !== hash) throw v3Error('keyReused');
    return { status: Number(row.status), body: JSON.parse(row.answer ?? '{}') };
  }

  const keep = (owner: string, key: string, hash: string, { status, body }: Kept): Promise<void> =>
    store.write(async ({ query }) => {
      const createTime = Math.floor(now() / 1000);
      await query
        .deleteFrom('idempotency')
        .where('createTime', '<=', createTime - KEPT)
        .execute();
      const row = { requestHash: hash, status, answer: JSON.stringify(body), createTime };
      await query
        .insertInto('idempotency')
        .values({ owner, key, ...row })
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
      const hash = createHash('sha256').update(call.body).digest('hex');
      const name = `${owner} ${call.key}`;
      while (running.has(name)) await running.get(name)?.catch(() => undefined);
      const kept = await stored(owner, call.key, hash);
      if (kept) return { answer: kept, replayed: true };

      const working = (async () => {
        const answer = await work();
        if (answer.status === 200) await keep(owner, call.key, hash, answer);
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
