import type { KeyObject } from 'node:crypto';
import type { Logger } from 'pino';
import { authenticateBearer, authenticateWebhook } from './auth/webhooks.ts';
import type { Holder } from './core/blobs.ts';
import { createDispatch } from './core/dispatch.ts';
import { failure, success } from './core/envelope.ts';
import { type Profile, systemError, toRestError } from './core/errors.ts';
import { FileAnswer } from './core/file-answer.ts';
import { createLinks } from './core/links.ts';
import type { Caller, CallFiles, MethodGroup } from './core/method.ts';
import type { RawParams } from './core/params.ts';
import { createRegistry, type Registry } from './core/registry.ts';
import type { Store } from './core/store.ts';

/** What a request offers to prove who it is. */
export type Credentials =
  | { readonly kind: 'webhook'; readonly user: string; readonly secret: string }
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
  readonly registry: Registry;
}

export interface PortalOptions {
  readonly methods: Readonly<Record<string, MethodGroup>>;
  readonly store: Store;
  readonly files: Holder;
  readonly imageType: CallFiles['imageType'];
  readonly profile: Profile;
  /** Key of signed links; made from raw bytes at each call, it would cost more than the signature. */
  readonly linkKey: KeyObject;
  /** Wall clock, milliseconds since 1970, with a fraction. */
  readonly now: () => number;
  readonly log: Logger;
}

const METHOD_NAME = /^\w{1,40}(\.\w{1,40}){1,4}$/;

/** A portal: methods on a store, independent of how calls arrive. */
export function createPortal(options: PortalOptions): Portal {
  const { store, profile, linkKey, now, log } = options;
  const registry = createRegistry(options.methods);

  /** In a mistyped address a secret may stand in the method's place: only what is a name is logged. */
  const loggedName = (name: string): string =>
    registry.find(name)?.name ?? (METHOD_NAME.test(name) ? name : '(no name)');

  const dispatch = createDispatch({ ...options, registry });

  const authenticate = (credentials: Credentials): Caller | Promise<Caller> => {
    switch (credentials.kind) {
      case 'webhook':
        return authenticateWebhook(store.reader, credentials.user, credentials.secret);
      case 'bearer':
        return authenticateBearer(store.reader, credentials.secret);
      case 'caller':
        return credentials.caller;
      case 'none':
        throw systemError('noAuth');
    }
  };

  /** One line for each call, whatever became of it; params and secrets never reach it. */
  async function call(
    request: PortalCall,
    timing: { start: number; run: number },
  ): Promise<unknown> {
    let userId: number | undefined;
    let status = 200;
    try {
      return await dispatch(
        {
          name: request.name,
          params: request.params,
          authenticate: () => authenticate(request.credentials),
          surroundings: ({ identity }) => ({
            profile,
            links: createLinks({
              key: linkKey,
              baseUrl: request.baseUrl,
              identity,
              scope: 'catalog',
            }),
          }),
        },
        (run) => {
          userId = run.caller.userId;
          timing.run = run.at;
        },
      );
    } catch (thrown) {
      const error = toRestError(thrown);
      status = failure(error, profile).status;
      if (status >= 500) {
        log.error({ err: error.cause ?? error, method: loggedName(request.name) }, 'call failed');
      }
      throw error;
    } finally {
      const ms = Math.round((now() - timing.start) * 100) / 100;
      log.info({ method: loggedName(request.name), user: userId, status, ms }, 'call');
    }
  }

  const begun = () => {
    const start = now();
    return { start, run: start };
  };

  return {
    registry,
    call: (request) => call(request, begun()),
    async answer(request) {
      const timing = begun();
      try {
        const value = await call(request, timing);
        if (value instanceof FileAnswer) return { kind: 'file', file: value };
        const body = success(value, { ...timing, finish: now() }, profile);
        return { kind: 'json', status: 200, body };
      } catch (error) {
        return { kind: 'json', ...failure(toRestError(error), profile) };
      }
    },
  };
}
