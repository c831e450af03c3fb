import type { Command } from 'commander';
import {
  addDocumentField,
  deleteDocumentField,
  listDocumentFields,
} from '../../catalog/documents/documentFields.ts';
import { findDocType } from '../../catalog/documents/documentTypes.ts';
import { isInventoryOn } from '../../catalog/stock/inventory.ts';
import { NoStore, switchInventory } from '../../catalog/stock/switchInventory.ts';
import { conflict, notFound, wrongUsage } from './failure.ts';
import { printList, printOne } from './output.ts';
import { readId, readName, withPortal } from './portal.ts';

const json = ['--json', 'print JSON'] as const;

const toConflict = (error: unknown): never => {
  throw error instanceof NoStore ? conflict(error.message) : error;
};

/** What of inventory management has no method in the protocol: its switch, and fields of documents. */
export function addInventoryCommands(program: Command): void {
  const inventory = program.command('inventory').description('inventory management');

  inventory
    .command('status')
    .description('tell whether documents move stock')
    .option(...json)
    .action((options) =>
      withPortal(async ({ store }) => {
        printOne({ inventory: (await isInventoryOn(store.reader)) ? 'on' : 'off' }, options.json);
      }),
    );

  for (const [mode, description] of [
    ['on', 'let documents alone move stock; the first active store takes what there is'],
    ['off', 'let quantities be set by hand'],
  ] as const) {
    inventory
      .command(mode)
      .description(description)
      .option(...json)
      .action((options) =>
        withPortal(async ({ store }) => {
          await store.write((db) => switchInventory(db, mode === 'on')).catch(toConflict);
          printOne({ inventory: mode }, options.json);
        }),
      );
  }

  inventory
    .command('fields')
    .description('list the fields that were added to documents')
    .option(...json)
    .action((options) =>
      withPortal(async ({ store }) => {
        const rows = (await listDocumentFields(store.reader)).map(({ id, docType, name }) => ({
          id,
          type: docType,
          name,
          field: `field${id}`,
        }));
        printList(rows, options.json, 'No fields.');
      }),
    );

  inventory
    .command('add-field')
    .description('add a text field to the documents of a type')
    .requiredOption('--type <letter>', 'A, S, M, R or D')
    .requiredOption('--name <name>', 'what people call it')
    .option(...json)
    .action(({ type, name, ...options }) =>
      withPortal(async ({ store }) => {
        if (!findDocType(type)) throw wrongUsage(`${type} is no type of document`);
        const field = { docType: type, name: readName(name) };
        const { id } = await store.write((db) => addDocumentField(db, field));
        printOne({ id, type, name: field.name, field: `field${id}` }, options.json);
      }),
    );

  inventory
    .command('delete-field <id>')
    .description('remove a field of documents with all of its values')
    .option(...json)
    .action((text, options) =>
      withPortal(async ({ store }) => {
        const id = readId(text);
        if (!(await store.write((db) => deleteDocumentField(db, id)))) {
          throw notFound(`There is no field ${id}`);
        }
        printOne({ deleted: id }, options.json);
      }),
    );
}
