import { systemError } from './errors.ts';
import type { Caller, Right } from './method.ts';

/** Whether the caller has one of the rights; an administrator has every right. */
export const may = (caller: Caller, ...rights: readonly string[]): boolean =>
  caller.admin || rights.some((right) => caller.rights.has(right));

/** Throws the right's own refusal. */
export function requireRight(caller: Caller, right: Right | undefined): void {
  if (!right) return;
  const { any, all = [] } = right;
  const passes = may(caller, ...any) && all.every((one) => may(caller, one));
  if (!passes) throw right.refused();
}

/** Scopes that open a wider one: their methods hide what they do not cover (spec/core.md section 3). */
const narrower: Readonly<Record<string, readonly string[]>> = {
  user: ['user_basic', 'user_brief'],
};

/** Whether the credential was given the scope, or a narrower one that opens it. */
export const hasScope = ({ scopes }: Caller, scope: string): boolean =>
  scopes.has(scope) || (narrower[scope]?.some((name) => scopes.has(name)) ?? false);

/** Throws `insufficient_scope` unless the credential was given the method's scope. */
export function requireScope(caller: Caller, scope: string): void {
  if (scope === '' || hasScope(caller, scope)) return;
  if (caller.identity.kind !== 'token') throw systemError('insufficientScope');
  throw systemError('insufficientScope', {
    message: 'The request requires higher privileges than provided by the access token',
  });
}
