import { systemError } from './errors.ts';
import type { Caller, Right } from './method.ts';

/** Whether the caller has one of the rights; an administrator has every right. */
export const may = (caller: Caller, ...rights: readonly string[]): boolean =>
  caller.admin || rights.some((right) => caller.rights.has(right));

/** Throws the right's own refusal. */
export function requireRight(caller: Caller, right: Right | undefined): void {
  if (right && !may(caller, ...right.any)) throw right.refused();
}

/** Throws `insufficient_scope` unless the credential was given the method's scope. */
export function requireScope(caller: Caller, scope: string): void {
  if (scope !== '' && !caller.scopes.has(scope)) throw systemError('insufficientScope');
}
