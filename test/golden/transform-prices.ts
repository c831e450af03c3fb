import type { JsonObject } from './contract.ts';

const withFields = (request: JsonObject, fields: JsonObject): JsonObject => ({
  ...request,
  fields: { ...(request.fields as JsonObject), ...fields },
});

const product = (request: JsonObject) => (request.fields as JsonObject).product as JsonObject;

/** Makes the samples of prices and price types ones that can be sent, or refused. */
export const priceRequests = {
  /** The sample adds 2000 euros and answers 100.5 dollars. */
  addedPriceAsAnswered: (request: JsonObject) =>
    withFields(request, { price: 100.5, currency: 'USD' }),

  /** The sample sets 5000 dollars and answers 120.75. */
  changedPriceAsAnswered: (request: JsonObject) => withFields(request, { price: 120.75 }),

  /** The sample asks for product 1 and answers the prices of 6461. */
  productAsAnswered: (request: JsonObject): JsonObject => ({
    ...request,
    filter: { productId: 6461 },
  }),

  withoutAmount: (request: JsonObject) => withFields(request, { price: '', currency: '' }),

  withoutName: (request: JsonObject) => withFields(request, { name: '' }),

  /** The same prices without amount and currency. */
  withoutAmounts: (request: JsonObject): JsonObject => {
    const prices = (product(request).prices as JsonObject[]).map(
      ({ price: _, currency: __, ...rest }) => rest,
    );
    return { fields: { product: { ...product(request), prices } } };
  },
};
