import { Bare } from '../core/envelope.ts';
import { read } from '../core/method.ts';
import { openApi } from './openapi.ts';

const name = (description: string) => ({ type: 'string', optional: true, description }) as const;

/** The OpenAPI document of every method, without an envelope, whatever the caller's scopes. */
export const documentation = read({
  about: 'Describes all methods as OpenAPI.',
  scope: '',
  params: {},
  batch: false,
  run: async ({ portal }) => new Bare(openApi(portal.registry)),
});

/** `{module: {controller: {method: {scope, title, description, fields}}}}`. */
export const scopeList = read({
  about: 'Lists methods with the scopes that open them.',
  scope: '',
  params: {
    filterModule: name('Only this module'),
    filterController: name('Only this controller'),
    filterMethod: name('Only this method'),
  },
  async run({ portal }, { filterModule, filterController, filterMethod }) {
    const isWanted = (wanted: string | undefined, is: string) =>
      wanted === undefined || wanted.toLowerCase() === is.toLowerCase();
    const modules: Record<string, Record<string, Record<string, object>>> = {};
    for (const { name: full, method } of portal.registry.all) {
      const parts = full.split('.');
      const verb = parts.pop() as string;
      const module = parts.shift() ?? 'rest';
      const controller = parts.join('.');
      const wanted =
        isWanted(filterModule, module) &&
        isWanted(filterController, controller) &&
        isWanted(filterMethod, verb);
      if (!wanted) continue;
      modules[module] ??= {};
      modules[module][controller] ??= {};
      modules[module][controller][verb] = {
        scope: full,
        title: full,
        description: method.about,
        fields: null,
      };
    }
    return modules;
  },
});
