import { request } from 'undici';
import type { EventTargets } from '../core/events.ts';
import type { Claim } from './claims.ts';
import { TIMEOUT } from './schedule.ts';
import { checkTarget, createAgent } from './targets.ts';

/** What a receiver said: an HTTP status, or why there is none. */
export interface Reply {
  readonly status: number | null;
  readonly error: string | null;
}

const READ = 64 * 1024;

/** Posts forms to handlers. */
export function createPoster(targets: EventTargets) {
  const agent = createAgent(targets);
  const stopped = new AbortController();

  return {
    /** Never rejects. `X-Event-Id` is the same at each try, so that a receiver knows what it has had. */
    async post({ row, form }: Claim): Promise<Reply> {
      try {
        const answer = await request(checkTarget(row.url, targets), {
          method: 'POST',
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            'user-agent': 'Vitrine event sender',
            'x-event-id': String(row.id),
            'x-event-depth': String(row.depth),
          },
          body: form,
          dispatcher: agent,
          signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT), stopped.signal]),
        });
        await answer.body.dump({ limit: READ });
        return { status: answer.statusCode, error: null };
      } catch (error) {
        const { code, message, cause } = error as Error & { code?: string };
        const texts = [code, message, (cause as Error | undefined)?.message];
        return { status: null, error: texts.filter(Boolean).join(' ') };
      }
    },
    /** Breaks off what is under way. */
    breakOff(): void {
      stopped.abort(new Error('The server stopped'));
    },
    close: (): Promise<void> => agent.destroy(),
  };
}
