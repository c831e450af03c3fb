import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { failure } from '../core/envelope.ts';
import { type Profile, systemError } from '../core/errors.ts';
import { v3Failure } from '../v3/errors.ts';
import { toApiV1Error } from './apiV1/errors.ts';
import type { Gate } from './overloadGate.ts';
import { HEADERS } from './rest.ts';

/** How one face refuses a call. */
interface Refusal {
  readonly face: RegExp;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly text: string;
}

export interface FrontOptions {
  readonly app: RequestListener;
  readonly gate: Gate;
  readonly profile: Profile;
}

/**
 * Asks the gate before anything else looks at a call of the three faces, and refuses with a text that
 * is made already: refusing must cost a fraction of what it spares.
 */
export function createFront({ app, gate, profile }: FrontOptions): RequestListener {
  const error = systemError('queryLimit');
  const plain = toApiV1Error(error);
  const refusal = (face: RegExp, status: number, body: object): Refusal => {
    const text = JSON.stringify(body);
    const content = {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': text.length,
    };
    return { face, status, headers: { ...HEADERS, ...content }, text };
  };
  const v3 = v3Failure(error);
  const v2 = failure(error, profile);
  const refusals = [
    refusal(/^\/+rest\/+api\//i, v3.status, v3.body),
    refusal(/^\/+rest\b/i, v2.status, v2.body),
    refusal(/^\/+api\/+v1\b/, plain.status, plain),
  ];

  return (req: IncomingMessage, res: ServerResponse) => {
    const refused = refusals.find(({ face }) => face.test(req.url ?? ''));
    if (!refused || req.method === 'OPTIONS' || gate.admits()) return app(req, res);
    res.writeHead(refused.status, refused.headers).end(refused.text);
  };
}
