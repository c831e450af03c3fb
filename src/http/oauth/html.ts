/** Text that is HTML already. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (value: unknown): string =>
  value instanceof Html
    ? value.text
    : String(value).replace(/[&<>"']/g, (character) => entities[character] as string);

/** A template whose values are escaped unless they are `Html`; lists are joined. */
export function html(parts: TemplateStringsArray, ...values: readonly unknown[]): Html {
  const texts = values.map((value) =>
    Array.isArray(value) ? value.map(escaped).join('') : escaped(value),
  );
  return new Html(parts.reduce((text, part, i) => text + texts[i - 1] + part));
}
