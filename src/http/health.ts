import type { RequestHandler } from 'express';
import type { LostFiles } from '../blobs/lost.ts';
import type { Blobs } from '../core/blobs.ts';
import type { Store } from '../core/store.ts';
import { sendJson } from './json.ts';
import { pathSegments } from './path.ts';

export interface HealthOptions {
  readonly store: Store;
  readonly blobs: Blobs;
  readonly lost: LostFiles;
}

/**
 * `/healthz`: the process runs. `/readyz`: the database and the files answer, else 503. Lost files are told
 * there under `degraded`, with 200: everything else is served, and no restart brings them back.
 */
export function createHealth({ store, blobs, lost }: HealthOptions): RequestHandler {
  const state = async (part: { ready(): Promise<void> }) =>
    part.ready().then(
      () => 'ok',
      () => 'failed',
    );

  return async (req, res, next) => {
    const [root, ...rest] = pathSegments(req.url);
    if (rest.length > 0 || (root !== 'healthz' && root !== 'readyz')) return next();
    if (root === 'healthz') return sendJson(res, 200, { status: 'ok' });
    const parts = { store: await state(store), blobs: await state(blobs) };
    const ready = Object.values(parts).every((part) => part === 'ok');
    if (!ready) return sendJson(res, 503, { status: 'failed', ...parts });
    const { count, some } = lost.found();
    if (count === 0) return sendJson(res, 200, { status: 'ok', ...parts });
    sendJson(res, 200, { status: 'degraded', ...parts, lostFiles: count, some });
  };
}
