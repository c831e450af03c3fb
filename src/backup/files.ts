import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, link, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BlobRef } from '../core/blobs.ts';

/** Where a file of this address lies in a data folder. */
export const fileAt = (folder: string, hash: string): string =>
  join(folder, 'files', hash.slice(0, 2), hash.slice(2));

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/**
 * Takes a file into another folder: by a hard link where the file system has them, by a copy elsewhere.
 * Files are named by their content and never change. False where there is none.
 */
export async function takeFile(from: string, to: string, hash: string): Promise<boolean> {
  const target = fileAt(to, hash);
  if (existsSync(target)) return true;
  await mkdir(join(target, '..'), { recursive: true });
  try {
    await link(fileAt(from, hash), target).catch((error) => {
      if (isMissing(error)) throw error;
      return copyFile(fileAt(from, hash), target);
    });
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Whether a folder has the file with the bytes that its address says. */
export async function isWhole(folder: string, { hash }: BlobRef): Promise<boolean> {
  const digest = createHash('sha256');
  try {
    await pipeline(createReadStream(fileAt(folder, hash)), digest);
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
  return digest.digest('hex') === hash;
}

/** What a portal keeps beside its database and files. */
const KEPT = ['webhook-secret', 'password'];

/** Copies secrets and certificate, where there are any. */
export async function takeSecrets(from: string, to: string): Promise<void> {
  for (const name of KEPT) {
    if (existsSync(join(from, name))) await copyFile(join(from, name), join(to, name));
  }
  const tls = await readdir(join(from, 'tls')).catch(() => []);
  if (tls.length > 0) await mkdir(join(to, 'tls'), { recursive: true, mode: 0o700 });
  for (const name of tls) await copyFile(join(from, 'tls', name), join(to, 'tls', name));
}
