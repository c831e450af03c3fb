import type { KeyObject } from 'node:crypto';
import type { Logger } from 'pino';
import { authenticateToken } from './auth/tokens.ts';
import { authenticateBearer, authenticateWebhook } from './auth/webhooks.ts';
import type { Holder } from './core/blobs.ts';
import type { Clock } from './core/clock.ts';
import { createDispatch, type Trace } from './core/dispatch.ts';
import { Bare, failure, type SuccessBody, success, type Timing } from './core/envelope.ts';
import { type Profile, type RestError, systemError, toRestError } from './core/errors.ts';
import type { EventTargets } from './core/events.ts';
import { FileAnswer } from './core/fileAnswer.ts';
import { createGiveWay } from './core/giveWay.ts';
import type { Budget } from './core/limits.ts';
import { createLinks } from './core/links.ts';
import type {
  Caller,
  CallFiles,
  Context,
  Inner,
  MethodGroup,
  PortalFace,
  Registry,
} from './core/method.ts';
import type { Once } from './core/once.ts';
import type { Outbox } from './core/outbox.ts';
import { createRegistry } from './core/registry.ts';
import { RowStream, wholeOf } from './core/rowStream.ts';
import type { Db, Store } from './core/store.ts';
import { weightOf } from './core/weight.ts';
import type { RawParams } from './core/wire/params.ts';

/** What a request offers to prove who it is. */
export type Credentials =
  | { readonly kind: 'webhook'; readonly user: string; readonly secret: string }
  | { readonly kind: 'token'; readonly token: string }
  /** The secret of a webhook or an access token. */
  | { readonly kind: 'bearer'; readonly secret: string }
  | { readonly kind: 'caller'; readonly caller: Caller }
  | { readonly kind: 'none' };

/** One call as a face of the portal hands it over. */
export interface PortalCall {
  readonly name: string;
  readonly params: RawParams;
  readonly credentials: Credentials;
  /** Address under which this caller sees the portal, without a trailing slash. */
  readonly baseUrl: string;
  /** The part of an app that calls (`auth_connector`). */
  readonly connector?: string;
  /** How many events led to it, as whoever sent it says. */
  readonly chain?: number;
  /** Where its client named it. */
  readonly once?: Once | undefined;
  /** Whether a list without a bound is given as a RowStream. */
  readonly streams?: true;
}

/** What a face sends: the JSON of the protocol, or the bytes of a file. */
export type Answer =
  | { readonly kind: 'json'; readonly status: number; readonly body: object }
  | { readonly kind: 'file'; readonly file: FileAnswer };

export interface Portal {
  /** Runs a call and renders its answer; never rejects. */
  answer(call: PortalCall): Promise<Answer>;
  /** Runs a call and returns its bare value; rejects with a RestError. */
  call(call: PortalCall): Promise<unknown>;
  /** Who the credentials belong to; rejects with a RestError. */
  authenticate(credentials: Credentials): Promise<Caller>;
  readonly registry: Registry;
}

