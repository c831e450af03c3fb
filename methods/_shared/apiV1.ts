import { type Element, findElement } from '../../catalog/elements.ts';
import { type Db, invalid, type Refusal, RestError } from '../../src/core/index.ts';

/** HTTP 404 of the REST API. */
export const notFound = (message: string): RestError => new RestError('NOT_FOUND', 404, message);

/** HTTP 409: the request is sound, what is stored forbids it. */
export const conflict = (message: string): RestError => new RestError('CONFLICT', 409, message);

export const productNotFound = (id: number): RestError =>
  notFound(`Product not found with id: ${id}`);

/** The element of any catalog, or 404. */
export async function requireProduct(db: Db, id: number): Promise<Element> {
  const element = await findElement(db, id);
  if (!element) throw productNotFound(id);
  return element;
}

/** Arguments of a list; without both it is whole. */
export const pageParams = {
  page: { type: 'integer', optional: true, description: 'Page, from 0' },
  pageSize: { type: 'integer', optional: true, description: 'Rows of a page, from 1 to 1000' },
} as const;

/** Rows wanted of a list. */
export interface Rows {
  readonly limit: number;
  readonly offset: number;
}

const PART = 100;

/** A whole list, by id, in parts. `read` gives the first rows with larger ids. */
export async function* inParts<Row extends { readonly id: number }>(
  read: (after: number, limit: number) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  for (let after = 0; ; ) {
    const rows = await read(after, PART);
    const last = rows.at(-1);
    if (last) yield rows;
    if (!last || rows.length < PART) return;
    after = last.id;
  }
}

const MAX_PAGE = 1_000_000_000;
const MAX_PAGE_SIZE = 1000;

/**
 * Undefined for the whole list. A page size over the limit is refused: a client that got fewer rows
 * than it asked for would take the page for the last one.
 */
export function rowsOf(params: { page?: number; pageSize?: number }): Rows | undefined {
  const { page = 0, pageSize = 10 } = params;
  if (params.page === undefined && params.pageSize === undefined) return undefined;
  const failures = [];
  if (page < 0 || page > MAX_PAGE) {
    failures.push({ field: 'page', message: `page must be an integer from 0 to ${MAX_PAGE}` });
  }
  if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
    const message = `pageSize must be an integer from 1 to ${MAX_PAGE_SIZE}`;
    failures.push({ field: 'pageSize', message });
  }
  if (failures.length > 0) throw invalid(failures);
  return { limit: pageSize, offset: page * pageSize };
}

/** What is declared of `invalid`, `notFound` and `conflict`. */
export const invalidError: Refusal = ['VALIDATION_FAILED', 'Validation failed'];
export const notFoundError = (what: string): Refusal => ['NOT_FOUND', `${what} not found…`];
export const conflictError = (text: string): Refusal => ['CONFLICT', text];
export const productError = notFoundError('Product');
