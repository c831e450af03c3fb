import type { KeyObject } from 'node:crypto';
import type { RequestListener } from 'node:http';
import express, { type Request } from 'express';
import type { Logger } from 'pino';
import type { LostFiles } from '../blobs/lost.ts';
import type { ApiV1Route } from '../core/apiV1.ts';
import type { Blobs } from '../core/blobs.ts';
import type { Clock } from '../core/clock.ts';
import type { Profile } from '../core/errors.ts';
import type { Bucket } from '../core/limits.ts';
import type { Caller } from '../core/method.ts';
import type { Store } from '../core/store.ts';
import type { Portal } from '../portal.ts';
import { createApiV1 } from './apiV1/apiV1.ts';
import { toApiV1Error } from './apiV1/errors.ts';
import { type Admit, clientOf } from './client.ts';
import { createSendFile, createUploads } from './files.ts';
import { createFront } from './front.ts';
import { createHealth } from './health.ts';
import { createInFlight } from './inFlight.ts';
import { sendJson } from './json.ts';
import { createAppInfo } from './oauth/appInfo.ts';
import { createOAuth } from './oauth/oauth.ts';
import type { Gate } from './overloadGate.ts';
import { createRest } from './rest.ts';
import { createRestV3 } from './restV3.ts';

export interface AppOptions {
  readonly portal: Portal;
  /** The same portal as REST 3.0 offers it. */
  readonly portalV3: Portal;
  readonly store: Store;
  readonly blobs: Blobs;
  readonly lost: LostFiles;
  readonly profile: Profile;
  /** 32 hexadecimal digits that name this portal everywhere. */
  readonly memberId: string;
  /** Key of what the portal signs. */
  readonly linkKey: KeyObject;
  readonly log: Logger;
  /** Limits how often an address may ask. */
  readonly bucket?: Bucket | undefined;
  readonly clock: Clock;
  /** Bytes of a request's body. */
  readonly bodyLimit: number;
  /** Bytes of all large bodies at once. */
  readonly bodiesLimit: number;
  readonly gate: Gate;
  /** Address under which the client of this request sees the portal, without a trailing slash. */
  readonly baseUrl: (req: Request) => string;
  readonly apiV1Routes: readonly ApiV1Route[];
  /** Whether the REST API serves callers without a token. */
  readonly apiV1Anonymous: boolean;
  /** Who reads public files and serves anonymous callers. */
  readonly internal: Caller;
}

/** All faces of a portal as one listener: an Express application behind the gate. */
export function createApp(options: AppOptions): RequestListener {
  const { portal, portalV3, store, blobs, log, internal, bucket, clock } = options;
  const admit: Admit = (req) => bucket?.admit(clientOf(req), clock.monotonic());
  const sendFile = createSendFile({ blobs, log });
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);

  const inFlight = createInFlight(options.bodiesLimit);
  const appInfo = createAppInfo(options);
  app.use(createOAuth({ ...options, admit, appInfo }));
  app.use(createRestV3({ ...options, portal: portalV3, admit, inFlight, sendFile }));
  app.use(createRest({ ...options, admit, inFlight, sendFile, appInfo }));
  app.use(createApiV1({ ...options, admit, inFlight }));
  app.use(createUploads({ portal, sendFile, reader: internal }));
  app.use(createHealth({ store, blobs, lost: options.lost }));
  app.use((_req, res) =>
    sendJson(res, 404, { status: 404, error: 'Not Found', message: 'No such address' }),
  );
  app.use(((error, _req, res, _next) => {
    log.error({ err: error }, 'request failed');
    if (res.headersSent) return void res.destroy();
    const body = toApiV1Error(error);
    sendJson(res, body.status, body);
  }) satisfies express.ErrorRequestHandler);
  return createFront({ ...options, app });
}
