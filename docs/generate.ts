import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { methods } from '../methods/index.ts';
import { type SettingName, settings } from '../src/config.ts';
import type { Method, Registered } from '../src/core/method.ts';
import type { ParamSchema } from '../src/core/params.ts';
import { createRegistry } from '../src/core/registry.ts';

/** Writes the generated parts of the documentation; with --check it only compares. */
const check = process.argv.includes('--check');
const { all } = createRegistry(methods);
const stale: string[] = [];

const code = (text: string): string => `\`${text}\``;
const tableRow = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(tableRow).join('\n');

function write(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  if (check) stale.push(file);
  else writeFileSync(file, text);
}

/** Replaces what stands between two markers of a page. */
function fill(file: string, name: string, text: string): void {
  const page = readFileSync(file, 'utf8');
  const between = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
  if (!between.test(page)) throw new Error(`${file} has no place for ${name}`);
  write(
    file,
    page.replace(between, (_, open, close) => `${open}${text}\n${close}`),
  );
}

const specs = new Map(
  globSync('test/{spec,wire,golden,sdk}/**/*.{ts,json}').map((file) => [
    file,
    readFileSync(file, 'utf8'),
  ]),
);

/** The kinds of test that name a method. */
function provedBy(name: string): string {
  const kinds = {
    golden: /^test\/golden\//,
    spec: /^test\/spec\//,
    wire: /^test\/wire\//,
    client: /^test\/sdk\//,
  };
  const mentions = [...specs].filter(
    ([file, text]) => file.includes(`${name}.`) || text.includes(`${name}'`),
  );
  return Object.entries(kinds)
    .filter(([, folder]) => mentions.some(([file]) => folder.test(file)))
    .map(([kind]) => kind)
    .join(', ');
}

const paramText = ([name, { type, optional }]: [string, ParamSchema]): string =>
  `${code(optional ? `${name}?` : name)} ${type}`;

const rightText = ({ right }: Method): string =>
  right ? [right.any.map(code).join(' or '), ...(right.all ?? []).map(code)].join(' and ') : 'none';

function methodRow({ name, method }: Registered): string[] {
  return [
    code(name),
    method.about,
    method.effect,
    method.scope === '' ? 'none' : code(method.scope),
    Object.entries(method.params as Record<string, ParamSchema>)
      .map(paramText)
      .join(', '),
    rightText(method),
    provedBy(name),
  ];
}

write(
  'docs/methods.md',
  `# Methods

Made by \`npm run docs\` from the methods themselves. A name is \`folder.verb\`: \`catalog.productImage.add\`
is \`methods/catalog.productImage/add.ts\`, or a verb that the folder's index takes from a shared
factory. An administrator has every right; others need one of
those named. An \`array\` is a JSON array or object, as PHP has one type. The last column tells which kinds of test name the method.

${table(['Method', 'What it does', 'Effect', 'Scope', 'Parameters', 'Right', 'Proved by'], all.map(methodRow))}
`,
);

const settingRows = (Object.keys(settings) as SettingName[]).map((name) => {
  const { meaning, fallback }: { meaning: string; fallback?: string } = settings[name];
  return [code(name), fallback ? code(fallback) : '', meaning];
});
fill('README.md', 'settings', table(['Setting', 'Default', 'Meaning'], settingRows));
/** Methods of `catalog.*` that the vendor's documentation has no page for. */
const UNDOCUMENTED = new Set([
  'catalog.catalog.add',
  'catalog.catalog.delete',
  'catalog.catalog.update',
  'catalog.document.mode.statusDetails',
  'catalog.enum.getProductPropertyTypes',
  'catalog.enum.getProductTypes',
  'catalog.productPropertySection.getFields',
  'catalog.userfield.document.add',
  'catalog.userfield.document.delete',
  'catalog.userfield.document.get',
]);
const built = all.map(({ name }) => name).filter((name) => name.startsWith('catalog.'));
const documented = built.filter((name) => !UNDOCUMENTED.has(name)).length;
fill(
  'README.md',
  'methods',
  `${documented} of the 149 documented \`catalog.*\` methods are built, and ${built.length - documented} more.`,
);

if (stale.length > 0) {
  process.stderr.write(`stale: ${stale.join(', ')}; run npm run docs\n`);
  process.exitCode = 1;
}
