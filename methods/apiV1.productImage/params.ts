/** The argument of the methods that work on the images of one product. */
export const ofOneProduct = { productId: { type: 'integer', description: 'Product' } } as const;
