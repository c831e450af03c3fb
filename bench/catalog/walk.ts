import { readSecret } from '../../src/data.ts';
import { startChild } from '../drive.ts';
import { type Bare, PRODUCTS } from './bare.ts';

const PAGE = 50;

/**
 * b24jssdk walks over all rows of the catalogue, page by page behind the last id, over https; beside
 * it the same pages of bare SQL without a network.
 */
export async function measureWalk(folder: string, bare: Bare): Promise<string> {
  walkBare(bare);
  const begun = performance.now();
  const rows = walkBare(bare);
  const bareRate = rows / (performance.now() - begun);

  const secret = await readSecret(folder, 'webhook-secret');
  const server = await startChild(['src/main.ts'], /(https:\/\/localhost:\d+)\/rest/, {
    VITRINE_DATA: folder,
    VITRINE_HTTP_PORT: '0',
    VITRINE_HTTPS_PORT: '0',
    VITRINE_LOG_LEVEL: 'silent',
  });
  const address = `${server.match[1]}/rest/1/${secret}/`;
  const client = await startChild(['bench/catalog/sdkWalk.ts', address], /(\d+) in (\S+)\n/, {
    NODE_EXTRA_CA_CERTS: `${folder}/tls/ca.pem`,
  });
  await client.stop();
  await server.stop();
  const [, walked, ms] = client.match.map(Number);
  if (walked !== rows) throw new Error(`the walks differ: ${walked} and ${rows} rows`);
  const sdkRate = Number(walked) / Number(ms);
  const rate = (perMs: number): string => `${Math.round(perMs * 1000)} rows a second`;
  return `walk of ${rows} rows: b24jssdk ${rate(sdkRate)}, bare SQL ${rate(bareRate)}`;
}

/** Gives the number of rows that were read. */
function walkBare(bare: Bare): number {
  let rows = 0;
  for (let last = 0; ; ) {
    const page = bare.all(
      `select ${bare.columns} from product p where p.iblockId = ${PRODUCTS} and p.id > ? order by p.id limit ${PAGE}`,
      last,
    );
    JSON.stringify(page);
    rows += page.length;
    if (page.length < PAGE) return rows;
    last = Number(page.at(-1)?.id);
  }
}
