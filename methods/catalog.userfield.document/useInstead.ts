import { readDocumentFields } from '../../catalog/rights.ts';
import { read, refusal } from '../../src/core/index.ts';

/** Values are part of their document: there is nothing to add, get or delete (section 5.9). */
export const useInstead = (verb: 'add' | 'get' | 'delete', other: 'update' | 'list') =>
  read({
    about: `Refuses: use catalog.userfield.document.${other} instead of ${verb}.`,
    scope: 'catalog',
    params: {},
    right: readDocumentFields,
    result: 'nothing',
    errors: [['0', `The method ${verb} is not supported, use catalog.userfield.document.${other}`]],
    async run() {
      throw refusal(
        '0',
        `The method ${verb} is not supported, use catalog.userfield.document.${other}`,
      );
    },
  });
