import type { Holder } from './blobs.ts';
import { systemError } from './errors.ts';
import { createCallFiles } from './files.ts';
import { requireRight, requireScope } from './guard.ts';
import type { Caller, CallFiles, Context } from './method.ts';
import { bind, type RawParams } from './params.ts';
import type { Registry } from './registry.ts';
import type { Db, Store } from './store.ts';

/** One call, before anything about it is known. */
export interface Call {
  readonly name: string;
  readonly params: RawParams;
  /** Proves who calls; asked only when the method exists. */
  readonly authenticate: () => Caller | Promise<Caller>;
  /** What of a method's context depends on who calls from where. */
  readonly surroundings: (caller: Caller) => Pick<Context, 'profile' | 'links'>;
}

/** What the dispatcher tells about a call that reached its method. */
export interface Run {
  readonly caller: Caller;
  /** When it began to run, milliseconds since 1970. */
  readonly at: number;
}

export interface DispatchOptions {
  readonly registry: Registry;
  readonly store: Store;
  readonly files: Holder;
  readonly imageType: CallFiles['imageType'];
  /** Wall clock, milliseconds since 1970, with a fraction. */
  readonly now: () => number;
}

export type Dispatch = (call: Call, onRun?: (run: Run) => void) => Promise<unknown>;

/** The steps of every call, in order. Whatever face or batch it came through, it ends here. */
export function createDispatch(options: DispatchOptions): Dispatch {
  const { registry, store, now } = options;

  return async (call, onRun) => {
    const registered = registry.find(call.name);
    if (!registered) throw systemError('methodNotFound');
    const { method } = registered;

    const caller = await call.authenticate();
    requireScope(caller, method.scope);
    const at = now();
    onRun?.({ caller, at });

    const params = bind(method.params, call.params);
    requireRight(caller, method.right);

    const files = createCallFiles(options.files, options.imageType);
    const surroundings = call.surroundings(caller);
    const context = (db: Db): Context => ({ ...surroundings, caller, db, files, now: at });
    try {
      if (method.effect === 'read') return await method.run(context(store.reader), params);

      const before = await method.before?.(context(store.reader), params);
      const result = await store.write((db) => method.run(context(db), params, before));
      files.committed();
      return result;
    } finally {
      files.release();
    }
  };
}
