import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { noteCall } from './proofs/note.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const START_TIMEOUT = 15_000;
const STOP_TIMEOUT = 15_000;

export interface ServerOptions {
  /** Data folder; the caller removes it. */
  readonly data: string;
  /** Settings beside folder and ports. */
  readonly env?: Readonly<Record<string, string>>;
  /** Current folder of the process, where it looks for `.env`; the data folder by default. */
  readonly cwd?: string;
  /** A command that runs the server in its own process, such as strace. */
  readonly under?: readonly string[];
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

/** Children that still run when a test worker ends must not outlive it. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A new folder below the system's for temporary files, and how it is removed. */
export async function temporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-process-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

function launch({ data, env, cwd, under = [] }: ServerOptions) {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VITRINE_|NODE_)/.test(name));
  const [command = process.execPath, ...args] = [...under, process.execPath, MAIN];
  const child = spawn(command, args, {
    cwd: cwd ?? tmpdir(),
    env: {
      ...Object.fromEntries(inherited),
      VITRINE_DATA: data,
      VITRINE_HTTP_PORT: '0',
      VITRINE_HTTPS_PORT: '0',
      VITRINE_SEED: 'empty',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  const exited = new Promise<Exit>((resolve) => {
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve({ code, signal });
    });
  });
  return { child, output, exited };
}

/**
 * Runs the server until it ends by itself, as a start that is refused does, or is killed after
 * `patience` milliseconds.
 */
export async function runServer(
  options: ServerOptions,
  patience = START_TIMEOUT,
): Promise<Exit & Output> {
  const { child, output, exited } = launch(options);
  const late = setTimeout(() => child.kill('SIGKILL'), patience);
  const exit = await exited;
  clearTimeout(late);
  return { ...exit, ...output };
}

/** Runs the server and kills it as soon as its standard error says so. */
export async function killServer(options: ServerOptions, when: RegExp): Promise<Exit & Output> {
  const { child, output, exited } = launch(options);
  child.stderr.on('data', () => {
    if (when.test(output.stderr)) child.kill('SIGKILL');
  });
  return { ...(await exited), ...output };
}

/** What the banner tells. */
interface Banner {
  readonly httpUrl: string;
  readonly httpsUrl: string;
  readonly secret: string;
  readonly caPath: string;
  /** The lines that a person would paste into a shell. */
  readonly commands: readonly string[];
}

function readBanner(text: string): Banner | undefined {
  const [http, https] = Array.from(text.matchAll(/(https?:\/\/\S+)\/rest\/1\/([\w-]+)\/\n/g));
  const caPath = /NODE_EXTRA_CA_CERTS=(.+)\n/.exec(text)?.[1];
  if (!http || !https || !caPath) return undefined;
  const commands = Array.from(text.matchAll(/^ *(curl .*)\n/gm), (match) => match[1] as string);
  return {
    httpUrl: http[1] as string,
    httpsUrl: https[1] as string,
    secret: http[2] as string,
    caPath,
    commands,
  };
}

/** Methods that were answered without an error, as the log tells it: a name for each call. */
const answeredCalls = (log: string): string[] =>
  Array.from(log.matchAll(/"method":"([\w.]+)","user":\d+,"status":200,/g), ([, name]) =>
    String(name),
  );

/** The names that are left when each of `taken` takes one away. */
function without(names: readonly string[], taken: readonly string[]): string[] {
  const left = [...names];
  for (const name of taken) {
    const at = left.indexOf(name);
    if (at >= 0) left.splice(at, 1);
  }
  return left;
}

export type Server = Awaited<ReturnType<typeof startServer>>;

/** Starts the real server on free ports and waits for its banner. Rejects when it ends before. */
export async function startServer(options: ServerOptions) {
  const { child, output, exited } = launch(options);
  const banner = await new Promise<Banner>((resolve, reject) => {
    const late = setTimeout(() => child.kill('SIGKILL'), START_TIMEOUT);
    child.stdout?.on('data', () => {
      const read = readBanner(output.stdout);
      if (!read) return;
      clearTimeout(late);
      resolve(read);
    });
    void exited.then((exit) => {
      clearTimeout(late);
      const all = JSON.stringify({ ...exit, ...output });
      reject(new Error(`the server ended before its banner: ${all}`, { cause: exit }));
    });
  });
  const hook = `${banner.httpUrl}/rest/1/${banner.secret}/`;

  /** Methods that the test called itself, a batch's commands among them. */
  const own: string[] = [];

  /** Sends the signal, if it still runs, and waits for its end. */
  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<Exit> => {
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT);
    child.kill(signal);
    const exit = await exited;
    clearTimeout(late);
    for (const name of without(answeredCalls(output.stderr), own)) noteCall(name);
    return exit;
  };

  /** JSON to a method of user 1's webhook. */
  const call = async (method: string, params: object = {}) => {
    own.push(
      method,
      ...Object.values((params as { cmd?: object }).cmd ?? {}).map(
        (one) => String(one).split('?')[0] ?? '',
      ),
    );
    const answer = await fetch(`${hook}${method}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(params),
    });
    // biome-ignore lint/suspicious/noExplicitAny: tests read any key of it
    return { status: answer.status, body: (await answer.json()) as any };
  };

  return { ...banner, pid: child.pid as number, hook, output, exited, stop, call };
}
