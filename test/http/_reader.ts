import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import express from 'express';
import request from 'supertest';
import { type RequestParams, readParams } from '../../src/http/body.ts';
import { BodyError } from '../../src/http/readBody.ts';

export const LIMIT = 100_000;
export let last: RequestParams | undefined;

const app = express();
app.use(async (req, res) => {
  try {
    last = await readParams(req, { bodyLimit: LIMIT });
    const files = last.files.map(({ bytes, ...file }) => ({ ...file, text: bytes.toString() }));
    res.json({ ...last, files });
  } catch (error) {
    if (!(error instanceof BodyError)) throw error;
    res.status(error.status).json({ error: error.message });
  }
});
/** Listens as long as its worker runs, for all files of tests that import it. */
export const server = createServer(app).unref();
await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));

export async function post(
  url: string,
  type: string,
  body: string | Buffer,
  encoding = 'identity',
) {
  const sent = request(server).post(url).set('Content-Encoding', encoding);
  if (type !== '') sent.set('Content-Type', type);
  // A Buffer, because superagent gives a string without a type one of its own.
  return sent.serialize((bytes) => bytes).send(Buffer.from(body as string));
}

/** Bytes on the wire, and all that came back. */
export function raw(message: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
      if (/\r\n\r\n.*}$/s.test(answer)) socket.end();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
    socket.write(message);
  });
}

export const JSON_TYPE = 'application/json';
export const FORM_TYPE = 'application/x-www-form-urlencoded';
export const SDK = '?bx24_request_id=051f1829&bx24_sdk_ver=2.2.0&bx24_sdk_type=b24-js-sdk';
export const sdk = {
  bx24_request_id: '051f1829',
  bx24_sdk_ver: '2.2.0',
  bx24_sdk_type: 'b24-js-sdk',
};
export const file = ['1.png', 'iVBORysvAA=='];
