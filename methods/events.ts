import { events } from '../catalog/events.ts';
import { read, textOf } from '../src/core/index.ts';
import { appError, requireApp } from './_shared/apps.ts';
import { isHeard } from './_shared/bindings.ts';

/** Names in upper case: those that the app can bind, those of one scope, or all of them. */
export default read({
  about: 'Lists events.',
  scope: '',
  anyCase: true,
  params: {
    scope: { type: 'any', optional: true, description: 'Only the events of this scope' },
    full: { type: 'boolean', optional: true, lenient: true, description: 'All events' },
  },
  result: 'list',
  errors: [appError],
  async run({ caller }, { scope, full = false }) {
    requireApp(caller);
    const names = [...events.keys()];
    if (scope !== undefined) {
      return names.filter((name) => events.get(name)?.scope === textOf(scope).toLowerCase());
    }
    return full ? names : names.filter((name) => isHeard(caller, name));
  },
});
