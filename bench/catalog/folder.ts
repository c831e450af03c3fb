import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from '../drive.ts';

/** A data folder of many products as a start makes it, or the one that an earlier run made. */
export async function makeFolder(
  base: string,
  products: number,
  print: (line: string) => void,
): Promise<string> {
  const folder = join(base, String(products));
  if (existsSync(join(folder, 'webhook-secret'))) return folder;
  const begun = performance.now();
  const child = await startChild(['src/main.ts'], /Vitrine is ready/, {
    VITRINE_DATA: folder,
    VITRINE_SEED: `large:${products}`,
    VITRINE_HTTP_PORT: '0',
    VITRINE_HTTPS_PORT: '0',
  });
  print(`${products} products made in ${Math.round((performance.now() - begun) / 1000)} s`);
  await child.stop();
  return folder;
}
