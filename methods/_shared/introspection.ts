import { type Caller, hasScope } from '../../src/core/index.ts';

/** The REST API's own methods are no part of the protocol. */
export const isListed = (name: string): boolean => !name.startsWith('apiV1.');

/** Whether the caller was given the scope; '' needs none. */
export const mayCall = (caller: Caller, scope: string): boolean =>
  scope === '' || hasScope(caller, scope);

/** What a portal calls the licence of a server of one's own. */
export const LICENSE = 'en_selfhosted';
