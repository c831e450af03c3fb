import type { Face } from '../../../schemas/product.ts';
import {
  createListReader,
  type Db,
  type ListRequest,
  listAnswer,
  listParams,
  read,
  readPage,
  refusal,
  textOf,
} from '../../../src/core/index.ts';
import { useProducts } from '../rights.ts';
import { requireCatalog } from './rules.ts';
import { columnsOf, faceCodec, pictureFields, toListed, withPictures } from './wire.ts';

const required = ['id', 'iblockId'] as const;

/** Pictures are no columns: a condition or an order on them is dropped like an unknown field's. */
const isColumn = (field: string): boolean => !(pictureFields as readonly string[]).includes(field);

/** `{ <plural>: [...] }`: one page of the products of a catalog, of the face's types. */
export function createFaceList(face: Face) {
  const codec = faceCodec(face.name);
  const readRequest = createListReader(face.schema, codec);

  const ofTypes = face.types ? [{ field: 'type', operator: '=', value: face.types } as const] : [];

  const request = (params: Parameters<typeof readRequest>[0]): ListRequest => {
    const asked = readRequest(params);
    return {
      ...asked,
      conditions: asked.conditions.filter((one) => !('field' in one) || isColumn(one.field)),
      order: asked.order.filter(([field]) => isColumn(field)),
    };
  };

  const readRows = async (db: Db, asked: ListRequest) => {
    const conditions = [...ofTypes, ...asked.conditions];
    const page = await readPage(db, 'product', { ...asked, conditions }, columnsOf(asked.fields));
    const rows = await withPictures(db, page.rows, asked.fields);
    return { page, rows: rows.map((row) => toListed(row, face.name, asked.fields)) };
  };

  return read({
    about: `Lists ${face.plural} of a catalog, 50 a page.`,
    scope: 'catalog',
    params: listParams,
    right: useProducts,
    entity: {
      schema: face.schema,
      key: face.plural,
      page: async ({ db }, asked) => (await readRows(db, asked)).rows,
    },
    async run({ db }, params) {
      const selected = Object.values(params.select ?? {});
      if (!required.every((field) => selected.includes(field))) {
        throw refusal('0', `Required select fields: ${required.join(', ')}`);
      }
      const iblockId = Object.hasOwn(params.filter ?? {}, 'iblockId')
        ? (params.filter as Record<string, unknown>).iblockId
        : undefined;
      if (iblockId === undefined || iblockId === null || iblockId === '') {
        throw refusal('0', 'Required filter fields: iblockId');
      }
      for (const one of typeof iblockId === 'object' ? Object.values(iblockId) : [iblockId]) {
        await requireCatalog(db, face, Math.trunc(Number(textOf(one))) || 0);
      }

      const { page, rows } = await readRows(db, request(params));
      return listAnswer(face.plural, page, rows);
    },
  });
}
