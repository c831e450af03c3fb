import '../../schemas/store.ts';
import '../../schemas/storeProduct.ts';
import type { Db } from '../../src/core/store.ts';
import type { Language, Text } from '../language.ts';
import { goods } from './shop.ts';

/** Ids of the stores; the first comes with the base seed. */
export const STORES = { main: 1, showroom: 2, fair: 3 } as const;

const texts = {
  showroom: { en: 'Showroom', ru: 'Шоурум' },
  showroomAddress: { en: '7 Market Square', ru: 'Рыночная площадь, 7' },
  showroomHours: { en: 'Mon to Sat, 10 to 19', ru: 'Пн–Сб, 10:00–19:00' },
  showroomAbout: {
    en: '<p>Sit on everything. Orders can be collected here.</p>',
    ru: '<p>На всём можно посидеть. Здесь же выдаём заказы.</p>',
  },
  fair: { en: 'Stand at the fair', ru: 'Стенд на выставке' },
  fairAddress: { en: 'Exhibition hall 4', ru: 'Выставочный центр, павильон 4' },
} as const satisfies Record<string, Text>;

/**
 * Two more stores, and what lies where. The stand is closed until the next fair, so that what lies
 * there cannot be sold (spec/catalog.md section 5.8).
 */
export async function insertStock({ query }: Db, now: number, language: Language): Promise<void> {
  const made = { userId: 1, modifiedBy: 1, dateCreate: now, dateModify: now } as const;
  await query
    .insertInto('store')
    .values([
      {
        ...made,
        id: STORES.showroom,
        code: 'showroom',
        xmlId: 'showroom',
        title: texts.showroom[language],
        address: texts.showroomAddress[language],
        description: texts.showroomAbout[language],
        schedule: texts.showroomHours[language],
        phone: '+1 202 555 0143',
        email: 'showroom@vitrine.example',
        gpsN: 59.3251,
        gpsS: 18.0711,
        active: 'Y',
        issuingCenter: 'Y',
        sort: 200,
      },
      {
        ...made,
        id: STORES.fair,
        code: 'fair',
        xmlId: 'fair',
        title: texts.fair[language],
        address: texts.fairAddress[language],
        description: null,
        schedule: null,
        phone: null,
        email: null,
        gpsN: null,
        gpsS: null,
        active: 'N',
        issuingCenter: 'N',
        sort: 300,
      },
    ])
    .execute();
  await query
    .insertInto('storeProduct')
    .values(
      goods.flatMap(({ id: productId, stock = { main: 0 }, reserved = 0 }) =>
        (Object.keys(STORES) as (keyof typeof STORES)[])
          .filter((store) => (stock[store] ?? 0) > 0)
          .map((store) => ({
            productId,
            storeId: STORES[store],
            amount: stock[store] as number,
            quantityReserved: store === 'main' ? reserved : 0,
          })),
      ),
    )
    .execute();
}
