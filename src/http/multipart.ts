import { LimitExceeded, openForm, type Params } from '../core/wire/brackets.ts';
import type { BodyReader } from './readBody.ts';

export type UploadedFile = { field: string; filename: string; contentType: string; bytes: Buffer };

export interface MultipartForm {
  readonly params: Params;
  readonly files: UploadedFile[];
  /** Whether the body ended with its last boundary. */
  readonly complete: boolean;
}

/** PHP refuses about half as many (php.ini, max_multipart_body_parts). */
const MAX_PARTS = 2000;
/** Bytes that are made one of many at once. */
const STEP = 4 * 1024 * 1024;
const BOUNDARY = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i;

const boundaryOf = (contentType: string): string | undefined =>
  BOUNDARY.exec(contentType)?.slice(1).find(Boolean);

/** Whether a body of the type begins as one. */
export function isMultipart(contentType: string, head: Buffer): boolean {
  const boundary = boundaryOf(contentType);
  return boundary !== undefined && head.includes(`--${boundary}`);
}

interface Part {
  readonly field: string | undefined;
  readonly filename: string | undefined;
  readonly contentType: string;
  readonly chunks: Buffer[];
  whole: boolean;
}

/**
 * As in PHP (main/rfc1867.c) a part is a file when it has a file name, an empty file name means that
 * none was chosen, and a body that breaks off keeps the parts before the break. The library is loaded
 * at the first such body. Throws LimitExceeded.
 */
export function createMultipartReader(contentType: string): BodyReader<MultipartForm> {
  const parts: Part[] = [];
  const done = Promise.withResolvers<void>();
  // What went wrong is told by `take` and `end`.
  done.promise.catch(() => undefined);
  const opening = openParser(contentType, parts, done);
  return {
    async take(bytes) {
      const parser = await opening;
      const taken = Promise.withResolvers<void>();
      // The parser throws for some broken headers, and tells of others by an event.
      try {
        parser.write(bytes, () => taken.resolve());
      } catch (error) {
        done.reject(error);
      }
      await Promise.race([taken.promise, done.promise.catch(throwLimit)]);
    },
    async end(turn) {
      const parser = await opening;
      let complete = true;
      try {
        parser.end();
        await done.promise;
      } catch (error) {
        throwLimit(error);
        complete = false;
      }
      return { ...(await formOf(parts, turn)), complete };
    },
  };
}

function throwLimit(error: unknown): void {
  if (error instanceof LimitExceeded) throw error;
}

async function openParser(contentType: string, parts: Part[], done: PromiseWithResolvers<void>) {
  const { Busboy } = await import('@fastify/busboy');
  const parser = new Busboy({
    headers: { 'content-type': contentType },
    limits: { parts: MAX_PARTS },
    // Fields are kept as bytes too: the library decodes the whole of one at once.
    isPartAFile: () => true,
  });
  parser.on('partsLimit', () =>
    done.reject(new LimitExceeded(`Too many parts: more than ${MAX_PARTS}`)),
  );
  parser.on('file', (field, stream, filename, _encoding, type) => {
    const part: Part = { field, filename, contentType: type, chunks: [], whole: false };
    parts.push(part);
    stream.on('data', (chunk: Buffer) => part.chunks.push(chunk));
    stream.on('error', () => stream.destroy());
    stream.on('end', () => {
      part.whole = true;
    });
  });
  parser.on('error', done.reject).on('finish', done.resolve);
  return parser;
}

async function formOf(
  parts: readonly Part[],
  turn: () => Promise<void> | void,
): Promise<{ params: Params; files: UploadedFile[] }> {
  const form = openForm();
  const files: UploadedFile[] = [];
  let size = 0;
  for (const { field, filename, contentType, chunks, whole } of parts) {
    if (!whole) continue;
    size += chunks.reduce((sum, { length }) => sum + length, 0);
    if (size > STEP) {
      await turn();
      size = 0;
    }
    const bytes = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
    if (filename === undefined) {
      if (field !== undefined) form.set(field, bytes.toString());
    } else if (filename !== '') {
      files.push({ field: field as string, filename, contentType, bytes });
    }
  }
  return { params: form.params, files };
}
