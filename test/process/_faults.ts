import { spawnSync } from 'node:child_process';

const works = (command: string, ...args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

const FAILING = ['-f', '-e', 'trace=fsync', '-e', 'inject=fsync:error=EIO'];

/** What a machine must allow for a fault to be real; a test says when it does not. */
export const can = {
  /** strace makes system calls fail; containers may refuse it (ptrace). */
  strace: works('strace', '-o', '/dev/null', ...FAILING, 'true'),
  /** A file system of a few megabytes, in a namespace of its own or by root. */
  mount: works('unshare', '-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'),
};

/** Adds to the name of a test why it is skipped. */
export const named = (name: string, possible: boolean, needs: string): string =>
  possible ? name : `${name} (not tried: ${needs})`;
