const two = (n: number): string => (n < 10 ? `0${n}` : String(n));

function zone(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  const abs = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(abs / 60))}:${two(abs % 60)}`;
}

/**
 * ISO 8601 in the server's zone with its offset and no fraction (PHP's DATE_ATOM), which is the only
 * form that every SDK parses. `seconds` since 1970; a fraction is cut off.
 */
export function isoTime(seconds: number): string {
  const d = new Date(Math.floor(seconds) * 1000);
  return `${localTime(d)}${zone(d)}`;
}

/** The same without the offset: `2024-01-15T10:30:00`. */
export function localTime(d: Date): string {
  const year = String(d.getFullYear()).padStart(4, '0');
  return `${year}-${two(d.getMonth() + 1)}-${two(d.getDate())}T${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}`;
}

const DAY_FIRST = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ T]+(.+))?$/;
const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;
/** Year, month, day; numbers between slashes; or the name of a month. Date.parse reads "item 12" too. */
const WRITTEN =
  /^(?:\d{4}-\d|\d{1,4}\/\d{1,2}\/\d|.*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b.*\d{4})\P{Cc}*$/iu;
const UNIX = /^@(-?\d{1,12})$/;

/**
 * Seconds since 1970 of a date text, or undefined where it is none. Takes ISO 8601, `DD.MM.YYYY
 * [time]`, `@unix` and what Date.parse takes of written dates; a text without an offset is in the
 * server's zone, and the 31st of February is in March, as in PHP. A portal accepts whatever PHP's
 * strtotime does, relative texts ("tomorrow") too: those are refused.
 */
export function parseTime(text: string): number | undefined {
  const value = text.trim();
  if (value === '' || value.length > 64) return undefined;
  const unix = UNIX.exec(value);
  if (unix) return inRange(Number(unix[1]));
  const day = DAY_FIRST.exec(value);
  const iso = day ? `${day[3]}-${two(Number(day[2]))}-${two(Number(day[1]))}` : value;
  if (!WRITTEN.test(iso)) return undefined;
  const time = day?.[4] ?? (day || DATE_ONLY.test(iso) ? '00:00:00' : undefined);
  return inRange(Math.floor(Date.parse(time === undefined ? iso : `${iso}T${time}`) / 1000));
}

/** Years 1 to 9999 in the server's zone: what else is sent no SDK reads. */
function inRange(seconds: number): number | undefined {
  const year = new Date(seconds * 1000).getFullYear();
  return year >= 1 && year <= 9999 ? seconds : undefined;
}
