import type { JsonObject } from './contract.ts';

const withFields = (request: JsonObject, change: JsonObject): JsonObject => ({
  ...request,
  fields: { ...(request.fields as JsonObject), ...change },
});

/** Makes the requests of samples of stores and documents those that their answers belong to. */
export const stockRequests = {
  /** The sample's caller is user 29; an administrator may sign with that name. */
  signedByUser29: (request: JsonObject) => withFields(request, { createdBy: 29, modifiedBy: 29 }),
  /** The sample of the error has a type that REST does not know. */
  unknownDocType: (request: JsonObject) => withFields(request, { docType: 'W' }),
  /** The sample changes document 142 and answers document 11. */
  document11: (request: JsonObject) => ({ ...request, id: 11 }),
  /** The sample reads stock 1 and answers stock 13. */
  stockRow13: (request: JsonObject) => ({ ...request, id: 13 }),
  /** The sample begins at row 50 and answers the first. */
  firstPage: ({ start: _, ...request }: JsonObject) => request,
  /** A line that other samples need. */
  withoutLine147: ({ filter, ...request }: JsonObject) => ({
    ...request,
    filter: { ...(filter as JsonObject), '>id': 147 },
  }),
  /** The sample binds to document 42 and answers document 73. */
  contractorAsAnswered: (request: JsonObject) =>
    withFields(request, { documentId: 73, entityId: 2185 }),
};
