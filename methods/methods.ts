import { read, textOf } from '../src/core/index.ts';
import { isListed, mayCall } from './_shared/introspection.ts';

/**
 * Names of the methods that the caller may use, those of one scope (`''`: the common ones), or all. A
 * current portal leaves out the controllers, which are all of `catalog.*` (spec/core.md section 7).
 */
export default read({
  about: 'Lists methods.',
  scope: '',
  anyCase: true,
  params: {
    full: { type: 'boolean', optional: true, lenient: true, description: 'All methods' },
    scope: { type: 'any', optional: true, description: 'Only the methods of this scope' },
  },
  result: 'list',
  async run({ caller, portal, profile }, { full = false, scope }) {
    const listed = portal.registry.all.filter(
      ({ name }) => isListed(name) && !(profile === 'live' && name.startsWith('catalog.')),
    );
    const wanted =
      scope === undefined
        ? listed.filter(({ method }) => full || mayCall(caller, method.scope))
        : listed.filter(({ method }) => method.scope === textOf(scope).toLowerCase());
    return wanted.map(({ name }) => name);
  },
});
