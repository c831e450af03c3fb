import { asDetail, type DemoProduct, photos } from './product.ts';
import { SECTION } from './sections.ts';

const nils = { en: 'Chair Nils', ru: 'Стул «Нильс»' };
const ekholm = { en: 'Table Ekholm', ru: 'Стол «Экхольм»' };

const oiled = {
  en: '<p>Wipe with a damp cloth. Oil twice a year.</p>',
  ru: '<p>Протирайте влажной тканью. Дважды в год покрывайте маслом.</p>',
};

/** A chair, a table, and both as a set. */
export const diningRoom: readonly DemoProduct[] = [
  {
    id: 2,
    type: 1,
    sections: [SECTION.chairs],
    name: nils,
    code: 'chair-nils',
    text: { en: 'A dining chair of solid beech.', ru: 'Обеденный стул из массива бука.' },
    price: 145,
    cost: 64,
    stock: { main: 34, showroom: 6, fair: 2 },
    size: { width: 460, height: 820, length: 510, weight: 5_200 },
    pictures: asDetail(photos('chair', '#b98a52', nils, ['front', 'detail'])),
    values: {
      ARTICLE: 'NIL-02',
      MATERIAL: ['beech'],
      SEATS: 1,
      SINCE: '2021-02-10',
      CARE: oiled,
      FEATURES: [{ en: 'Stackable by four', ru: 'Складываются в стопку по четыре' }],
      RELATED: [3],
    },
  },
  {
    id: 3,
    type: 1,
    sections: [SECTION.tables],
    name: ekholm,
    code: 'table-ekholm',
    text: { en: 'An oak table for six.', ru: 'Дубовый стол на шесть человек.' },
    price: 690,
    cost: 350,
    stock: { main: 6, showroom: 1 },
    size: { width: 1800, height: 740, length: 900, weight: 41_000 },
    pictures: asDetail(photos('table', '#a8743f', ekholm, ['front', 'room'])),
    values: {
      ARTICLE: 'EKH-06',
      MATERIAL: ['oak'],
      SEATS: 6,
      ASSEMBLY: 'Y',
      SINCE: '2021-02-10',
      CARE: oiled,
      RELATED: [2],
      MANUAL: {
        name: 'table-ekholm.txt',
        text: {
          en: '1. Lay the top on a blanket.\n2. Bolt the four legs to it.\n',
          ru: '1. Положите столешницу на одеяло.\n2. Прикрутите к ней четыре ножки.\n',
        },
      },
    },
  },
  {
    id: 15,
    type: 2,
    sections: [SECTION.tables, SECTION.chairs],
    name: { en: 'Dining set Ekholm', ru: 'Обеденный комплект «Экхольм»' },
    code: 'set-ekholm',
    text: {
      en: 'Table Ekholm with four chairs Nils.',
      ru: 'Стол «Экхольм» и четыре стула «Нильс».',
    },
    price: 1190,
    pictures: [],
    values: { ARTICLE: 'SET-06', SEATS: 4, RELATED: [3, 2] },
  },
];
