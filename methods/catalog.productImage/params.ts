/** The two arguments of get and delete, in the order in which a portal checks them. */
export const oneImage = {
  id: { type: 'integer', description: 'Image' },
  productId: { type: 'integer', description: 'Product, parent, variation or service' },
} as const;
