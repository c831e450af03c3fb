import { SERVICES } from '../base.ts';
import { type DemoProduct, photos } from './product.ts';

const delivery = { en: 'Delivery to the room', ru: 'Доставка до комнаты' };
const assembly = { en: 'Assembly', ru: 'Сборка' };

export const services: readonly DemoProduct[] = [
  {
    id: 11,
    type: 7,
    sections: [SERVICES],
    name: delivery,
    code: 'delivery',
    text: {
      en: 'Two people carry it to where it shall stand.',
      ru: 'Двое грузчиков занесут покупку и поставят на место.',
    },
    price: 60,
    pictures: photos('delivery', '#3d6fa8', delivery, ['front']),
  },
  {
    id: 12,
    type: 7,
    sections: [SERVICES],
    name: assembly,
    code: 'assembly',
    text: {
      en: 'Assembled within a day, packaging taken away.',
      ru: 'Соберём в течение дня и вывезем упаковку.',
    },
    price: 45,
    pictures: photos('assembly', '#d08a2e', assembly, ['front']),
  },
];
