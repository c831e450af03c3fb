import { createRows, type Entity } from './entity.ts';
import { getFieldsOf, getOf, listOf } from './read.ts';
import { addOf, deleteOf, updateOf } from './write.ts';

/** The six verbs of an entity as plain methods; a folder's index picks those that exist. */
export function crud(entity: Entity) {
  const rows = createRows(entity);
  return {
    getFields: getFieldsOf(rows),
    get: getOf(rows),
    list: listOf(rows),
    add: addOf(rows),
    update: updateOf(rows),
    delete: deleteOf(rows),
  };
}
