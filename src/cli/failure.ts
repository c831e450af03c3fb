/** What a failed command exits with (`vitrine --help`). */
export const exits = { failed: 1, usage: 2, notFound: 3, conflict: 4, config: 78 } as const;

/** A command that cannot do what it was asked; `code` is for programs, the message for people. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: string;
  readonly exit: number;

  constructor(code: string, exit: number, message: string) {
    super(message);
    this.code = code;
    this.exit = exit;
  }
}

export const wrongUsage = (message: string): Failure => new Failure('USAGE', exits.usage, message);
export const notFound = (message: string): Failure =>
  new Failure('NOT_FOUND', exits.notFound, message);
export const conflict = (message: string): Failure =>
  new Failure('CONFLICT', exits.conflict, message);
