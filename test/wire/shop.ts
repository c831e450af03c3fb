import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import request from 'supertest';
import { onTestFinished } from 'vitest';
import { OFFERS, secrets, type TestPortalOptions, testPortal } from '../portal.ts';

/** One red pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mP4z8AAAAMBAQD3A0FDAAAAAElFTkSuQmCC',
  'base64',
);

/** Address of user 1's webhook, with a trailing slash. */
export const HOOK = `/rest/1/${secrets.admin}/`;

/** An answer of the protocol: what any client may read of it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: tests read any key of it
  readonly body: any;
}

/** A portal behind HTTP with variation 1 of catalog 15, which has image 1. */
export async function shop(options: TestPortalOptions = {}) {
  const made = await testPortal(options);
  const admin = made.as(1);
  const { result } = await admin('catalog.product.add', {
    fields: { iblockId: OFFERS, name: 'x a b y' },
  });
  const productId: number = result.element.id;
  const added = await admin('catalog.productImage.add', {
    fields: { productId },
    fileContent: ['1.png', PNG.toString('base64')],
  });
  const imageId: number = added.result.productImage.id;

  /** JSON to a method of user 1's webhook. */
  const post = async (method: string, params: object = {}): Promise<Answer> =>
    (await request(made.app).post(`${HOOK}${method}`).send(params)) as Answer;

  return { ...made, admin, productId, imageId, post };
}

/** Sends exact bytes to the application behind a real http server; reads one answer. */
export async function sendRaw(app: Parameters<typeof createServer>[1], message: Buffer | string) {
  const server = createServer(app);
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(message);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) {
    chunks.push(chunk);
    const answer = readAnswer(Buffer.concat(chunks));
    if (answer) return answer;
  }
  throw new Error(`the connection ended before an answer: ${Buffer.concat(chunks)}`);
}

function readAnswer(
  bytes: Buffer,
): (Omit<Answer, 'body'> & { readonly bytes: Buffer }) | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [line, ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((header) => {
      const colon = header.indexOf(':');
      return [header.slice(0, colon).toLowerCase(), header.slice(colon + 1).trim()];
    }),
  );
  const body = bytes.subarray(end + 4);
  if (body.length < Number(headers['content-length'])) return undefined;
  return { status: Number(line?.split(' ')[1]), headers, bytes: body };
}
