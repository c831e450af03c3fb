import { hash, randomBytes } from 'node:crypto';

/** How a secret is stored; it is random and long, so a fast hash is enough. */
export const hashSecret = (secret: string): string => hash('sha256', secret, 'hex');

/** A new secret of `bytes` random bytes, in hex. */
export const newSecret = (bytes: number): string => randomBytes(bytes).toString('hex');
