import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { type App, admits, findApp } from '../../auth/apps.ts';
import { AUTH_SERVER } from '../../auth/authBlock.ts';
import { createCode } from '../../auth/codes.ts';
import { keptScopes, narrowed, scopesOf } from '../../auth/scopes.ts';
import { closeSession, findSession, openSession, type SignedIn } from '../../auth/sessions.ts';
import { createSignIn } from '../../auth/signIn.ts';
import { mintTokens } from '../../auth/tokens.ts';
import { textOf } from '../../core/wire/params.ts';
import { parseBrackets } from '../../core/wire/urlencoded.ts';
import { readParams } from '../body.ts';
import { clientOf } from '../client.ts';
import type { OAuthAddress } from './address.ts';
import { appForm } from './appPage.ts';
import type { Html } from './html.ts';
import type { OAuthOptions } from './options.ts';
import { consentPage, messagePage, openPage, signInPage } from './pages.ts';

/** A browser lets no page of http take the place of a cookie of https, so each has its own. */
const COOKIES = { http: 'vitrine_session', https: '__Secure-vitrine_session' } as const;
const SECRET = /^[\w-]{32,128}$/;
const MAX_STATE = 2048;
const BODY_LIMIT = 64 * 1024;

/** What a user is asked to allow. */
interface Wanted {
  readonly app: App;
  /** A code for the app's server, or the page of the app itself. */
  readonly kind: 'authorize' | 'app';
  /** Where the browser goes on to: an address that the app is registered with. */
  readonly target: string;
  readonly state: string;
  /** What of the app's scopes is asked for; null for all of them. */
  readonly scopes: string | null;
}

/** A visit to the page: who it is, and how it is answered. */
interface Visit {
  readonly req: Request;
  readonly res: Response;
  readonly root: string;
  /** What the browser's cookie holds: a session's secret, or a random text before the sign-in. */
  readonly cookie: string;
}

/**
 * `/oauth/authorize/`: signs a user in, asks for consent, and redirects with a code to the address that
 * the app is registered with and no other (spec/core.md section 3). `/oauth/app/` does the same and opens
 * the app's page with tokens. Whatever is wrong is a page.
 */
