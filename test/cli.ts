import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

export const CLI = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** The command line on a data folder, as a person runs it. */
export function cliOf(data: string, settings: Readonly<Record<string, string>> = {}) {
  const run = (
    args: readonly string[],
    { env, input = '' }: CliOptions = {},
  ): Promise<CliResult> => {
    const inherited = Object.entries(process.env).filter(
      ([name]) => !/^(VITRINE_|NODE_)/.test(name),
    );
    const child = spawn(process.execPath, [CLI, ...args], {
      cwd: tmpdir(),
      env: { ...Object.fromEntries(inherited), VITRINE_DATA: data, ...settings, ...env },
      timeout: 30_000,
    });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output.stderr += text;
    });
    child.stdin.end(input);
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, ...output }));
    });
  };

  /** What a command prints with `--json`. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read any key of it
  const json = async (...args: readonly string[]): Promise<any> => {
    const { code, stdout, stderr } = await run([...args, '--json']);
    if (code !== 0) throw new Error(`vitrine ${args.join(' ')} exits with ${code}: ${stderr}`);
    return JSON.parse(stdout);
  };

  return { run, json };
}
