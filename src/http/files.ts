import { pipeline } from 'node:stream/promises';
import { create as contentDisposition } from 'content-disposition';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { BlobMissing, type Blobs, type ByteRange } from '../core/blobs.ts';
import { notFound, toRestError } from '../core/errors.ts';
import { FileAnswer } from '../core/fileAnswer.ts';
import type { Caller } from '../core/method.ts';
import type { Portal } from '../portal.ts';
import { toApiV1Error } from './apiV1/errors.ts';
import { sendJson } from './json.ts';
import { pathSegments } from './path.ts';

/** `public` files may be kept by caches for good: their path names one content. */
export type Visibility = 'public' | 'private';

export type SendFile = (
  req: Request,
  res: Response,
  file: FileAnswer,
  visibility: Visibility,
) => Promise<void>;

const CACHE: Record<Visibility, string> = {
  public: 'public, max-age=31536000, immutable',
  private: 'private, no-store',
};

const sendNotFound = (res: Response): void =>
  sendJson(res, 404, { status: 404, error: 'Not Found', message: 'File not found' });

/**
 * One satisfiable range of bytes; several ranges, other units and a range of another content (RFC
 * 9110, If-Range) get the whole file.
 */
function wantedRange(
  req: Request,
  size: number,
  etag: string,
): ByteRange | 'whole' | 'unsatisfiable' {
  const ifRange = req.headers['if-range'];
  if (ifRange !== undefined && ifRange !== etag) return 'whole';
  const ranges = req.range(size);
  if (ranges === -1) return 'unsatisfiable';
  if (!Array.isArray(ranges) || ranges.type !== 'bytes' || ranges.length !== 1) return 'whole';
  return ranges[0] as ByteRange;
}

const OF_FILE = ['Content-Disposition', 'Content-Range', 'Accept-Ranges', 'Cache-Control', 'ETag'];

/**
 * Sends stored bytes with ETag, Range, a safe name, and headers under which nothing in them runs
 * as a page of this origin. Rejects, with nothing sent, when the bytes cannot be opened.
 */
export function createSendFile({ blobs, log }: { blobs: Blobs; log: Logger }): SendFile {
  return async (req, res, file, visibility) => {
    const etag = `"${file.hash}"`;
    res.set({
      'Content-Type': file.contentType,
      'Content-Disposition': contentDisposition(file.name, { type: 'inline' }),
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Accept-Ranges': 'bytes',
      'Cache-Control': CACHE[visibility],
      ETag: etag,
    });
    if (req.fresh) return void res.status(304).end();

    const range = wantedRange(req, file.size, etag);
    if (range === 'unsatisfiable') {
      res.set({ 'Content-Range': `bytes */${file.size}`, 'Cache-Control': 'no-store' });
      return void res.status(416).end();
    }
    const { start, end } = range === 'whole' ? { start: 0, end: file.size - 1 } : range;
    res.status(range === 'whole' ? 200 : 206).set('Content-Length', String(end - start + 1));
    if (range !== 'whole') res.set('Content-Range', `bytes ${start}-${end}/${file.size}`);
    if (req.method === 'HEAD') return void res.end();

    try {
      const stream = await blobs.open(file.hash, range === 'whole' ? undefined : range);
      await pipeline(stream, res);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE') return;
      log.error({ err: error, hash: file.hash }, 'a stored file cannot be read');
      if (res.headersSent) return void res.destroy();
      for (const name of OF_FILE) res.removeHeader(name);
      throw error instanceof BlobMissing ? notFound('file') : error;
    }
  };
}

export interface UploadsOptions {
  readonly portal: Portal;
  readonly sendFile: SendFile;
  /** Who reads on behalf of the public. */
  readonly reader: Caller;
}

/** Serves `detailUrl`: `/upload/iblock/<3>/<32>/<name>`, public as on a portal. */
export function createUploads({ portal, sendFile, reader }: UploadsOptions): RequestHandler {
  return async (req, res, next) => {
    const [root, area, prefix, folder, name, ...rest] = pathSegments(req.url);
    if (root !== 'upload') return next();
    const wellFormed = area === 'iblock' && folder && name && prefix === folder.slice(0, 3);
    if (!wellFormed || rest.length > 0) return sendNotFound(res);
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      return void res.status(405).set('Allow', 'GET, HEAD').end();
    }
    try {
      const file = await portal.call({
        name: 'apiV1.file.get',
        params: { folder, name },
        credentials: { kind: 'caller', caller: reader },
        baseUrl: '',
      });
      if (file instanceof FileAnswer) return await sendFile(req, res, file, 'public');
      sendNotFound(res);
    } catch (error) {
      if (toRestError(error).status < 500) return sendNotFound(res);
      const body = toApiV1Error(error);
      sendJson(res, body.status, body);
    }
  };
}
