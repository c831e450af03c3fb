import { asDetail, type DemoProduct, photos } from './product.ts';
import { SECTION } from './sections.ts';

const alva = { en: 'Armchair Alva', ru: 'Кресло «Альва»' };
const milla = { en: 'Sofa Milla', ru: 'Диван «Милла»' };
const lykta = { en: 'Floor lamp Lykta', ru: 'Торшер «Люкта»' };
const harald = { en: 'Bookcase Harald', ru: 'Стеллаж «Харальд»' };

const woolCare = {
  en: '<p>Vacuum with a soft brush. Blot spills at once with a <b>dry</b> cloth.</p>',
  ru: '<p>Чистите пылесосом с мягкой щёткой. Пролитое сразу промокните <b>сухой</b> салфеткой.</p>',
};

/** Furniture of the living room. Product 1 comes first, for its picture is image 1. */
export const livingRoom: readonly DemoProduct[] = [
  {
    id: 1,
    type: 1,
    sections: [SECTION.seats],
    name: alva,
    code: 'armchair-alva',
    text: {
      en: 'A low armchair with a high back, covered in wool.',
      ru: 'Низкое кресло с высокой спинкой, обитое шерстью.',
    },
    price: 420,
    cost: 210,
    stock: { main: 10, showroom: 2 },
    size: { width: 780, height: 960, length: 820, weight: 18_500 },
    pictures: photos('armchair', '#3f7d6e', alva, ['front']),
    values: {
      ARTICLE: 'ALV-01',
      MATERIAL: ['beech', 'wool'],
      SEATS: 1,
      SINCE: '2024-03-14',
      CARE: woolCare,
      FEATURES: [
        { en: 'Removable cover', ru: 'Съёмный чехол' },
        { en: 'Ten years of warranty', ru: 'Гарантия 10 лет' },
      ],
      RELATED: [101, 4],
    },
  },
  {
    id: 101,
    type: 1,
    sections: [SECTION.seats],
    name: milla,
    code: 'sofa-milla',
    text: {
      en: 'A sofa for three with deep cushions and oak legs.',
      ru: 'Трёхместный диван с глубокими подушками и дубовыми ножками.',
    },
    price: 1290,
    cost: 700,
    stock: { main: 4, showroom: 1 },
    reserved: 1,
    size: { width: 2180, height: 840, length: 950, weight: 62_000 },
    pictures: photos('sofa', '#c8643c', milla, ['front', 'detail', 'room']),
    values: {
      ARTICLE: 'MIL-03',
      MATERIAL: ['oak', 'linen'],
      SEATS: 3,
      ASSEMBLY: 'Y',
      SINCE: '2023-09-01',
      CARE: {
        en: '<ul><li>Covers: machine wash at 30 °C</li><li>Legs: oil once a year</li></ul>',
        ru: '<ul><li>Чехлы: машинная стирка при 30 °C</li><li>Ножки: покрывать маслом раз в год</li></ul>',
      },
      FEATURES: [
        { en: 'Removable cover', ru: 'Съёмный чехол' },
        { en: 'Fits through a door of 80 cm', ru: 'Проходит в дверь шириной 80 см' },
      ],
      RELATED: [1, 6],
      MANUAL: {
        name: 'sofa-milla.txt',
        text: {
          en: '1. Lay the sofa on its back.\n2. Screw in the four legs by hand.\n',
          ru: '1. Положите диван на спинку.\n2. Вкрутите четыре ножки вручную.\n',
        },
      },
    },
  },
  {
    id: 4,
    type: 1,
    sections: [SECTION.lamps, SECTION.beds],
    name: lykta,
    code: 'lamp-lykta',
    text: { en: 'A floor lamp with a linen shade.', ru: 'Торшер с льняным абажуром.' },
    price: 118,
    cost: 52,
    stock: { main: 0 },
    size: { width: 380, height: 1520, length: 380, weight: 4_100 },
    pictures: photos('lamp', '#e0b04a', lykta, ['front', 'room']),
    values: {
      ARTICLE: 'LYK-07',
      MATERIAL: ['steel', 'linen'],
      SINCE: '2025-01-20',
      FEATURES: [{ en: 'Bulb not included', ru: 'Лампа в комплект не входит' }],
    },
  },
  {
    id: 5,
    type: 1,
    sections: [SECTION.storage],
    name: harald,
    code: 'bookcase-harald',
    text: { en: 'Five shelves of birch.', ru: 'Пять полок из берёзы.' },
    price: 340,
    cost: 180,
    stock: { main: 9 },
    size: { width: 900, height: 1980, length: 300, weight: 38_000 },
    pictures: photos('bookcase', '#8a5a36', harald, ['front', 'detail']),
    values: {
      ARTICLE: 'HAR-05',
      MATERIAL: ['birch'],
      ASSEMBLY: 'Y',
      SINCE: '2022-11-05',
      MANUAL: {
        name: 'bookcase-harald.txt',
        text: {
          en: '1. Join the sides with the bottom shelf.\n2. Fix the case to the wall.\n',
          ru: '1. Соедините боковины с нижней полкой.\n2. Закрепите стеллаж на стене.\n',
        },
      },
    },
  },
  {
    id: 13,
    type: 1,
    sections: [SECTION.storage],
    active: 'N',
    name: { en: 'Bookcase Alma', ru: 'Стеллаж «Альма»' },
    code: 'bookcase-alma',
    text: {
      en: 'The one before Harald, no longer made.',
      ru: 'Предшественник «Харальда», снят с производства.',
    },
    price: 290,
    cost: 160,
    stock: { main: 1 },
    size: { width: 800, height: 1800, length: 280, weight: 33_000 },
    pictures: [],
    values: { ARTICLE: 'ALM-02', MATERIAL: ['birch'], ASSEMBLY: 'Y', SINCE: '2019-05-17' },
  },
  {
    id: 14,
    type: 1,
    sections: [SECTION.fabrics],
    name: { en: 'Wool fabric', ru: 'Ткань шерстяная' },
    code: 'fabric-wool',
    text: {
      en: 'The cover of Alva and Vinter by the metre, 140 cm wide.',
      ru: 'Обивка «Альвы» и «Винтера» на метраж, ширина 140 см.',
    },
    price: 38,
    bulk: { from: 20, price: 33 },
    cost: 17.5,
    metres: 0.5,
    stock: { main: 127.5 },
    pictures: [],
    values: { ARTICLE: 'WOL-140', MATERIAL: ['wool'], CARE: woolCare, RELATED: [1, 7] },
  },
  ...rugs(),
];

