import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Server } from '../server.ts';

const run = promisify(execFile);

/**
 * What a story prints last, read as JSON. It runs as a client does: in a process of its own, which
 * trusts what the banner says to trust. Rejects with its complaint when it ends before.
 */
export async function tell(
  { caPath }: Pick<Server, 'caPath'>,
  story: string,
  ...args: readonly string[]
) {
  const file = fileURLToPath(new URL(`${story}-story.ts`, import.meta.url));
  const env = { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: caPath };
  const { stdout } = await run(process.execPath, [file, ...args], { env, timeout: 80_000 });
  return JSON.parse(stdout.trim().split('\n').at(-1) as string);
}
