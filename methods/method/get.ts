import { read, textOf } from '../../src/core/index.ts';
import { isListed, mayCall } from '../_shared/introspection.ts';

/** `{ isExisting, isAvailable }`; without a name both are false. */
export default read({
  about: 'Tells whether a method exists, and whether the caller may use it.',
  scope: '',
  anyCase: true,
  params: { name: { type: 'any', optional: true, description: 'Name of the method' } },
  result: 'object',
  async run({ caller, portal }, { name }) {
    const found = portal.registry.find(textOf(name));
    const isExisting = found !== undefined && isListed(found.name);
    return { isExisting, isAvailable: isExisting && mayCall(caller, found.method.scope) };
  },
});
