import { systemErrors } from '../src/core/errors.ts';
import type { BareResult, Method, Registered, Result } from '../src/core/method.ts';
import { refusalsOf } from '../src/core/refusals.ts';
import type { ParamSchema } from '../src/core/wire/params.ts';
import { type EntitySchema, type Field, naturalOrder } from '../src/core/wire/schema.ts';
import { anchor, code, list, table } from './markdown.ts';
import { isDocumented, isProved, type Proof } from './proofs.ts';
import { sourceOf } from './sources.ts';

/** The methods of one page, by what they belong to. */
interface Page {
  readonly name: string;
  readonly title: string;
  readonly methods: readonly Registered[];
}

const groupOf = (name: string): string => name.slice(0, Math.max(name.lastIndexOf('.'), 0));

/** Every entity of the catalog has a page; the rest shares three. */
function pageOf(name: string): string {
  const [first = ''] = name.split('.');
  if (first === 'catalog') return groupOf(name);
  return first === 'crm' || first === 'apiV1' ? first : 'general';
}

const titles: Readonly<Record<string, string>> = {
  crm: 'CRM: currencies, contacts and companies',
  general: 'General methods and events',
  apiV1: 'The REST API',
};

/** The pages in the order of their names, those of the catalog first. */
export function pagesOf(all: readonly Registered[]): Page[] {
  const byPage = Map.groupBy(all, ({ name }) => pageOf(name));
  const pages = [...byPage].map(([name, methods]) => ({
    name,
    title: titles[name] ?? name,
    methods,
  }));
  return [
    ...pages.filter(({ title, name }) => title === name),
    ...pages.filter(({ title, name }) => title !== name),
  ];
}

const pageFile = ({ name }: Page): string => `docs/methods/${name}.md`;

/** What a page links to that shows the same fields. */
type Shown = Map<EntitySchema, string>;

function limits({ minimum, maximum, maxLength, letters }: Field): string {
  const parts = [
    minimum === undefined ? '' : `from ${minimum}`,
    maximum === undefined ? '' : `to ${maximum}`,
    maxLength === undefined ? '' : `at most ${maxLength} characters`,
    letters === undefined ? '' : `one of ${[...letters].join(', ')}`,
  ].filter(Boolean);
  return parts.length > 0 ? ` (${parts.join(' ')})` : '';
}

function fieldRow(schema: EntitySchema, name: string): string[] {
  const field = schema.properties[name] as Field;
  const { view, printedView = view, documentedView = printedView } = field;
  const notes = [
    schema.required.includes(name) ? 'required' : '',
    field.readOnly ? 'read-only' : '',
    field.immutable ? 'immutable' : '',
  ];
  return [
    code(name),
    documentedView,
    notes.filter(Boolean).join(', '),
    field.description + limits(field),
  ];
}

/** The fields of a page's entity: a table, or a link where another page has the same ones. */
function fieldsSection(page: Page, shown: Shown): string[] {
  const schema = page.methods.find(({ method }) => method.entity)?.method.entity?.schema;
  if (!schema) return [];
  const dynamic = page.methods.some(({ method }) => method.entity?.dynamic);
  const other = shown.get(schema);
  const more = dynamic ? ['The properties of its catalog are fields too: `property<id>`.'] : [];
  if (other) return ['## Fields', `Those of [${other}](${other}.md#fields).`, ...more];
  shown.set(schema, page.name);
  const rows = naturalOrder(Object.keys(schema.properties)).map((name) => fieldRow(schema, name));
  return ['## Fields', table(['Field', 'Type', '', 'Meaning'], rows), ...more];
}

const bareTexts: Readonly<Partial<Record<BareResult, string>>> = {
  true: code('true'),
  'true or null': `${code('true')}, or null where nothing was done`,
  'text or null': 'a bare text, or null',
  object: 'an object',
  list: 'a bare list',
  fields: 'the description of each field',
  file: 'the bytes of a file',
  any: 'what was asked for, of any type',
  nothing: 'nothing: it always refuses',
};

function resultText(result: Result | undefined): string {
  if (result === undefined) return 'something';
  if (typeof result === 'string') return bareTexts[result] ?? `a bare ${result}`;
  if ('row' in result) return `${code(`{ ${result.row}: {…} }`)}, one row`;
  if ('rows' in result) return `${code(`{ ${result.rows}: […] }`)}, rows`;
  return `${code(`{ ${result.fields}: {…} }`)}, the description of each field`;
}

function rightText({ right, scope }: Method): string {
  const scopeText = scope === '' ? 'no scope' : `scope ${code(scope)}`;
  if (!right) return `${scopeText}, no right`;
  const rights = [right.any.map(code).join(' or '), ...(right.all ?? []).map(code)];
  return `${scopeText}, right ${rights.join(' and ')}`;
}

const proofNames: Readonly<Record<Proof, string>> = {
  sample: 'its documented sample',
  spec: 'a spec',
  http: 'requests over HTTP',
  client: 'a real client',
};

const proofsOf = (name: string): Proof[] =>
  (Object.keys(proofNames) as Proof[]).filter((proof) => isProved(name, proof));

function errorItems(method: Method): string[] {
  const items = refusalsOf(method).map(
    ([errorCode, text]) => `${errorCode === '' ? 'no code' : code(errorCode)} ${text}`,
  );
  return [...new Set(items)];
}

