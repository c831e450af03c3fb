import type { Text } from '../language.ts';
import { asDetail, type DemoPicture, type DemoProduct, photos } from './product.ts';
import type { ProductValues } from './properties.ts';
import { SECTION } from './sections.ts';

const VINTER = 7;
const vinter = { en: 'Bed Vinter', ru: 'Кровать «Винтер»' };

const cloths = {
  blue: {
    colour: '#5a7896',
    name: { en: 'blue', ru: 'синяя' },
    text: { en: 'Blue wool', ru: 'Синяя шерсть' },
  },
  moss: {
    colour: '#6f7d4a',
    name: { en: 'moss', ru: 'болотная' },
    text: { en: 'Moss green wool', ru: 'Шерсть болотного цвета' },
  },
  sand: {
    colour: '#cdb28c',
    name: { en: 'sand', ru: 'песочная' },
    text: { en: 'Sand coloured linen', ru: 'Лён песочного цвета' },
  },
} as const;

const widths = { '140x200': 140, '160x200': 160 } as const;

function variation(
  cloth: keyof typeof cloths,
  size: keyof typeof widths,
  own: Pick<DemoProduct, 'id' | 'price' | 'cost' | 'stock'> & {
    readonly views?: Parameters<typeof photos>[3];
  },
): DemoProduct {
  const { colour, name, text } = cloths[cloth];
  const width = widths[size];
  const { views = [], ...given } = own;
  const full: Text = {
    en: `${vinter.en}, ${name.en}, ${width} cm`,
    ru: `${vinter.ru}, ${name.ru}, ${width} см`,
  };
  const pictures: DemoPicture[] = photos('bed', colour, full, views);
  const values: ProductValues = { COLOR: cloth, SIZE: size };
  return {
    ...given,
    type: 4,
    parentId: VINTER,
    name: full,
    code: `bed-vinter-${cloth}-${width}`,
    text: { en: `${text.en}, ${width} × 200 cm.`, ru: `${text.ru}, ${width} × 200 см.` },
    size: { width: width * 10 + 80, height: 1050, length: 2120, weight: width * 400 },
    pictures,
    values,
  };
}

/** A bed with variations by colour and width. */
export const bedroom: readonly DemoProduct[] = [
  {
    id: VINTER,
    type: 3,
    sections: [SECTION.beds],
    name: vinter,
    code: 'bed-vinter',
    text: {
      en: 'An upholstered bed in three colours and two widths.',
      ru: 'Мягкая кровать: три цвета и две ширины на выбор.',
    },
    pictures: asDetail(photos('bed', '#5a7896', vinter, ['front', 'room'])),
    values: {
      ARTICLE: 'VIN',
      MATERIAL: ['birch', 'wool', 'linen'],
      ASSEMBLY: 'Y',
      SINCE: '2024-12-01',
      FEATURES: [{ en: 'Slats included', ru: 'Реечное основание в комплекте' }],
      RELATED: [14],
    },
  },
  variation('blue', '160x200', {
    id: 8,
    price: 820,
    cost: 430,
    stock: { main: 2, showroom: 1 },
    views: ['front'],
  }),
  variation('moss', '160x200', {
    id: 9,
    price: 840,
    cost: 430,
    stock: { main: 2 },
    views: ['front', 'detail'],
  }),
  variation('sand', '160x200', {
    id: 10,
    price: 860,
    cost: 445,
    stock: { main: 5 },
    views: ['front'],
  }),
  variation('blue', '140x200', { id: 16, price: 760, cost: 395, stock: { main: 3 } }),
  variation('sand', '140x200', { id: 17, price: 795, cost: 410, stock: { main: 0 } }),
];
