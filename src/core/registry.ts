import type { MethodGroup, Registered, Registry } from './method.ts';

/**
 * Joins `{ 'catalog.product': { add, list } }` to `catalog.product.add`, ...; the group '' holds
 * methods whose name has no entity.
 */
export function createRegistry(groups: Readonly<Record<string, MethodGroup>>): Registry {
  const byName = new Map<string, Registered>();
  for (const [entity, group] of Object.entries(groups)) {
    for (const [verb, method] of Object.entries(group)) {
      const name = entity === '' ? verb : `${entity}.${verb}`;
      if (byName.has(name.toLowerCase())) throw new Error(`method ${name} is registered twice`);
      byName.set(name.toLowerCase(), { name, method });
    }
  }
  const all = [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { find: (name) => byName.get(name.toLowerCase()), all };
}
