import { describe, expect, it } from 'vitest';
import { HTML, PNG, SCRIPT, SVG } from '../images/fixtures.ts';
import { testPortal } from '../portal.ts';
import { addProduct, photoProperty, profiles, refused } from './_given.ts';

const METHOD = 'catalog.productImage.add';

const NOT_FOUND = ['0', 'Product was not found'] as const;
const REQUIRED = ['0', 'Required fields: productId'] as const;
const UNSAVED = ['0', 'Could not save image.'] as const;
const NO_IMAGE_NAME = [
  '0',
  'The file is not an image: the extension must be jpg, bmp, jpeg, jpe, gif, png, webp',
] as const;
const DENIED = ['200040300020', 'Access Denied'] as const;
const missing = (name: string) => ['100', `Could not find value for parameter {${name}}`] as const;
const noArray = (shown: string, name: string) =>
  [
    '100',
    `Invalid value {${shown}} to match with parameter {${name}}. Should be value of type array.`,
  ] as const;

/** Every row breaks the later rules too: the first failure wins. `VIEWER` may add but edit no element. */
const VIEWER = 0;
const order: [what: string, user: number, params: object, refusal: readonly [string, string]][] = [
  ['no fields', 99, {}, missing('fields')],
  ['fields null', 99, { fields: null }, missing('fields')],
  [
    'fields in upper case',
    99,
    { FIELDS: { productId: 1 }, fileContent: ['', ''] },
    missing('fields'),
  ],
  ['fields a text', 99, { fields: 'x' }, noArray('x', 'fields')],
  ['fields a boolean', 99, { fields: true }, noArray('true', 'fields')],
  ['no fileContent', 99, { fields: {} }, missing('fileContent')],
  [
    'fileContent a text',
    99,
    { fields: {}, fileContent: PNG.slice(0, 8) },
    noArray(PNG.slice(0, 8), 'fileContent'),
  ],
  ['fileContent a number', 99, { fields: {}, fileContent: 7 }, noArray('7', 'fileContent')],
  ['no rights', 99, { fields: {}, fileContent: [] }, DENIED],
  ['a reader', 2, { fields: {}, fileContent: [] }, DENIED],
  ['no productId', VIEWER, { fields: {}, fileContent: [] }, REQUIRED],
  ['productId null', VIEWER, { fields: { productId: null }, fileContent: [] }, REQUIRED],
  ['productId empty', VIEWER, { fields: { productId: '' }, fileContent: [] }, REQUIRED],
  ['fields a list', VIEWER, { fields: [1], fileContent: [] }, REQUIRED],
  ['productId in upper case', VIEWER, { fields: { PRODUCT_ID: 1 }, fileContent: [] }, REQUIRED],
  ['productId unknown', VIEWER, { fields: { productId: 999 }, fileContent: [] }, NOT_FOUND],
  ['productId 0', VIEWER, { fields: { productId: 0 }, fileContent: [] }, NOT_FOUND],
  ['productId negative', VIEWER, { fields: { productId: -1 }, fileContent: [] }, NOT_FOUND],
  ['productId a text', VIEWER, { fields: { productId: 'abc' }, fileContent: [] }, NOT_FOUND],
  ['productId huge', VIEWER, { fields: { productId: 1e99 }, fileContent: [] }, NOT_FOUND],
  ['productId SQL', VIEWER, { fields: { productId: '0 or 1=1' }, fileContent: [] }, NOT_FOUND],
  [
    'productId a list',
    VIEWER,
    { fields: { productId: [1] }, fileContent: [] },
    ['0', 'Wrong format of field "productId".'],
  ],
  [
    'productId an object',
    VIEWER,
    { fields: { productId: {} }, fileContent: [] },
    ['0', 'Wrong format of field "productId".'],
  ],
  ['no element right', VIEWER, { fields: { productId: 1 }, fileContent: [] }, DENIED],
  ['fileContent empty', 1, { fields: { productId: 1 }, fileContent: [] }, UNSAVED],
  ['fileContent an empty object', 1, { fields: { productId: 1 }, fileContent: {} }, UNSAVED],
  ['a name alone', 1, { fields: { productId: 1 }, fileContent: ['\0'] }, UNSAVED],
];

const contents: [what: string, content: unknown][] = [
  ['empty', ''],
  ['false as text', 'false'],
  ['false', false],
  ['null', null],
  ['true', true],
  ['a number', 12345],
  ['a list', [PNG]],
  ['an object', { data: PNG }],
  ['blanks', ' \n '],
  ['padding alone', '===='],
  ['one digit', 'A'],
  ['cut off', PNG.slice(0, -3)],
  ['a data: prefix', `data:image/png;base64,${PNG}`],
  ['foreign characters', `${PNG}é`],
  ['text', 'no base64!'],
];

