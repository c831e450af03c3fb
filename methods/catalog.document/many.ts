import { CANCEL_FAILED } from '../../catalog/documents/conductDocument.ts';
import {
  findDocument,
  type InventoryDocument,
  NOT_FOUND,
} from '../../catalog/documents/documents.ts';
import {
  type Context,
  type PhpArray,
  type Refusal,
  refusal,
  textOf,
} from '../../src/core/index.ts';

/** Each document is a call with a transaction of its own, so their number is bounded. */
const MAX_DOCUMENTS = 500;

/** The argument of the three methods that take many documents. */
export const documentIds = { type: 'array', description: 'Ids of documents' } as const;

interface Listed {
  /** As the caller wrote it. */
  readonly shownId: string;
  readonly document: InventoryDocument | undefined;
}

/** The documents of a list of ids, in its order. */
export async function* listed({ db }: Context, ids: PhpArray): AsyncGenerator<Listed> {
  const values = Object.values(ids).map(textOf);
  if (values.length > MAX_DOCUMENTS) {
    throw refusal('0', `At most ${MAX_DOCUMENTS} documents can be named, ${values.length} given`);
  }
  for (const shownId of values) {
    const id = /^\d{1,15}$/.test(shownId) ? Number(shownId) : 0;
    yield { shownId: shownId.slice(0, 100), document: await findDocument(db, id) };
  }
}

export const shownTitle = ({ id, title }: InventoryDocument): string => `"${title || `#${id}`}"`;

/** Throws the first of the failures, after everything was tried. */
export function answerMany(failures: readonly string[]): true {
  const [first] = failures;
  if (first !== undefined) throw refusal('0', first);
  return true;
}

/**
 * Conducts or cancels every document, whatever becomes of the others: what succeeds stays
 * (spec/catalog.md section 5.9).
 */
export async function doToEach(
  context: Context,
  ids: PhpArray,
  { method, doing }: { readonly method: string; readonly doing: string },
): Promise<true> {
  const failures: string[] = [];
  for await (const { document } of listed(context, ids)) {
    if (!document) {
      failures.push(`An error occurred while ${doing} the document: ${NOT_FOUND}`);
      continue;
    }
    const inner = await context.portal.call(method, { id: document.id });
    if (inner.ok) continue;
    const reason = inner.body.error_description.replace(CANCEL_FAILED, '');
    failures.push(
      `An error occurred while ${doing} the document ${shownTitle(document)}: ${reason}`,
    );
  }
  return answerMany(failures);
}

/** What `listed` refuses. */
export const manyErrors: readonly Refusal[] = [['0', 'At most … documents can be named, … given']];
