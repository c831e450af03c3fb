import '../../schemas/section.ts';
import type { Db } from '../../src/core/store.ts';
import { GOODS, PRODUCTS } from '../base.ts';
import type { Language, Text } from '../language.ts';

/** Ids of the sections that products stand in. */
export const SECTION = {
  seats: 18,
  lamps: 19,
  storage: 20,
  rugs: 21,
  fabrics: 22,
  chairs: 23,
  tables: 24,
  beds: 25,
} as const;

const LIVING_ROOM = 15;
const DINING_ROOM = 16;
const BEDROOM = 17;

const tree: readonly [id: number, parent: number, code: string, name: Text][] = [
  [LIVING_ROOM, GOODS, 'living-room', { en: 'Living room', ru: 'Гостиная' }],
  [DINING_ROOM, GOODS, 'dining-room', { en: 'Dining room', ru: 'Столовая' }],
  [BEDROOM, GOODS, 'bedroom', { en: 'Bedroom', ru: 'Спальня' }],
  [
    SECTION.seats,
    LIVING_ROOM,
    'sofas-and-armchairs',
    { en: 'Sofas and armchairs', ru: 'Диваны и кресла' },
  ],
  [SECTION.lamps, LIVING_ROOM, 'lamps', { en: 'Lamps', ru: 'Светильники' }],
  [SECTION.storage, LIVING_ROOM, 'storage', { en: 'Storage', ru: 'Хранение' }],
  [SECTION.rugs, LIVING_ROOM, 'rugs', { en: 'Rugs', ru: 'Ковры' }],
  [SECTION.fabrics, LIVING_ROOM, 'fabrics', { en: 'Fabrics', ru: 'Ткани' }],
  [SECTION.chairs, DINING_ROOM, 'chairs', { en: 'Chairs', ru: 'Стулья' }],
  [SECTION.tables, DINING_ROOM, 'tables', { en: 'Tables', ru: 'Столы' }],
  [SECTION.beds, BEDROOM, 'beds', { en: 'Beds', ru: 'Кровати' }],
];

/** Rooms under the goods of the base seed, and what stands in them. */
export async function insertSections({ query }: Db, language: Language): Promise<void> {
  await query
    .insertInto('section')
    .values(
      tree.map(([id, iblockSectionId, code, name], index) => ({
        id,
        iblockId: PRODUCTS,
        iblockSectionId,
        code,
        name: name[language],
        xmlId: null,
        active: 'Y',
        sort: (index + 1) * 100,
      })),
    )
    .execute();
}
