import { document } from '../../schemas/document.ts';
import { documentElement } from '../../schemas/documentElement.ts';
import type { Deviation } from './deviation.ts';

const on = (methods: readonly string[], path: string, reason: string): Deviation[] =>
  methods.map((method) => ({ method, path, reason }));

const zeroAsText =
  'pages of documents print the code as text, all others as a number: Vitrine prints it one way';
const oneText = 'pages translate one text of the portal in several ways: Vitrine has one of them';
const lowerCase = 'other samples and a portal write Access Denied with a capital D';
const modifies = 'the sample is copied from the page of get: update asks for the right to change';
const seeded = 'a fresh portal has store 1, so that the first one that is added is not 1';
const fileName = 'the sample uploads detailPicture.png and answers test.jpeg';
const abridged = 'the sample describes one field of all';
const unordered = 'answers of the catalog have their keys in order, those of this sample have not';
const nullLeftOut = 'the sample leaves out selected fields that are null, which other samples show';
const threeOfMany = 'the sample shows three rows of a portal that has 143';
const notSelected = 'the sample answers a field that it does not select';
const placeholder = 'the text of the error is a placeholder in the documentation';

const documentMethods = [
  ...['add', 'cancel', 'cancelList', 'conduct', 'conductList', 'confirm', 'delete', 'deleteList'],
  ...['fields', 'getFields', 'list', 'mode.status', 'unconfirm', 'update'],
].map((verb) => `catalog.document.${verb}`);

const contractorMethods = ['add', 'delete', 'getFields', 'list'].map(
  (verb) => `catalog.documentcontractor.${verb}`,
);

const fieldMethods = ['list', 'update'].map((verb) => `catalog.userfield.document.${verb}`);

/** Every field of a schema but id, which the deprecated sample describes. */
const described = (method: string, schema: { readonly properties: object }): Deviation[] => [
  ...Object.keys(schema.properties)
    .filter((name) => name !== 'id')
    .flatMap((name) => on([method], `result[0].${name}`, abridged)),
  ...on([method], 'result[0].id{}', unordered),
];

export const stockDeviations: readonly Deviation[] = [
  ...on([...documentMethods, ...contractorMethods, ...fieldMethods], 'error', zeroAsText),
  ...on(
    [
      'catalog.document.cancelList',
      'catalog.document.deleteList',
      'catalog.document.unconfirm',
      'catalog.document.update',
    ],
    'error_description',
    oneText,
  ),
  ...described('catalog.document.fields', document),
  ...described('catalog.document.element.fields', documentElement),
  ...on(['catalog.document.list'], 'next', threeOfMany),
  ...on(['catalog.document.list'], 'total', threeOfMany),
  ...[0, 1, 2].flatMap((row) =>
    ['dateDocument', 'docNumber', 'total'].flatMap((name) =>
      on(['catalog.document.list'], `result.documents[${row}].${name}`, nullLeftOut),
    ),
  ),
  ...[0, 1].flatMap((row) =>
    on(
      ['catalog.document.element.list'],
      `result.documentElements[${row}].purchasingPrice`,
      notSelected,
    ),
  ),
  ...on(['catalog.userfield.document.list'], 'error_description', placeholder),
  ...on(['catalog.store.add'], 'result.store.id', seeded),
  ...on(['catalog.store.add', 'catalog.store.update'], 'result.store.imageId.url', fileName),
  ...on(['catalog.store.list', 'catalog.store.update'], 'error_description', lowerCase),
  ...on(['catalog.store.update'], 'error', modifies),
];
