import type { IncomingMessage, RequestListener } from 'node:http';
import { sendJson } from './json.ts';

/** `name`, `1.2.3.4` or `[::1]`, each with a port or without. */
const AUTHORITY = /^(?:\[[\da-f:.]+\]|[\w.~!$&'()*+;=%-]+)(?::\d{0,5})?$/i;
const ABSOLUTE = /^(https?):\/\/([^/?#]*)(.*)$/i;
const DEFAULT_PORTS: Readonly<Record<string, RegExp>> = { http: /:(80)?$/, https: /:(443)?$/ };

/** The lines of the header Host; Node keeps the first of them and says nothing of the others. */
const hostsOf = ({ rawHeaders }: IncomingMessage): string[] =>
  rawHeaders.filter((_, at) => at % 2 === 1 && /^host$/i.test(rawHeaders[at - 1] as string));

/** Whether two authorities name the same place. */
const agree = (scheme: string, one: string, other: string): boolean => {
  const bare = (text: string) =>
    text.toLowerCase().replace(DEFAULT_PORTS[scheme.toLowerCase()] as RegExp, '');
  return bare(one) === bare(other);
};

/** Whether a request names one host, and its target no other. */
function namesOneHost(req: IncomingMessage, [, scheme, authority]: readonly string[]): boolean {
  const hosts = hostsOf(req);
  if (hosts.length > 1 || !hosts.every((host) => AUTHORITY.test(host))) return false;
  const [host] = hosts;
  // HTTP/1.0 knew none.
  if (host === undefined) return req.httpVersion === '1.0';
  return scheme === undefined || agree(scheme, authority as string, host);
}

/**
 * Answers 400 where a request names no host, several, or another than its target does: who stands in
 * front of the server may have gone by the other one (RFC 9112, section 3.2). A target in absolute form
 * is served by its path.
 */
export function withOneHost(app: RequestListener): RequestListener {
  const refused = new WeakSet<object>();

  return (req, res) => {
    // What was sent behind a refused request is parsed all the same, and could not be answered.
    if (refused.has(req.socket)) return;
    const target = ABSOLUTE.exec(req.url ?? '') ?? [];
    if (!namesOneHost(req, target)) {
      refused.add(req.socket);
      const message = 'A request names one host';
      const headers = { Connection: 'close' };
      return sendJson(res, 400, { status: 400, error: 'Bad Request', message }, headers);
    }
    const path = target[3];
    if (path !== undefined) req.url = path.startsWith('/') ? path : `/${path}`;
    app(req, res);
  };
}
