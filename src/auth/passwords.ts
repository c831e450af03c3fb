import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, Buffer>(scrypt);
const SALT = 16;
const LENGTH = 32;

/** `scrypt$<salt>$<key>`, both base64url, with Node's default cost. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT);
  const key = await derive(password, salt, LENGTH);
  return `scrypt$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/**
 * Whether the password is the one that was hashed. A user without one costs the same time, so that
 * an answer does not tell who has an account.
 */
export async function verifyPassword(password: string, hashed: string | null): Promise<boolean> {
  const [, salt = '', key = ''] = (hashed ?? '').split('$');
  const expected = Buffer.from(key, 'base64url');
  const given = await derive(password, Buffer.from(salt, 'base64url'), LENGTH);
  return expected.length === LENGTH && timingSafeEqual(expected, given);
}
