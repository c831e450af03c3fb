import type { IncomingMessage } from 'node:http';
import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { createGiveWay } from '../core/giveWay.ts';

/** A request that cannot be read: 400 broken or too deep or wide, 413 too large, 415 unknown encoding. */
export class BodyError extends Error {
  override name = 'BodyError';
  readonly status: 400 | 413 | 415;

  constructor(status: 400 | 413 | 415, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** Makes something of a body while it arrives. */
export interface BodyReader<T> {
  /** Takes the next bytes, and may overwrite them. What it throws refuses the body. */
  take(bytes: Buffer): void | Promise<void>;
  /** `turn` is waited for before each step that takes some milliseconds. */
  end(turn: () => Promise<void> | void): T | Promise<T>;
}

/** The share of a large body in what all of them may take. */
export interface Hold {
  /** Throws where there is no room for so many more bytes. */
  take(bytes: number): void;
  /** A turn of the event loop that no other large body has. */
  turn(): Promise<void>;
}

export interface BodyOptions {
  /** Bytes; counts what a compressed body inflates to. */
  readonly bodyLimit: number;
  /** Asked once, before more than FREE_BYTES are read. Rejects for a caller that must not send so much. */
  readonly admit?: (() => Promise<Hold>) | undefined;
}

/** A body up to this size is read whoever sends it. */
export const FREE_BYTES = 64 * 1024;
/** How much, and for how long, a refused body is read on before it is answered. */
const DRAIN_BYTES = 32 * 1024 * 1024;
const DRAIN_MS = 2000;

const tooLarge = (limit: number) => new BodyError(413, `The body is larger than ${limit} bytes`);

/**
 * Reads the body of any verb, inflated, into the reader that `open` chooses by its first bytes (all of
 * a small body). Throws BodyError, and what reader and `admit` throw, after the client had time to
 * finish: one that still sends when it is answered may never read the answer.
 */
export async function readBody<T>(
  req: IncomingMessage,
  { bodyLimit, admit }: BodyOptions,
  open: (head: Buffer) => BodyReader<T>,
): Promise<T> {
  if (!(bodyLimit > 0)) throw new TypeError(`bodyLimit must be a positive number: ${bodyLimit}`);
  const giveWay = createGiveWay();
  const head: Buffer[] = [];
  let size = 0;
  let reader: BodyReader<T> | undefined;
  let hold: Hold | undefined;
  let isCounted = false;

  const begin = (): void | Promise<void> => {
    const bytes = head.length === 1 ? (head[0] as Buffer) : Buffer.concat(head);
    reader = open(bytes);
    return reader.take(bytes);
  };

  const beginLarge = async (stream: Readable): Promise<void> => {
    const announced = stream === req ? Number(req.headers['content-length']) || 0 : 0;
    if (announced > bodyLimit) throw tooLarge(bodyLimit);
    hold = await admit?.();
    hold?.take(Math.max(announced, size));
    // What is announced is counted at once, the rest as it comes.
    isCounted = announced > 0;
    await begin();
  };

  const takeMore = (chunk: Buffer): void | Promise<void> => {
    if (!isCounted) hold?.take(chunk.length);
    const taken = (reader as BodyReader<T>).take(chunk);
    return taken ? taken.then(giveWay) : giveWay();
  };

  try {
    const stream = decoded(req);
    await eachChunk(req, stream, (chunk) => {
      size += chunk.length;
      if (size > bodyLimit) throw tooLarge(bodyLimit);
      if (reader) return takeMore(chunk);
      head.push(chunk);
      return size > FREE_BYTES ? beginLarge(stream) : undefined;
    });
    if (!reader) await begin();
    return await (reader as unknown as BodyReader<T>).end(() => hold?.turn());
  } catch (error) {
    await drain(req);
    throw error;
  }
}

const decoders = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/** The bytes of the body; those of a compressed one are inflated as they come. */
function decoded(req: IncomingMessage): Readable {
  const encoding = req.headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (encoding === '' || encoding === 'identity') return req;
  const create = decoders.get(encoding);
  if (!create) throw new BodyError(415, `Unsupported content encoding: ${encoding}`);
  return req.pipe(create());
}

/** Hands over a stream chunk by chunk; it waits while `take` does. */
function eachChunk(
  req: IncomingMessage,
  stream: Readable,
  take: (chunk: Buffer) => void | Promise<void>,
): Promise<void> {
  const done = Promise.withResolvers<void>();
  let taking: Promise<void> | undefined;
  const onData = (chunk: Buffer) => {
    try {
      taking = take(chunk) ?? undefined;
    } catch (error) {
      return done.reject(error);
    }
    if (!taking) return;
    stream.pause();
    taking.then(() => stream.resume(), done.reject);
  };
  const breakOff = (cause?: Error) =>
    done.reject(new BodyError(400, 'Request broke off', { cause }));
  const onEnd = () => void Promise.resolve(taking).then(() => done.resolve(), done.reject);
  const onClose = () => req.readableEnded || breakOff();
  stream.on('data', onData).on('end', onEnd);
  req.on('error', breakOff).on('close', onClose);
  if (stream !== req) {
    stream.on('error', (cause) => {
      const encoding = req.headers['content-encoding'];
      done.reject(new BodyError(400, `The body is not valid ${encoding}`, { cause }));
    });
  }
  if (req.readableEnded) done.resolve();
  return done.promise.finally(() => {
    stream.off('data', onData).off('end', onEnd);
    req.off('close', onClose);
    if (stream !== req) {
      req.unpipe();
      stream.destroy();
    }
  });
}

/**
 * Reads on, up to DRAIN_BYTES and DRAIN_MS. What comes after that is discarded until the server's
 * requestTimeout.
 */
async function drain(req: IncomingMessage): Promise<void> {
  const done = Promise.withResolvers<void>();
  const timer = setTimeout(done.resolve, DRAIN_MS).unref();
  let size = 0;
  req.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > DRAIN_BYTES) done.resolve();
  });
  req.on('end', done.resolve).on('close', done.resolve).resume();
  if (!req.readableEnded && !req.destroyed) await done.promise;
  clearTimeout(timer);
  req.removeAllListeners('data').resume();
}
