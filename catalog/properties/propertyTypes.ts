import { type Field, idOf, isCleanText, isoTime, parseTime, textOf } from '../../src/core/index.ts';

/** The columns of a value. */
export interface StoredValue {
  readonly value: string;
  readonly number: number | null;
  readonly textType: string | null;
}

/** What is done with a value that a call gave: stored, taken for none, or refused. */
export type ReadValue = StoredValue | 'empty' | 'wrong';

/** How the values of a property are read, answered and compared. */
export interface ValueType {
  /** How the operand of a filter is cast, and before that put as values are stored. */
  readonly view: Field['view'];
  readonly operand?: Field['operand'];
  /** Compared and sorted by. */
  readonly column: 'value' | 'number';
  read(given: unknown): ReadValue;
  write(stored: StoredValue): unknown;
}

const isScalar = (given: unknown): given is string | number | boolean =>
  typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean';

const isNone = (given: unknown): boolean =>
  given === undefined || given === null || given === '' || given === false;

/** A scalar that is something, as text. */
const scalar =
  (read: (text: string) => ReadValue) =>
  (given: unknown): ReadValue => {
    if (isNone(given)) return 'empty';
    if (!isScalar(given)) return 'wrong';
    return read(given === true ? '1' : String(given));
  };

const asStored = ({ value }: StoredValue): unknown => value;

const text: ValueType = {
  view: 'string',
  column: 'value',
  read: scalar((value) => (isCleanText(value) ? { value, number: null, textType: null } : 'wrong')),
  write: asStored,
};

const NUMBER = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i;

const withPoint = (given: string): string => given.trim().replace(',', '.');

const number: ValueType = {
  view: 'double',
  column: 'number',
  operand: (given) => (typeof given === 'string' ? withPoint(given) : given),
  read: scalar((given) => {
    const trimmed = given.trim();
    const value = Number(withPoint(given));
    if (!NUMBER.test(trimmed) || !Number.isFinite(value)) return 'wrong';
    return { value: String(value), number: value, textType: null };
  }),
  write: asStored,
};

/** The id of a list value, an element or a section. */
const id: ValueType = {
  view: 'integer',
  column: 'number',
  read: scalar((given) => {
    const value = idOf(given);
    if (value === 0) return Number(given) === 0 ? 'empty' : 'wrong';
    return { value: String(value), number: value, textType: null };
  }),
  write: asStored,
};

const startOfDay = (seconds: number): number =>
  Math.floor(new Date(seconds * 1000).setHours(0, 0, 0, 0) / 1000);

const time = (settle: (seconds: number) => number): ValueType => ({
  view: 'datetime',
  column: 'number',
  operand(given) {
    const seconds = typeof given === 'string' ? parseTime(given) : undefined;
    return seconds === undefined ? given : isoTime(settle(seconds));
  },
  read: scalar((given) => {
    const seconds = parseTime(given);
    if (seconds === undefined) return 'wrong';
    const value = settle(seconds);
    return { value: String(value), number: value, textType: null };
  }),
  write: ({ number: seconds }) => isoTime(seconds as number),
});

/** Text with its type, `{ text, type }`; the names are taken in upper case too. */
const html: ValueType = {
  view: 'string',
  column: 'value',
  read(given) {
    if (typeof given !== 'object' || given === null) return withTextType(given, 'HTML');
    const { text, type, TEXT = text, TYPE = type } = given as Record<string, unknown>;
    return withTextType(TEXT, textOf(TYPE).toUpperCase() === 'TEXT' ? 'TEXT' : 'HTML');
  },
  write: ({ value, textType }) => ({ text: value, type: textType }),
};

function withTextType(given: unknown, textType: string): ReadValue {
  const read = text.read(given);
  return typeof read === 'object' ? { ...read, textType } : read;
}

const plain = '';

/**
 * The types a property may have, and the user types of each (spec/catalog.md section 5.3); undefined
 * has files instead of values.
 */
const types: Readonly<Record<string, Readonly<Record<string, ValueType | undefined>>>> = {
  N: { [plain]: number, Sequence: number },
  S: {
    [plain]: text,
    Date: time(startOfDay),
    DateTime: time((seconds) => seconds),
    ECrm: text,
    ElementXmlID: text,
    HTML: html,
    Money: text,
    UserID: text,
    directory: text,
    employee: text,
    map_google: text,
    map_yandex: text,
  },
  L: { [plain]: id },
  F: { [plain]: undefined },
  E: { [plain]: id, EAutocomplete: id, EList: id, SKU: id },
  G: { [plain]: id, SectionAuto: id },
};

interface Typed {
  readonly propertyType: string;
  readonly userType: string | null;
}

const ofBase = (propertyType: string) =>
  Object.hasOwn(types, propertyType) ? types[propertyType] : undefined;

/** Whether there are properties of this type. */
export const isKnownType = ({ propertyType, userType }: Typed): boolean =>
  Object.hasOwn(ofBase(propertyType) ?? {}, userType ?? plain);

/** How the values of a property of a known type are handled; undefined for files. */
export const valueTypeOf = ({ propertyType, userType }: Typed): ValueType | undefined =>
  ofBase(propertyType)?.[userType ?? plain];
