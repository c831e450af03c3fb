import type { Caller } from '../core/method.ts';

/** The portal itself, or a face that was opened to everybody: user 1 with every right. */
export function internalCaller(scopes: readonly string[]): Caller {
  return {
    userId: 1,
    admin: true,
    scopes: new Set(scopes),
    rights: new Set(),
    identity: { kind: 'internal' },
  };
}
