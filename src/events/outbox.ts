import type { Outbox } from '../core/outbox.ts';

/** Tells nobody. */
export const createOutbox = (): Outbox => ({ write: async () => false, wake() {} });