export function createAuthorize(options: OAuthOptions) {
  const { store, clock, baseUrl, memberId, linkKey } = options;
  const seconds = (): number => Math.floor(clock.now() / 1000);
  const tryToSignIn = createSignIn({ store, now: clock.monotonic });

  const schemeOf = (req: Request): keyof typeof COOKIES =>
    baseUrl(req).startsWith('https:') ? 'https' : 'http';

  const csrfOf = (cookie: string): string =>
    createHmac('sha256', linkKey).update(`csrf|${cookie}`).digest('base64url');

  const isOwnForm = ({ req, cookie }: Visit, csrf: string): boolean => {
    const { origin, host } = req.headers;
    const own = [new URL(baseUrl(req)).host, host];
    if (origin && origin !== 'null' && !own.includes(hostOf(origin))) return false;
    const expected = Buffer.from(csrfOf(cookie));
    const given = Buffer.from(csrf);
    return expected.length === given.length && timingSafeEqual(expected, given);
  };

  /** `policy`: what the page may do beyond sending forms to itself. */
  const send = (
    visit: Visit,
    status: number,
    page: Html,
    policy: { forms?: string; script?: string } = {},
  ): void => {
    const { req, res, root, cookie } = visit;
    const scheme = schemeOf(req);
    const secure = scheme === 'https' ? '; Secure' : '';
    res
      .writeHead(status, {
        'Content-Type': 'text/html; charset=utf-8',
        'Cache-Control': 'no-store',
        'Referrer-Policy': 'no-referrer',
        // A form that is answered with a redirect needs its target named too.
        'Content-Security-Policy': `default-src 'none'; style-src 'self'; form-action 'self'${policy.forms ?? ''}; base-uri 'none'; frame-ancestors 'none'${policy.script ?? ''}`,
        'X-Frame-Options': 'DENY',
        'Set-Cookie': `${COOKIES[scheme]}=${cookie}; Path=${root}; HttpOnly; SameSite=Lax${secure}`,
      })
      .end(page.text);
  };

  const styleOf = ({ root }: Visit): string =>
    root === '/oauth' ? '/oauth/style.css' : `${root}/oauth/style.css`;

  const refuse = (visit: Visit, status: number, title: string, text: string): void =>
    send(visit, status, messagePage({ style: styleOf(visit), title, text }));

  /** Reads what is asked for, or says why it cannot be. */
  const readWanted = async (req: Request, kind: Wanted['kind']): Promise<Wanted | string> => {
    const url = req.url;
    const mark = url.indexOf('?');
    const query = parseBrackets(mark < 0 ? '' : url.slice(mark + 1));
    const clientId = textOf(query.client_id);
    const app = clientId === '' ? undefined : await findApp(store.reader, clientId);
    if (app?.active !== 'Y') return 'No such app is installed here.';
    if (kind === 'app') {
      if (app.handlerUrl === null) return 'The app has no page of its own.';
      return { app, kind, target: app.handlerUrl, state: '', scopes: null };
    }
    if (app.redirectUri === null) return 'The app has no address to return to.';
    const redirectUri = textOf(query.redirect_uri);
    if (redirectUri !== '' && redirectUri !== app.redirectUri) {
      return 'The address to return to is not the one that the app is registered with.';
    }
    const state = textOf(query.state);
    if (state.length > MAX_STATE) return `The state is longer than ${MAX_STATE} characters.`;
    const scopes = keptScopes(app, null, textOf(query.scope));
    if (scopes === '') return 'The app has none of the scopes that are asked for.';
    return { app, kind, target: app.redirectUri, state, scopes };
  };

  const askSignIn = (visit: Visit, { app }: Wanted, login = '', problem?: string): void =>
    send(
      visit,
      problem === undefined ? 200 : 403,
      signInPage({
        style: styleOf(visit),
        appName: app.name,
        csrf: csrfOf(visit.cookie),
        login,
        problem,
      }),
    );

  const askConsent = (visit: Visit, wanted: Wanted, user: SignedIn): void => {
    const { app } = wanted;
    if (!admits(app, user.id)) {
      refuse(visit, 403, 'Access denied', `${user.login} has no access to ${app.name}.`);
      return;
    }
    const { host, origin, protocol } = new URL(wanted.target);
    const scopes = scopesOf(narrowed(app.scopes, wanted.scopes));
    const csrf = csrfOf(visit.cookie);
    const page = consentPage({
      style: styleOf(visit),
      appName: app.name,
      scopes,
      user,
      host,
      csrf,
    });
    send(visit, 200, page, { forms: ` ${origin === 'null' ? protocol : origin}` });
  };

  const signIn = async (
    visit: Visit,
    wanted: Wanted,
    { login, password }: { login: string; password: string },
  ): Promise<void> => {
    const user = await tryToSignIn({ client: clientOf(visit.req), login, password });
    switch (user) {
      case 'throttled':
        return refuse(visit, 429, 'Too many attempts', 'Try again in a few minutes.');
      case 'busy':
        return refuse(visit, 503, 'Too many at once', 'Try again in a few seconds.');
      case 'wrong':
        return askSignIn(visit, wanted, login, 'Login or password is wrong.');
    }
    const cookie = await store.write((db) => openSession(db, user.id, seconds()));
    askConsent({ ...visit, cookie }, wanted, user);
  };

  const openApp = async (visit: Visit, { app, target }: Wanted, user: SignedIn): Promise<void> => {
    const pair = await store.write((db) =>
      mintTokens(db, { appId: app.id, userId: user.id, now: seconds() }),
    );
    const form = appForm({ app, pair, handler: target, baseUrl: baseUrl(visit.req), memberId });
    const nonce = randomBytes(16).toString('base64');
    const page = openPage({ style: styleOf(visit), appName: app.name, nonce, ...form });
    // The app may answer with a redirect to wherever it pleases.
    send(visit, 200, page, { forms: ' http: https:', script: `; script-src 'nonce-${nonce}'` });
  };

  const allow = async (visit: Visit, wanted: Wanted, user: SignedIn): Promise<void> => {
    const { app, state, scopes } = wanted;
    if (!admits(app, user.id)) return askConsent(visit, wanted, user);
    if (wanted.kind === 'app') return openApp(visit, wanted, user);
    const code = await store.write((db) =>
      createCode(db, { app, userId: user.id, scopes, now: seconds() }),
    );
    const base = baseUrl(visit.req);
    const target = new URL(wanted.target);
    const answer = {
      code,
      state,
      domain: new URL(base).host,
      member_id: memberId,
      scope: narrowed(app.scopes, scopes),
      server_domain: new URL(`${base}/${AUTH_SERVER}`).host,
    };
    for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
    visit.res
      .writeHead(302, {
        Location: target.href,
        'Cache-Control': 'no-store',
        'Referrer-Policy': 'no-referrer',
        'Content-Length': 0,
      })
      .end();
  };

  const answerForm = async (visit: Visit, wanted: Wanted, user?: SignedIn): Promise<void> => {
    const { params } = await readParams(visit.req, { bodyLimit: BODY_LIMIT });
    const field = (name: string): string => textOf(params[name]);
    if (!isOwnForm(visit, field('csrf'))) {
      return refuse(visit, 403, 'Please go back', 'The form is out of date. Open the link again.');
    }
    const action = field('action');
    if (action === 'signIn') {
      return signIn(visit, wanted, { login: field('login'), password: field('password') });
    }
    if (!user) return askSignIn(visit, wanted);
    switch (action) {
      case 'allow':
        return allow(visit, wanted, user);
      case 'deny':
        return refuse(visit, 200, 'Not allowed', `${wanted.app.name} got no access.`);
      case 'signOut':
        await store.write((db) => closeSession(db, visit.cookie));
        return askSignIn({ ...visit, cookie: newCookie() }, wanted);
      default:
        return askConsent(visit, wanted, user);
    }
  };

  return async (req: Request, res: Response, { kind, root }: Address): Promise<void> => {
    const known = readCookie(COOKIES[schemeOf(req)], req.headers.cookie);
    const user = known && (await findSession(store.reader, known, seconds()));
    const visit: Visit = { req, res, root, cookie: known ?? newCookie() };
    if (req.method !== 'GET' && req.method !== 'POST') {
      return refuse(visit, 405, 'Not allowed', 'This address is for a browser.');
    }
    const wanted = await readWanted(req, kind);
    if (typeof wanted === 'string') return refuse(visit, 400, 'This link does not work', wanted);
    if (req.method === 'POST') return answerForm(visit, wanted, user || undefined);
    return user ? askConsent(visit, wanted, user) : askSignIn(visit, wanted);
  };
}

/** Which of its two addresses was opened. */
type Address = Pick<OAuthAddress, 'root'> & Pick<Wanted, 'kind'>;

const newCookie = (): string => randomBytes(32).toString('hex');

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : '';
}

function readCookie(cookie: string, header = ''): string | undefined {
  for (const part of header.split(';')) {
    const [name, value = ''] = part.trim().split('=', 2);
    if (name === cookie && SECRET.test(value)) return value;
  }
  return undefined;
}
