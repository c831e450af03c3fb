/** How a caller proved who it is. */
export type Identity =
  | { readonly kind: 'webhook'; readonly userId: number; readonly secret: string }
  | TokenIdentity
  | { readonly kind: 'internal' };

/** An access token of an app. */
export interface TokenIdentity {
  readonly kind: 'token';
  readonly userId: number;
  readonly appId: number;
  readonly clientId: string;
  /** The access token itself: signed links are bound to it. */
  readonly token: string;
  /** Seconds since 1970. */
  readonly expires: number;
  /** How many events led to this call. */
  readonly depth: number;
}
