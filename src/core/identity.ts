/** How a caller proved who it is. */
export type Identity =
  | { readonly kind: 'webhook'; readonly userId: number; readonly secret: string }
  | { readonly kind: 'internal' };
