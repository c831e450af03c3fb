import {
  type Caller,
  type Context,
  type Refusal,
  type RestError,
  systemError,
} from '../../src/core/index.ts';

/** The app that calls. */
export interface CallingApp {
  readonly appId: number;
  readonly clientId: string;
}

/** Throws `WRONG_AUTH_TYPE` unless an app calls: a webhook has no handlers and no queue. */
export function requireApp({ identity }: Caller): CallingApp {
  if (identity.kind !== 'token') throw systemError('wrongAuthType');
  return identity;
}

/** Throws `ACCESS_DENIED` with the reason unless an administrator calls. */
export function requireAdmin({ caller }: Context, reason: string): void {
  if (!caller.admin) throw systemError('accessDenied', { message: `Access denied! ${reason}` });
}

/** `ACCESS_DENIED` for what belongs to an app. */
export const contextRequired = (): RestError =>
  systemError('accessDenied', { message: 'Access denied! Application context required' });

/** What `requireApp` refuses. */
export const appError: Refusal = [
  'WRONG_AUTH_TYPE',
  'Current authorization type is denied for this method',
];

/** What `requireAdmin` refuses. */
export const adminError: Refusal = [
  'ACCESS_DENIED',
  'Access denied! Administrator authorization required',
];

export const contextError: Refusal = [
  'ACCESS_DENIED',
  'Access denied! Application context required',
];
