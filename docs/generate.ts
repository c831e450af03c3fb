import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { methods } from '../methods/index.ts';
import { type SettingName, settings } from '../src/config.ts';
import { createRegistry } from '../src/core/registry.ts';
import { code, table } from './markdown.ts';
import { proofSummary } from './proofs.ts';
import { referenceFiles } from './reference.ts';

/** Writes the generated parts of the documentation; with --check it only compares. */
const check = process.argv.includes('--check');
const { all } = createRegistry(methods);
const stale: string[] = [];

function write(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  if (check) {
    stale.push(file);
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Removes a page that nothing is left of. */
function remove(file: string): void {
  if (check) stale.push(file);
  else rmSync(file);
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

const summary = proofSummary(all);
const reference = referenceFiles(all, summary);
for (const [file, text] of reference) write(file, text);
for (const file of globSync('docs/methods/*.md')) if (!reference.has(file)) remove(file);

const settingRows = (Object.keys(settings) as SettingName[]).map((name) => {
  const { meaning, fallback }: { meaning: string; fallback?: string } = settings[name];
  return [code(name), fallback ? code(fallback) : '', meaning];
});
fill('README.md', 'settings', table(['Setting', 'Default', 'Meaning'], settingRows));
fill('README.md', 'methods', summary);

if (stale.length > 0) {
  process.stderr.write(`stale: ${stale.join(', ')}; run npm run docs\n`);
  process.exitCode = 1;
}