function rugs(): DemoProduct[] {
  const skog = { en: 'Rug Skog', ru: 'Ковёр «Скуг»' };
  const fjord = { en: 'Rug Fjord', ru: 'Ковёр «Фьорд»' };
  const plumSmall = { en: 'Rug Fjord, plum, 170 × 240', ru: 'Ковёр «Фьорд», сливовый, 170 × 240' };
  const plumLarge = { en: 'Rug Fjord, plum, 200 × 300', ru: 'Ковёр «Фьорд», сливовый, 200 × 300' };
  const rustLarge = {
    en: 'Rug Fjord, rust, 200 × 300',
    ru: 'Ковёр «Фьорд», терракотовый, 200 × 300',
  };
  const small = { width: 1700, height: 9, length: 2400, weight: 7_400 };
  const large = { width: 2000, height: 9, length: 3000, weight: 10_900 };
  const variation = { type: 4, parentId: 18, currency: 'EUR' } as const;
  return [
    {
      id: 6,
      type: 1,
      sections: [SECTION.rugs],
      name: skog,
      code: 'rug-skog',
      text: {
        en: 'A woven rug of New Zealand wool.',
        ru: 'Тканый ковёр из новозеландской шерсти.',
      },
      price: 230,
      cost: 120,
      stock: { main: 15 },
      size: { width: 1700, height: 12, length: 2400, weight: 9_800 },
      pictures: photos('rug', '#7a4e6d', skog, ['front', 'detail']),
      values: { ARTICLE: 'SKO-11', MATERIAL: ['wool'], SINCE: '2024-08-30', CARE: woolCare },
    },
    {
      id: 18,
      type: 3,
      sections: [SECTION.rugs],
      name: fjord,
      code: 'rug-fjord',
      text: {
        en: 'A flat-woven rug in two sizes, from our partner in Trondheim.',
        ru: 'Безворсовый ковёр двух размеров от нашего партнёра из Тронхейма.',
      },
      pictures: asDetail(photos('rug', '#b0563a', fjord, ['front'])),
      values: { ARTICLE: 'FJO', MATERIAL: ['wool', 'linen'], SINCE: '2025-10-02' },
    },
    {
      ...variation,
      id: 19,
      name: plumSmall,
      code: 'rug-fjord-plum-170',
      text: { en: 'Plum, 170 × 240 cm.', ru: 'Сливовый, 170 × 240 см.' },
      price: 160,
      cost: 88,
      stock: { main: 6 },
      size: small,
      pictures: [],
      values: { COLOR: 'plum', SIZE: '170x240' },
    },
    {
      ...variation,
      id: 20,
      name: plumLarge,
      code: 'rug-fjord-plum-200',
      text: { en: 'Plum, 200 × 300 cm.', ru: 'Сливовый, 200 × 300 см.' },
      price: 225,
      cost: 124,
      stock: { main: 3, fair: 1 },
      size: large,
      pictures: [],
      values: { COLOR: 'plum', SIZE: '200x300' },
    },
    {
      ...variation,
      id: 21,
      name: rustLarge,
      code: 'rug-fjord-rust-200',
      text: { en: 'Rust, 200 × 300 cm.', ru: 'Терракотовый, 200 × 300 см.' },
      price: 225,
      cost: 124,
      stock: { main: 0 },
      size: large,
      pictures: photos('rug', '#b0563a', rustLarge, ['front']),
      values: { COLOR: 'rust', SIZE: '200x300' },
    },
  ];
}
