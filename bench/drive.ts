import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import autocannon from 'autocannon';

/** What one run of load measured. */
export interface Measured {
  /** Requests per second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p99: number;
  /** Answers that were not a success. */
  readonly failed: number;
}

export interface Load {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** Body of the next request. */
  readonly body: () => object;
}

/** Posts JSON over keep-alive connections for some seconds. */
export async function drive({ url, connections, seconds, body }: Load): Promise<Measured> {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        setupRequest: (request) => ({ ...request, body: JSON.stringify(body()) }),
      },
    ],
  });
  return {
    rate: result['2xx'] / result.duration,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors,
  };
}

/** A child process that printed a line which matches. */
export interface Child {
  readonly process: ChildProcess;
  readonly match: RegExpExecArray;
  stop(): Promise<void>;
}

/** Starts a Node program and waits for its line. */
export async function startChild(
  args: readonly string[],
  ready: RegExp,
  env: Readonly<Record<string, string>> = {},
): Promise<Child> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  for await (const part of child.stdout) {
    output += part;
    const match = ready.exec(output);
    if (!match) continue;
    child.stdout.resume();
    return {
      process: child,
      match,
      async stop() {
        child.kill('SIGTERM');
        if (child.exitCode === null) await once(child, 'exit');
      },
    };
  }
  throw new Error(`${args.join(' ')} ended before it was ready:\n${output}`);
}

/** Resident memory of a process in MiB. */
export async function residentMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
