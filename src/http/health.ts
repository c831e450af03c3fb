import type { RequestHandler } from 'express';
import type { Blobs } from '../core/blobs.ts';
import type { Store } from '../core/store.ts';
import { sendJson } from './json.ts';
import { pathSegments } from './path.ts';

/** `/healthz`: the process runs. `/readyz`: the database and the files answer, else 503. */
export function createHealth({ store, blobs }: { store: Store; blobs: Blobs }): RequestHandler {
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
    sendJson(res, ready ? 200 : 503, { status: ready ? 'ok' : 'failed', ...parts });
  };
}
