import { read } from '../core/method.ts';
import type { RawParams } from '../core/wire/params.ts';
import { v3Error } from './errors.ts';
import { createReferences } from './references.ts';

const MAX_COMMANDS = 50;

interface Command {
  readonly method: string;
  readonly query: RawParams;
  readonly as: string;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readCommand(given: unknown, index: number): Command {
  const { method, query, as = String(index) } = isRecord(given) ? given : {};
  if (typeof method !== 'string' || typeof as !== 'string') {
    throw v3Error('invalidSelect', 'A command of a batch is {method, query}');
  }
  if (!isRecord(query) && !(Array.isArray(query) && query.length === 0)) {
    throw v3Error('invalidSelect', `The command ${as} of the batch has no query`);
  }
  return { method, query: Array.isArray(query) ? {} : query, as };
}

/**
 * `[{method, query, as?, parallel?}]`, at the top of the body, one after another: the results in this
 * order. The first failure is the answer of the whole; what was written before it stays.
 */
export const batch = read({
  about: 'Runs up to 50 commands.',
  scope: '',
  unmetered: true,
  batch: false,
  params: { commands: { type: 'array', description: 'Commands `{method, query, as}`' } },
  async run({ portal }, { commands }) {
    const all = Object.values(commands);
    if (all.length > MAX_COMMANDS) {
      throw v3Error('invalidSelect', `A batch has at most ${MAX_COMMANDS} commands`);
    }
    const given = all.map(readCommand);
    const references = createReferences();
    const results: unknown[] = [];
    for (const [place, { method, query, as }] of given.entries()) {
      if (portal.registry.find(method)?.method.batch === false) {
        throw v3Error('methodNotFound', `The method ${method} cannot be part of a batch`);
      }
      const inner = await portal.call(method, references.resolve(query), place);
      if (!inner.ok) throw inner.error;
      const result = inner.body.result ?? inner.body;
      references.add(as, result);
      results.push(result);
    }
    return results;
  },
});
