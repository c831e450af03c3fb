import type { Holder } from './blobs.ts';
import type { Clock } from './clock.ts';
import type { Operating } from './envelope.ts';
import { systemError } from './errors.ts';
import { MAX_DEPTH } from './events.ts';
import { createCallFiles } from './files.ts';
import { requireRight, requireScope } from './guard.ts';
import type { Budget } from './limits.ts';
import type { Caller, CallFiles, Context, Registry } from './method.ts';
import { createEmitter, type Outbox } from './outbox.ts';
import type { Db, Store } from './store.ts';
import { bind, inAnyCase, type RawParams } from './wire/params.ts';

/** One call, before anything about it is known. */
export interface Call {
  readonly name: string;
  readonly params: RawParams;
  /** How many events led to it, as whoever sent it says. */
  readonly chain: number;
  /** Proves who calls; asked only when the method exists. */
  readonly authenticate: () => Caller | Promise<Caller>;
  /** What of a method's context depends on who calls from where. */
  readonly surroundings: (
    caller: Caller,
  ) => Pick<Context, 'profile' | 'links' | 'portal' | 'connector'>;
  /** Runs at the end of the transaction of a write, with what the method returned. */
  readonly keep?: ((db: Db, result: unknown) => Promise<void>) | undefined;
}

/** What the dispatcher learns about a call on its way. */
export interface Trace {
  caller?: Caller;
  /** When it began to run, by the monotonic clock. */
  ranAt?: number;
  operating?: Operating | undefined;
}

export interface DispatchOptions {
  readonly registry: Registry;
  readonly store: Store;
  readonly files: Holder;
  readonly imageType: CallFiles['imageType'];
  readonly outbox: Outbox;
  /** The budget of running time, where one is kept. */
  readonly budget: Budget | undefined;
  readonly clock: Clock;
}

export type Dispatch = (call: Call, trace: Trace) => Promise<unknown>;

/** Whose budget a call is taken from: the app or the webhook. */
const payer = ({ identity }: Caller): string => {
  if (identity.kind === 'token') return `app ${identity.appId}`;
  return identity.kind === 'webhook' ? `webhook ${identity.secret}` : identity.kind;
};

/** The steps of every call, in order. Whatever face or batch it came through, it ends here. */
export function createDispatch(options: DispatchOptions): Dispatch {
  const { registry, store, outbox, clock } = options;

  return async (call, trace) => {
    const registered = registry.find(call.name);
    if (!registered) throw systemError('methodNotFound');
    const { name, method } = registered;

    const caller = await call.authenticate();
    trace.caller = caller;
    requireScope(caller, method.scope);
    if (method.effect === 'write' && call.chain >= MAX_DEPTH) throw systemError('eventLoop');
    const budget = method.unmetered ? undefined : options.budget;
    const ranAt = clock.monotonic();
    budget?.check(payer(caller), name, ranAt);
    trace.ranAt = ranAt;
    const now = clock.now();

    const given = method.anyCase ? inAnyCase(method.params, call.params) : call.params;
    const params = bind(method.params, given);
    requireRight(caller, method.right);

    const files = createCallFiles(options.files, options.imageType);
    const surroundings = call.surroundings(caller);
    const { connector } = surroundings;
    const emitter = createEmitter(outbox, { caller, connector, chain: call.chain, now });
    const raw = call.params;
    const context = (db: Db, emit = emitter.none): Context => ({
      ...surroundings,
      caller,
      db,
      files,
      now,
      raw,
      emit,
    });
    try {
      if (method.effect === 'read') return await method.run(context(store.reader), params);

      const before = await method.before?.(context(store.reader), params);
      const result = await store.write(async (db) => {
        const value: unknown = await method.run(context(db, emitter.in(db)), params, before);
        await call.keep?.(db, value);
        return value;
      });
      files.committed();
      emitter.committed();
      return result;
    } finally {
      files.release();
      if (budget) {
        const end = clock.monotonic();
        trace.operating = budget.spend(payer(caller), name, (end - ranAt) / 1000, end);
      }
    }
  };
}
