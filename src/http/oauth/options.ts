import type { KeyObject } from 'node:crypto';
import type { Request } from 'express';
import type { Logger } from 'pino';
import type { Clock } from '../../core/clock.ts';
import type { Profile } from '../../core/errors.ts';
import type { Store } from '../../core/store.ts';

/** What every part of the authorization server needs. */
export interface OAuthOptions {
  readonly store: Store;
  readonly profile: Profile;
  readonly log: Logger;
  readonly clock: Clock;
  readonly baseUrl: (req: Request) => string;
  /** 32 hexadecimal digits that name this portal everywhere. */
  readonly memberId: string;
  /** Key of the tokens that keep foreign pages from sending forms. */
  readonly linkKey: KeyObject;
}
