/** One row of an answer, by the names of the protocol where it has some. */
export type Record = { readonly [name: string]: unknown };

const cell = (value: unknown): string =>
  value === null || value === undefined ? '' : String(value).replace(/[\p{Cc}]/gu, ' ');

/** Columns as wide as their widest cell, under their names. */
function table(rows: readonly Record[]): string {
  const names = Object.keys(rows[0] ?? {});
  const lines = [names, ...rows.map((row) => names.map((name) => cell(row[name])))];
  const widths = names.map((_, i) => Math.max(...lines.map((line) => (line[i] as string).length)));
  return lines
    .map((line) =>
      line
        .map((text, i) => text.padEnd(widths[i] as number))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A list: a table for people, an array with `--json`. */
export function printList(rows: readonly Record[], json: boolean, none: string): void {
  const text = json ? JSON.stringify(rows, null, 2) : rows.length === 0 ? none : table(rows);
  process.stdout.write(`${text}\n`);
}

/** One thing: a line for each of its fields, an object with `--json`. */
export function printOne(record: Record, json: boolean): void {
  const width = Math.max(...Object.keys(record).map((name) => name.length));
  const lines = Object.entries(record).map(([name, value]) =>
    `${name.padEnd(width)}  ${cell(value)}`.trimEnd(),
  );
  process.stdout.write(`${json ? JSON.stringify(record, null, 2) : lines.join('\n')}\n`);
}
