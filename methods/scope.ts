import { read } from '../src/core/index.ts';
import { isListed } from './_shared/introspection.ts';

/** Codes of the caller's scopes, or of all that methods need. */
export default read({
  about: 'Lists scopes.',
  scope: '',
  anyCase: true,
  params: { full: { type: 'boolean', optional: true, lenient: true, description: 'All scopes' } },
  result: 'list',
  async run({ caller, portal }, { full = false }) {
    if (!full) return [...caller.scopes].sort();
    const needed = portal.registry.all
      .filter(({ name, method }) => isListed(name) && method.scope !== '')
      .map(({ method }) => method.scope);
    return [...new Set(needed)].sort();
  },
});
