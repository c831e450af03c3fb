import { describe, expect, it } from 'vitest';
import { PRODUCTS, testPortal } from '../portal.ts';
import { type AnyRow, addProduct } from './_given.ts';

async function given() {
  const portal = await testPortal();
  await addProduct(portal, 'product', { name: 'Стул Ёлка', code: '' });
  await addProduct(portal, 'product', {
    name: 'Größe [x]*?',
    code: 'c',
    iblockSectionId: 13,
    vatId: 1,
  });
  await addProduct(portal, 'product', { name: 'ПОЛКА 50%_\\', xmlId: '0', previewText: 'Σίσυφος' });
  return async (filter: object): Promise<number[]> => {
    const answer = await portal.as(1)('catalog.product.list', {
      select: ['id', 'iblockId'],
      filter: { iblockId: PRODUCTS, ...filter },
    });
    expect(answer.status).toBe(200);
    return answer.result.products.map(({ id }: AnyRow) => id);
  };
}

describe('a pattern', () => {
  it.for([
    [{ '%name': 'стул' }, [1]],
    [{ '%name': 'СТУЛ ё' }, [1]],
    [{ '!%name': 'стул' }, [2, 3]],
    [{ '=%name': 'стул%' }, [1]],
    [{ '=%name': '_ТУЛ ёлка' }, [1]],
    [{ '=%name': 'тул%' }, []],
    [{ '!=%name': '%ё%' }, [2, 3]],
    [{ '%name': 'GRÖ' }, [2]],
    [{ '%name': 'ße [X]*?' }, [2]],
    [{ '%name': 'ö*' }, []],
    [{ '%name': 'ö?' }, []],
    [{ '%name': 'ö[ß]' }, []],
    [{ '=%name': '%ö%' }, [2]],
    [{ '%name': 'лка 50%_\\' }, [3]],
    [{ '%name': 'л_а' }, []],
    [{ '%previewText': 'σίσυφοσ' }, [3]],
    [{ '%previewText': 'ΣΊΣΥΦΟΣ' }, [3]],
    [{ '=%name': 'полка 50__\\' }, [3]],
  ] as const)('of %j takes letters of any alphabet in either case', async ([filter, ids]) => {
    const found = await given();
    expect(await found(filter)).toEqual(ids);
  });
});

describe('a condition', () => {
  it.for([
    [{ code: '' }, [1, 3]],
    [{ code: null }, [1, 3]],
    [{ '!code': '' }, [2]],
    [{ '!code': null }, [2]],
    [{ code: ['', 'c'] }, [1, 2, 3]],
    [{ code: [null, 'x'] }, [1, 3]],
    [{ '!code': ['', 'c'] }, []],
    [{ '!code': 'c' }, [1, 3]],
    [{ xmlId: '' }, [3]],
    [{ xmlId: '0' }, [3]],
    [{ '!xmlId': null }, [1, 2]],
    [{ iblockSectionId: 0 }, [1, 3]],
    [{ iblockSectionId: '0' }, [1, 3]],
    [{ iblockSectionId: [0, 13] }, [1, 2, 3]],
    [{ '!iblockSectionId': 0 }, [2]],
    [{ vatId: 0 }, [1, 3]],
    [{ '!vatId': '' }, [2]],
    [{ '>=iblockSectionId': 0 }, [2]],
  ] as const)('%j asks for what is answered as null', async ([filter, ids]) => {
    const found = await given();
    expect(await found(filter)).toEqual(ids);
  });

  it.for([
    { iblockSection: 13 },
    { iblockSection: [13] },
    { '!iblockSection': [13] },
    { '>iblockSection': 1 },
    { '%iblockSection': '13' },
  ])('%j is dropped: a list is not compared', async (filter) => {
    const found = await given();
    expect(await found(filter)).toEqual([1, 2, 3]);
  });
});