const names: [what: string, name: unknown, message: string][] = [
  ['NUL, over-long', `\0${'n'.repeat(300)}`, 'The file name contains invalid characters'],
  ['a line feed', 'a\nb.png', 'The file name contains invalid characters'],
  ['a turned direction', 'a\u202egnp.exe', 'The file name contains invalid characters'],
  ['half a surrogate', 'a\ud800.png', 'The file name contains invalid characters'],
  ['300 characters', `${'n'.repeat(300)}`, 'The file name is too long'],
  ['.htaccess', '.htaccess', 'The file name is not safe'],
  ['.HTACCESS', '.HTACCESS', 'The file name is not safe'],
  ['web.config', 'web.config', 'The file name is not safe'],
  ['only dots', '...', 'The file name is empty'],
  ['no base name', '.png', 'The file name is empty'],
  ['no extension', 'photo', NO_IMAGE_NAME[1]],
  ['a script', 'evil.php', NO_IMAGE_NAME[1]],
  ['SVG', 'a.svg', NO_IMAGE_NAME[1]],
  ['a dot at the end', 'a.png.', NO_IMAGE_NAME[1]],
  ['empty', '', NO_IMAGE_NAME[1]],
  ['null', null, NO_IMAGE_NAME[1]],
  ['a list', ['a.png'], NO_IMAGE_NAME[1]],
];

describe.each(profiles)('catalog.productImage.add refuses in profile %s', (profile) => {
  it.each(order)('%s', async (_what, user, params, [code, message]) => {
    const portal = await testPortal({ profile });
    await addProduct(portal);
    await photoProperty(portal, 'missing');
    const caller = user === VIEWER ? await portal.userWith('catalog.view') : user;
    expect(await portal.as(caller)(METHOD, params)).toEqual(refused(profile, code, message));
    expect(await portal.storedHashes()).toEqual([]);
  });

  it('a call outside the scope', async () => {
    const { as } = await testPortal({ profile });
    expect(await as(1, [])(METHOD)).toEqual({
      status: profile === 'live' ? 401 : 403,
      error: 'insufficient_scope',
      error_description:
        'The request requires higher privileges than provided by the webhook token',
    });
  });

  it.each([
    'missing',
    { active: 'N' },
    { propertyType: 'S' },
    { active: 'N', propertyType: 'S' },
  ] as const)('MORE_PHOTO when the property is %j, and keeps no bytes', async (change) => {
    const portal = await testPortal({ profile });
    const { id: productId } = await addProduct(portal);
    await photoProperty(portal, change);
    const add = (type?: string) =>
      portal.as(1)(METHOD, { fields: { productId, type }, fileContent: ['a.png', PNG] });
    const message =
      change === 'missing'
        ? 'Image product property does not exists. Create MORE_PHOTO property'
        : 'active' in change
          ? 'Image product property does not active. Activate MORE_PHOTO property'
          : 'Image product property is of the wrong type';

    expect(await add()).toEqual(refused(profile, '0', message));
    expect(await portal.storedHashes()).toEqual([]);
    expect(await add('DETAIL_PICTURE')).toMatchObject({ status: 200 });
  });
});

describe('catalog.productImage.add refuses with code 0 and keeps nothing', () => {
  it.each(contents)('content: %s', async (_what, content) => {
    const portal = await testPortal();
    const { id: productId } = await addProduct(portal);
    const answer = await portal.as(1)(METHOD, {
      fields: { productId },
      fileContent: ['\0', content],
    });
    expect(answer).toEqual(refused('documented', ...UNSAVED));
    expect(await portal.storedHashes()).toEqual([]);
  });

  it.each(names)('name: %s', async (_what, name, message) => {
    const portal = await testPortal();
    const { id: productId } = await addProduct(portal);
    const answer = await portal.as(1)(METHOD, {
      fields: { productId },
      fileContent: [name, SCRIPT],
    });
    expect(answer).toEqual(refused('documented', '0', message));
    expect(await portal.storedHashes()).toEqual([]);
  });

  it.each([
    ['a script', SCRIPT],
    ['SVG', SVG],
    ['a page', HTML],
    ['one byte', 'AA=='],
  ])('%s under the name of a picture, wherever it is to hang', async (_what, content) => {
    const portal = await testPortal();
    const { id: productId } = await addProduct(portal);
    for (const type of ['DETAIL_PICTURE', 'PREVIEW_PICTURE', 'MORE_PHOTO']) {
      const call = { fields: { productId, type }, fileContent: ['a.png', content] };
      expect(await portal.as(1)(METHOD, call)).toEqual(
        refused('documented', '0', 'The file is not an image'),
      );
    }
    expect(await portal.storedHashes()).toEqual([]);
  });
});
