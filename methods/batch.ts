import { read, runBatch } from '../src/core/index.ts';

const FALSE: readonly unknown[] = [undefined, null, false, 0, '', '0'];

/** PHP's truth: `"false"` and `"N"` are texts, and so they are true. */
const isTrue = (value: unknown): boolean =>
  !FALSE.includes(value) && !(Array.isArray(value) && value.length === 0);

/** Runs up to 50 commands `method?query` in one request (spec/core.md section 6). */
export default read({
  about: 'Runs up to 50 commands.',
  scope: '',
  anyCase: true,
  unmetered: true,
  batch: false,
  params: {
    cmd: {
      type: 'array',
      optional: true,
      lenient: true,
      description: 'Commands `method?query`, by key',
    },
    halt: { type: 'any', optional: true, description: 'Whether the first failure ends it' },
  },
  result: 'object',
  errors: [['ERROR_BATCH_LENGTH_EXCEEDED', 'Max batch length exceeded']],
  run: ({ portal, profile }, { cmd = [], halt }) =>
    runBatch(Object.entries(cmd), { portal, profile, halt: isTrue(halt) }),
});
