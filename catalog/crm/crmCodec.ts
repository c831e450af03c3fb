import type { EntitySchema } from '../../src/core/index.ts';
import {
  type Codec,
  createCodec,
  type PhpArray,
  type Row,
  refusal,
  textOf,
} from '../../src/core/index.ts';

/** `lastName` travels as `LAST_NAME`. */
const upper = (name: string): string => name.replace(/[A-Z]/g, '_$&').toUpperCase();

/** Fields that are lists of `{ID, VALUE, VALUE_TYPE, TYPE_ID}`, stored as JSON. */
const multiple = ['phone', 'email'] as const;
const MAX_VALUES = 50;
const MAX_VALUE = 255;

const isMultiple = (name: string): boolean => (multiple as readonly string[]).includes(name);

function valuesIn(name: string, given: unknown): string | null {
  const values = typeof given === 'object' && given !== null ? Object.values(given) : [];
  const kept = values.slice(0, MAX_VALUES).flatMap((one: unknown) => {
    const { VALUE, VALUE_TYPE = 'WORK' } =
      typeof one === 'object' && one !== null ? (one as Row) : {};
    return typeof VALUE === 'string' && VALUE !== '' && typeof VALUE_TYPE === 'string'
      ? [{ VALUE, VALUE_TYPE }]
      : [];
  });
  if (kept.some(({ VALUE, VALUE_TYPE }) => `${VALUE}${VALUE_TYPE}`.length > MAX_VALUE)) {
    throw refusal('0', `The field "${name}" takes at most ${MAX_VALUE} characters`);
  }
  return kept.length === 0 ? null : JSON.stringify(kept);
}

const valuesOut = (type: string, id: unknown, stored: string) =>
  (JSON.parse(stored) as Row[]).map((value, n) => ({
    ID: `${id}${n}`,
    VALUE_TYPE: value.VALUE_TYPE,
    VALUE: value.VALUE,
    TYPE_ID: type,
  }));

/** Between rows and what the crm methods send: upper-case names, ids as texts. */
export function createWire(schema: EntitySchema) {
  const codec: Codec = createCodec(schema);
  const byUpper = new Map(codec.names.map((name) => [upper(name), name]));
  const nameOf = (written: string): string | undefined => byUpper.get(written.toUpperCase());

  const renamed = (given: PhpArray, prefix: RegExp): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(given).flatMap(([key, value]) => {
        const sign = prefix.exec(key)?.[0] ?? '';
        const name = nameOf(key.slice(sign.length));
        return name === undefined ? [] : [[`${sign}${name}`, value]];
      }),
    );

  return {
    codec,
    /** Conditions and orders under the names of columns. */
    keys: (given: PhpArray = {}) => renamed(given, /^[^A-Za-z]*/),

    /** All but lists of values where nothing or `*` is asked, as in the crm. */
    select: (given: PhpArray = []): string[] => {
      const asked = Object.values(given).map(textOf);
      const some = asked.flatMap((name) => nameOf(name) ?? []);
      const all = asked.includes('*') || some.length === 0;
      return [
        ...new Set([
          ...(all ? codec.names.filter((name) => !isMultiple(name)) : []),
          ...some,
          'id',
        ]),
      ];
    },

    castIn(fields: PhpArray, on: 'add' | 'update'): Row {
      const given = renamed(fields, /^/);
      const lists = Object.fromEntries(
        multiple
          .filter((name) => name in given)
          .map((name) => [name, valuesIn(upper(name), given[name])]),
      );
      for (const name of multiple) delete given[name];
      return { ...codec.castIn(given, on), ...lists };
    },

    castOut(row: Row, names: readonly string[]): Row {
      const sent = codec.castOut(row, names);
      return Object.fromEntries(
        names.map((name) => {
          const value = sent[name];
          if (isMultiple(name) && typeof value === 'string') {
            return [upper(name), valuesOut(upper(name), row.id, value)];
          }
          return [upper(name), typeof value === 'number' ? String(value) : value];
        }),
      );
    },
  };
}