export interface PortalOptions {
  readonly methods: Readonly<Record<string, MethodGroup>>;
  readonly store: Store;
  readonly files: Holder;
  readonly imageType: CallFiles['imageType'];
  readonly profile: Profile;
  readonly outbox: Outbox;
  readonly eventTargets: EventTargets;
  readonly budget?: Budget | undefined;
  /** Counts a call that a face hands over until what it gives is called; throws where there are too many. */
  readonly enter?: () => () => void;
  /** How an error is answered; by default as the profile has it. */
  readonly failure?: (error: RestError) => { readonly status: number; readonly body: object };
  /** 32 hexadecimal digits that name this portal everywhere. */
  readonly memberId: string;
  /** Key of signed links; made from raw bytes at each call, it would cost more than the signature. */
  readonly linkKey: KeyObject;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What the calls of one call may answer together, in characters. */
const MAX_ANSWERS = 16 * 1024 * 1024;

const METHOD_NAME = /^\w{1,40}(\.\w{1,40}){1,4}$/;

/** A portal: methods on a store, independent of how calls arrive. */
export function createPortal(options: PortalOptions): Portal {
  const { store, profile, linkKey, memberId, eventTargets, clock, log } = options;
  const registry = createRegistry(options.methods);
  const failed = options.failure ?? ((error: RestError) => failure(error, profile));

  /** In a mistyped address a secret may stand in the method's place: only what is a name is logged. */
  const loggedName = (name: string): string =>
    registry.find(name)?.name ?? (METHOD_NAME.test(name) ? name : '(no name)');

  const dispatch = createDispatch({ ...options, budget: options.budget, registry });

  const authenticate = async (credentials: Credentials): Promise<Caller> => {
    const seconds = Math.floor(clock.now() / 1000);
    switch (credentials.kind) {
      case 'webhook':
        return authenticateWebhook(store.reader, credentials.user, credentials.secret, seconds);
      case 'token':
        return authenticateToken(store.reader, credentials.token, seconds);
      case 'bearer':
        return authenticateBearer(store.reader, credentials.secret, seconds);
      case 'caller':
        return credentials.caller;
      case 'none':
        throw systemError('noAuth');
    }
  };

  /**
   * The portal as a method sees it that was called by `request`; its own calls are as `caller`, and
   * others have their turn between them. Once they have answered MAX_ANSWERS, no more are made.
   */
  const faceFor = (request: PortalCall, caller: Caller): PortalFace => {
    const giveWay = createGiveWay();
    let room = MAX_ANSWERS;
    const refused = (error: RestError): Inner => ({
      ok: false,
      error,
      body: failure(error, profile).body,
    });
    return {
      registry,
      memberId,
      eventTargets,
      async call(name, params, place): Promise<Inner> {
        const once = place === undefined ? undefined : request.once?.command(place);
        if (once?.kept) return { ok: true, body: once.kept as SuccessBody };
        if (room < 0) return refused(systemError('batchSize'));
        const credentials: Credentials = { kind: 'caller', caller };
        const { streams: _, ...own } = request;
        const inner = await run({ ...own, name, params, once, credentials });
        await giveWay();
        if (!inner.ok) return refused(inner.error);
        room -= weightOf(inner.value, room);
        // What was changed is told, or it would be done again.
        if (room < 0 && registry.find(name)?.method.effect === 'read') {
          return refused(systemError('batchSize'));
        }
        return { ok: true, body: success(inner.value, inner.timing, profile) };
      },
    };
  };

  const surroundings =
    (request: PortalCall) =>
    (caller: Caller): Pick<Context, 'profile' | 'links' | 'portal' | 'connector'> => ({
      profile,
      links: createLinks({
        key: linkKey,
        baseUrl: request.baseUrl,
        identity: caller.identity,
        scope: 'catalog',
      }),
      portal: faceFor(request, caller),
      connector: request.connector ?? '',
    });

  const bodyOf = (value: unknown, timing: Timing): object =>
    value instanceof Bare ? value.body : success(value, timing, profile);

  /** One line for each call, whatever became of it; params and secrets never reach it. */
  async function run(request: PortalCall): Promise<Outcome> {
    const start = clock.now();
    const begun = clock.monotonic();
    const trace: Trace = {};
    let status = 200;
    let outcome: Outcome;
    const timing = (): Timing => ({
      start,
      waited: (trace.ranAt ?? begun) - begun,
      duration: clock.monotonic() - begun,
      operating: trace.operating,
    });
    /** A kept answer is told in the same words each time, and so ends before the commit. */
    let kept: Timing | undefined;
    const { once } = request;
    const keep = async (db: Db, value: unknown): Promise<void> => {
      kept = timing();
      await once?.keep(db, bodyOf(value, kept));
    };
    try {
      let value = await dispatch(
        {
          name: request.name,
          params: request.params,
          chain: request.chain ?? 0,
          authenticate: () => authenticate(request.credentials),
          surroundings: surroundings(request),
          keep: once && keep,
        },
        trace,
      );
      if (value instanceof RowStream && !request.streams) value = await wholeOf(value);
      const { operating } = trace;
      outcome = { ok: true, value, timing: { ...(kept ?? timing()), operating } };
    } catch (thrown) {
      const error = toRestError(thrown);
      status = failed(error).status;
      outcome = { ok: false, error };
      // A refusal for want of room has no cause, and is the line of its call.
      if (status >= 500 && (status !== 503 || error.cause !== undefined)) {
        log.error({ err: error.cause ?? error, method: loggedName(request.name) }, 'call failed');
      }
    }
    const ms = Math.round((clock.monotonic() - begun) * 100) / 100;
    const { caller } = trace;
    log.info({ method: loggedName(request.name), user: caller?.userId, status, ms }, 'call');
    return outcome;
  }

  /** A call of a face, as opposed to those that it makes itself. */
  const runOuter = async (request: PortalCall): Promise<Outcome> => {
    let leave: (() => void) | undefined;
    try {
      leave = options.enter?.();
      return await run(request);
    } catch (thrown) {
      return { ok: false, error: toRestError(thrown) };
    } finally {
      leave?.();
    }
  };

  return {
    registry,
    async authenticate(credentials) {
      try {
        return await authenticate(credentials);
      } catch (thrown) {
        const error = toRestError(thrown);
        if (error.cause !== undefined) log.error({ err: error.cause }, 'authentication failed');
        throw error;
      }
    },
    async call(request) {
      const outcome = await runOuter(request);
      if (outcome.ok) return outcome.value;
      throw outcome.error;
    },
    async answer(request) {
      const outcome = await runOuter(request);
      if (!outcome.ok) return { kind: 'json', ...failed(outcome.error) };
      const { value, timing } = outcome;
      if (value instanceof FileAnswer) return { kind: 'file', file: value };
      return { kind: 'json', status: 200, body: bodyOf(value, timing) };
    },
  };
}

/** What became of a call, before it is rendered. */
type Outcome =
  | { readonly ok: true; readonly value: unknown; readonly timing: Timing }
  | { readonly ok: false; readonly error: RestError };
