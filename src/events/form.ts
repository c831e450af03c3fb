/** As PHP's urlencode: a space is `+`, and only `-_.` stay of the marks. */
const encode = (text: string): string =>
  encodeURIComponent(text.toWellFormed())
    .replace(/[!'()*~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');

/** PHP casts true to 1 and false to 0, and leaves null out. */
const scalar = (value: unknown): string =>
  typeof value === 'boolean' ? String(Number(value)) : String(value);

/** A form as PHP's http_build_query writes it, which is what handlers parse (spec/core.md section 8). */
export function buildForm(fields: object): string {
  const parts: string[] = [];
  const add = (name: string, value: unknown): void => {
    if (value === null || value === undefined) return;
    if (typeof value !== 'object') {
      parts.push(`${encode(name)}=${encode(scalar(value))}`);
      return;
    }
    for (const [key, child] of Object.entries(value)) add(`${name}[${key}]`, child);
  };
  for (const [name, value] of Object.entries(fields)) add(name, value);
  return parts.join('&');
}
