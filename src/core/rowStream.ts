import { refusal } from './errors.ts';
import { createGiveWay } from './giveWay.ts';
import { weightOf } from './weight.ts';

/** Characters of a list that is answered as one. */
const MAX_WHOLE = 16 * 1024 * 1024;

/** What a method returns for a list without a bound: its rows part by part, each read when it is asked for. */
export class RowStream {
  readonly parts: AsyncIterable<readonly object[]>;

  constructor(parts: AsyncIterable<readonly object[]>) {
    this.parts = parts;
  }
}

/**
 * The rows as one list, for an answer that has other things beside them. Others have their turn
 * between the parts. Throws code 0 for more than 16 MiB.
 */
export async function wholeOf({ parts }: RowStream): Promise<readonly object[]> {
  const giveWay = createGiveWay();
  const rows: object[] = [];
  let room = MAX_WHOLE;
  for await (const part of parts) {
    room -= weightOf(part, room);
    if (room < 0) throw refusal('0', 'The list is larger than 16 MiB: ask for pages of it');
    rows.push(...part);
    await giveWay();
  }
  return rows;
}
