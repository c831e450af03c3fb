import { failure } from '../envelope.ts';
import { type Profile, RestError, systemError } from '../errors.ts';
import type { Inner, PortalFace } from '../method.ts';
import { LimitExceeded } from '../wire/brackets.ts';
import { parseLongBrackets } from '../wire/urlencoded.ts';
import { createMacros, type Section } from './macros.ts';

/** Commands of one batch; each one over it is refused by itself. */
const MAX_COMMANDS = 50;
/** With more than so many, a batch is refused as a whole. */
const MAX_REFUSED = 1000;

/** What a batch answers; every part is an array or an object as PHP would have it. */
export interface BatchResult {
  readonly result: object;
  readonly result_error: object;
  readonly result_total: object;
  readonly result_next: object;
  readonly result_time: object;
}

export interface BatchOptions {
  readonly portal: PortalFace;
  readonly profile: Profile;
  /** Whether the first failure ends it. */
  readonly halt: boolean;
}

/** PHP has one type: keys 0 to n - 1 in this order are a list, and so is nothing at all. */
const phpArray = (section: Section): object => {
  const isList = section.keys().every((key, i) => key === String(i));
  return isList ? [...section.values()] : Object.fromEntries(section);
};

/** `method?query`; what follows is read by PHP's rules, so that every value is a text. */
function readCommand(command: string): { name: string; query: string } {
  const mark = command.indexOf('?');
  return mark < 0
    ? { name: command.trim(), query: '' }
    : { name: command.slice(0, mark).trim(), query: command.slice(mark + 1) };
}

/**
 * Runs `commands` one after another for the same caller, each in a transaction of its own (spec/core.md
 * section 6). A command that is no text is passed over and leaves no trace, but counts. Throws
 * ERROR_BATCH_LENGTH_EXCEEDED for more than MAX_REFUSED.
 */
export async function runBatch(
  commands: readonly (readonly [key: string, command: unknown])[],
  { portal, profile, halt }: BatchOptions,
): Promise<BatchResult> {
  if (commands.length > MAX_REFUSED) throw systemError('batchLength');
  const section = (): Section => new Map();
  const sections = {
    result: section(),
    error: section(),
    total: section(),
    next: section(),
    time: section(),
  };
  const expand = createMacros(sections);

  const fail = (error: RestError): Inner => ({
    ok: false,
    error,
    body: failure(error, profile).body,
  });

  const run = async (command: string): Promise<Inner> => {
    const { name, query } = readCommand(command);
    const isForbidden = portal.registry.find(name)?.method.batch === false || name === 'upload';
    if (isForbidden) return fail(systemError('batchMethod'));
    try {
      return await portal.call(name, expand(await parseLongBrackets(Buffer.from(query))));
    } catch (error) {
      if (error instanceof RestError) return fail(error);
      if (!(error instanceof LimitExceeded)) throw error;
      return fail(systemError('invalidRequest', { message: error.message, cause: error }));
    }
  };

  let count = 0;
  for (const [key, command] of commands) {
    count += 1;
    if (typeof command !== 'string') continue;
    const inner = count > MAX_COMMANDS ? fail(systemError('batchLength')) : await run(command);
    if (inner.ok) {
      const { result, total, next, time } = inner.body;
      sections.result.set(key, result);
      sections.time.set(key, time);
      if (total !== undefined) sections.total.set(key, total);
      if (next !== undefined) sections.next.set(key, next);
      continue;
    }
    const { body } = inner;
    const silent = body.error === 'insufficient_scope';
    sections.error.set(key, silent ? { ...body, error_description: '' } : body);
    if (halt) break;
  }
  return {
    result: phpArray(sections.result),
    result_error: phpArray(sections.error),
    result_total: phpArray(sections.total),
    result_next: phpArray(sections.next),
    result_time: phpArray(sections.time),
  };
}
