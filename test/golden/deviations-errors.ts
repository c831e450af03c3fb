/** Where a method does not refuse with the codes that its documentation, or a portal's server, has. */
interface ErrorDeviation {
  /** `missing`: the method has no such refusal; `added`: it has one that neither source names. */
  readonly side: 'missing' | 'added';
  readonly code: string;
  readonly methods: readonly string[];
  readonly reason: string;
}

const ofTypes = ['catalog.product.offer', 'catalog.product.service', 'catalog.product.sku'];
const faces = ['catalog.product', ...ofTypes];
const verbs = (groups: readonly string[], ...names: readonly string[]): string[] =>
  groups.flatMap((group) => names.map((name) => `${group}.${name}`));

const noRightsOfBlocks = 'information blocks have no rights of their own: those to areas decide';

export const errorDeviations: readonly ErrorDeviation[] = [
  {
    side: 'missing',
    code: '200040300000',
    methods: [...verbs(faces, 'get'), ...verbs(ofTypes, 'add', 'delete', 'list', 'update')],
    reason:
      'a stored product is always of a catalog, and methods of one type refuse others as no catalog, code 0',
  },
  {
    side: 'missing',
    code: '200040300030',
    methods: [
      ...verbs(['catalog.catalog'], 'get', 'getFields', 'isOffers', 'list'),
      ...verbs([...faces, 'catalog.section'], 'list'),
    ],
    reason: noRightsOfBlocks,
  },
  {
    side: 'missing',
    code: '200040300030',
    methods: verbs(['catalog.price'], 'add', 'modify', 'update'),
    reason: 'prices of single products have no rights: the right to edit prices decides',
  },
  {
    side: 'missing',
    code: '200040300010',
    methods: verbs(['catalog.price'], 'add', 'delete', 'modify', 'update'),
    reason: 'whoever may not change prices is answered 200040300020, which the documentation names',
  },
  {
    side: 'missing',
    code: '200040300040',
    methods: verbs([...faces, 'catalog.section'], 'get'),
    reason: noRightsOfBlocks,
  },
  {
    side: 'missing',
    code: '200040300050',
    methods: verbs(faces, 'add', 'update'),
    reason: 'sections have no rights of their own: whoever may edit a product may put it into any',
  },
  {
    side: 'missing',
    code: '200040300020',
    methods: ['catalog.section.delete'],
    reason: 'the want of the right to delete a section is 200040300050, as on a portal',
  },
  {
    side: 'missing',
    code: '200700300020',
    methods: ['catalog.section.delete'],
    reason: 'a section that may be deleted is: nothing is left that could fail for no reason',
  },
  {
    side: 'missing',
    code: '0',
    methods: ['catalog.document.element.delete', 'catalog.product.delete'],
    reason: 'what may be deleted is: nothing is left that could fail for no reason',
  },
  {
    side: 'added',
    code: '0',
    methods: ['catalog.priceTypeGroup.list'],
    reason:
      'the bounds of filters are refused with code 0 in every list; this page names no such code',
  },
  {
    side: 'added',
    code: '200040500010',
    methods: ['catalog.product.offer.update'],
    reason: 'a variation that gets a parent is held to the rules of one that is added with it',
  },
  {
    side: 'added',
    code: '200040500020',
    methods: ['catalog.product.offer.update'],
    reason: 'a variation that gets a parent is held to the rules of one that is added with it',
  },
  {
    side: 'added',
    code: 'BX_INVALID_VALUE',
    methods: ['catalog.productPropertyEnum.update'],
    reason: 'an external code is unique after an update too, and refused in the words of add',
  },
  {
    side: 'added',
    code: 'ERROR_CORE',
    methods: [
      ...verbs(
        ['catalog.document.element', 'catalog.roundingRule', 'catalog.store'],
        'add',
        'update',
      ),
    ],
    reason:
      'numbers that a column of a portal cannot hold are refused, as its old API does elsewhere',
  },
  {
    side: 'added',
    code: 'ERROR_CORE',
    methods: ['catalog.productProperty.update'],
    reason: 'the property that links variations to products stays what it is, as for delete',
  },
  {
    side: 'added',
    code: 'ERROR_CORE',
    methods: ['catalog.section.delete'],
    reason:
      'products go with their section, and one that documents use stays, as for product.delete',
  },
];