function paramsText({ params }: Method): string {
  const entries = Object.entries(params as Record<string, ParamSchema>);
  if (entries.length === 0) return 'No parameters.';
  const rows = entries.map(([name, { type, optional, description }]) => [
    code(name),
    type,
    optional ? 'optional' : 'required',
    description,
  ]);
  return table(['Parameter', 'Type', '', 'Meaning'], rows);
}

function sourceText(name: string): string {
  const file = sourceOf(name);
  if (!file) throw new Error(`${name} has no source file`);
  return `Source [${file}](../../${file})`;
}

function methodSection({ name, method }: Registered): string[] {
  const proofs = proofsOf(name).map((proof) => proofNames[proof]);
  const notes = [
    method.anyCase ? 'Names of parameters in any case.' : '',
    method.batch === false ? 'Not in a batch.' : '',
    name.startsWith('catalog.') && !isDocumented(name) ? 'Portals have it undocumented.' : '',
  ].filter(Boolean);
  const errors = errorItems(method);
  const { asks = [] } = method;
  return [
    `### ${name}`,
    [method.about, ...notes].join(' '),
    paramsText(method),
    list([
      `Answers ${resultText(method.result)}`,
      `Needs ${rightText(method)}`,
      ...(asks.length > 0
        ? [`Asks for ${asks.map(code).join(', ')} once it knows what is concerned`]
        : []),
      sourceText(name),
      `Proved by ${proofs.length > 0 ? proofs.join(', ') : 'no test'}`,
      errors.length > 0
        ? `Refuses with\n${errors.map((item) => `  - ${item}`).join('\n')}`
        : 'Refuses with the errors of every method alone',
    ]),
  ];
}

const pageText = (page: Page, shown: Shown): string =>
  `${[
    `# ${page.title}`,
    'Made by `npm run docs`. [All methods](../methods.md), and what is true of each of them.',
    ...fieldsSection(page, shown),
    '## Methods',
    ...page.methods.flatMap(methodSection),
  ].join('\n\n')}\n`;

const yes = (value: boolean): string => (value ? '✓' : '');

function indexSection(page: Page): string {
  const rows = page.methods.map(({ name, method }) => [
    `[${name}](methods/${page.name}.md#${anchor(name)})`,
    method.about,
    yes(isProved(name, 'sample')),
    yes(isProved(name, 'spec')),
    yes(isProved(name, 'http')),
    yes(isProved(name, 'client')),
  ]);
  const head = ['Method', 'What it does', 'Sample', 'Spec', 'HTTP', 'Client'];
  return `## [${page.title}](methods/${page.name}.md)\n\n${table(head, rows)}`;
}

const errorRow = (name: keyof typeof systemErrors, text?: string): string[] => {
  const { code: errorCode, message, documented } = systemErrors[name];
  return [code(errorCode), String(documented), text ?? message];
};

const everywhere = table(
  ['Code', 'HTTP', 'Text'],
  [
    [code('100'), '400', 'Could not find value for parameter {name}'],
    [
      code('100'),
      '400',
      'Invalid value {…} to match with parameter {name}. Should be value of type ….',
    ],
    errorRow('methodNotFound'),
    errorRow('noAuth'),
    errorRow('invalidCredentials'),
    errorRow('expiredToken'),
    errorRow('insufficientScope'),
    errorRow('queryLimit'),
    errorRow('operationLimit'),
    errorRow('eventLoop'),
    errorRow('internal'),
  ],
);

/** The whole reference: the text of each file. */
export function referenceFiles(all: readonly Registered[], summary: string): Map<string, string> {
  const pages = pagesOf(all);
  const shown: Shown = new Map();
  const files = new Map(pages.map((page) => [pageFile(page), pageText(page, shown)]));
  const links = pages.map(({ title }) => `[${title}](#${anchor(title)})`).join(' ·\n');
  files.set(
    'docs/methods.md',
    `# Methods

Made by \`npm run docs\` from the methods, their schemas and the record of the tests that passed. A name is
\`folder.verb\`: \`catalog.productImage.add\` is \`methods/catalog.productImage/add.ts\`. The common verbs of an
entity are made by \`crud\` in its folder's \`entity.ts\` or \`index.ts\`; each page names the file.

${links}

## What is true of every method

An administrator has every right; others need those that are named. An \`array\` is a JSON array or object,
as PHP has one type. Unless a page says otherwise a refusal is HTTP 400. In the texts of refusals \`…\` stands
for what differs from call to call. A refusal without a code has the code 0 in the documented profile and an
empty one in the live profile. Beside its own refusals a method answers

${everywhere}

## What proves a method

${summary} The columns below tell the same of each:

- Sample: the request that the documentation prints is replayed, and the answer is compared with the printed
  one key by key (\`test/golden\`).
- Spec: a spec of \`test/spec\` calls it in process and is answered.
- HTTP: it is called over HTTP and answers (\`test/wire\`).
- Client: a client that others wrote calls it over HTTP and is answered (\`test/sdk\`).

The tests record what answered them in \`test/proofs/calls.json\`, file by file, where the whole file passes.

${pages.map(indexSection).join('\n\n')}
`,
  );
  return files;
}
