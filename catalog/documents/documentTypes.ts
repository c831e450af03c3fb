/** A type of document: how its titles begin, and which stores its lines need. */
export interface DocType {
  readonly title: string;
  readonly from: boolean;
  readonly to: boolean;
}

/**
 * Types that REST knows (spec/catalog.md section 5.9). A return enters a store, as on a portal; the
 * documentation speaks of the store that it leaves.
 */
const docTypes: ReadonlyMap<unknown, DocType> = new Map([
  ['A', { title: 'Receipt', from: false, to: true }],
  ['S', { title: 'Stock adjustment', from: false, to: true }],
  ['M', { title: 'Transfer', from: true, to: true }],
  ['R', { title: 'Return', from: false, to: true }],
  ['D', { title: 'Write-off', from: true, to: false }],
]);

export const findDocType = (letter: unknown): DocType | undefined => docTypes.get(letter);
