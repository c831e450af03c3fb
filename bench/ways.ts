import { drive, type Measured } from './drive.ts';

/** Ways to make the same calls, each measured against the one before it in the same run. */
export interface WaysOptions {
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  readonly secret: string;
  readonly token: string;
  readonly seconds: number;
  /** Body of the n-th read of one image. */
  readonly image: (n: number) => { id: number; productId: number };
}

const COMMANDS = 50;
const TURNS = 3;
const METHOD = 'catalog.productImage.get';

/** Reads of one image a second, the best of some turns: by a webhook, by an access token, fifty to a batch. */
export async function measureWays(options: WaysOptions): Promise<readonly string[]> {
  const { origin, secret, token, seconds, image } = options;
  const hook = `${origin}/rest/1/${secret}`;
  let n = 0;
  const load = (url: string, body: () => object): Promise<Measured> =>
    drive({ url, connections: 1, seconds, body });
  const command = (): string => {
    const { id, productId } = image(n++);
    return `${METHOD}?productId=${productId}&id=${id}`;
  };

  const ways = {
    webhook: () => load(`${hook}/${METHOD}`, () => image(n++)),
    app: () => load(`${origin}/rest/${METHOD}`, () => ({ ...image(n++), auth: token })),
    batch: () => load(`${hook}/batch`, () => ({ cmd: Array.from({ length: COMMANDS }, command) })),
  };
  // In turns, for caches and the compiler favour whoever comes later; the first turn is theirs alone.
  const turns: Record<keyof typeof ways, Measured>[] = [];
  for (let turn = 0; turn <= TURNS; turn++) {
    turns.push({ webhook: await ways.webhook(), app: await ways.app(), batch: await ways.batch() });
  }
  const best = (way: keyof typeof ways): Measured =>
    turns
      .slice(1)
      .map((turn) => turn[way])
      .reduce((one, other) => (other.rate > one.rate ? other : one));
  const webhook = best('webhook');
  const line = (name: string, measured: Measured, reads: number): string =>
    [
      name.padEnd(42),
      String(Math.round(measured.rate * reads)).padStart(9),
      `${((measured.rate * reads) / webhook.rate).toFixed(2)} of webhook`.padStart(18),
      measured.failed > 0 ? `  ${measured.failed} failed` : '',
    ].join(' ');
  return [
    line('by webhook', webhook, 1),
    line('by access token', best('app'), 1),
    line(`${COMMANDS} to a batch`, best('batch'), COMMANDS),
  ];
}
