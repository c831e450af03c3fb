type Row = readonly [what: string, value: unknown, message: string];

const invalid = (name: string, shown: string): string =>
  `Invalid value {${shown}} to match with parameter {${name}}. Should be value of type int.`;

/** What is no integer argument, and the text with code 100 that names it. */
export const badIntegers = (name: string): Row[] => [
  ['absent', undefined, `Could not find value for parameter {${name}}`],
  ['null', null, `Could not find value for parameter {${name}}`],
  ['empty', '', invalid(name, '')],
  ['a text', 'abc', invalid(name, 'abc')],
  ['a number with letters', '1abc', invalid(name, '1abc')],
  ['SQL', '1 or 1=1', invalid(name, '1 or 1=1')],
  ['true', true, invalid(name, 'true')],
  ['false', false, invalid(name, 'false')],
  ['a fraction', 1.5, invalid(name, '1.5')],
  ['a fraction as text', '1.5', invalid(name, '1.5')],
  ['huge', 1e99, invalid(name, '1e+99')],
  ['huge as text', '9'.repeat(19), invalid(name, '9'.repeat(19))],
  ['hexadecimal', '0x1', invalid(name, '0x1')],
  ['a list', [1], invalid(name, 'Array')],
  ['an object', { id: 1 }, invalid(name, 'Array')],
];
