import { testPortal } from '../portal.ts';
import { type AnyRow, addProduct, type Portal } from './_given.ts';

export type Profile = Portal['profile'];

/** A portal with two price types beside the base one, 2 and 3, and product 1. */
export async function priced(profile: Profile = 'documented', now?: () => number) {
  const portal = await testPortal(now ? { profile, now } : { profile });
  for (const name of ['Wholesale', 'Staff']) {
    await portal.as(1)('catalog.priceType.add', { fields: { name } });
  }
  await addProduct(portal);
  return { ...portal, ...pricesIn(portal) };
}

/** Calls about prices as the administrator. */
export function pricesIn({ as }: Portal) {
  const call = async (name: string, params: object): Promise<AnyRow> => {
    const { status, result, error_description } = await as(1)(name, params);
    if (status !== 200) throw new Error(`${name}: ${error_description}`);
    return result;
  };
  return {
    /** Adds a price of the base type in dollars, or as the fields say; gives its row. */
    addPrice: async (productId: number, price: number, fields: object = {}): Promise<AnyRow> =>
      (
        await call('catalog.price.add', {
          fields: { productId, catalogGroupId: 1, price, currency: 'USD', ...fields },
        })
      ).price,
    /** The prices of a product, shortly: `1: 10 USD`. */
    shown: async (productId: number): Promise<string[]> => {
      const filter = { productId };
      const order = { catalogGroupId: 'ASC', quantityFrom: 'ASC' };
      const { prices } = await call('catalog.price.list', { filter, order });
      return prices.map(
        ({ catalogGroupId, price, currency }: AnyRow) => `${catalogGroupId}: ${price} ${currency}`,
      );
    },
    rows: async (productId: number): Promise<AnyRow[]> =>
      (await call('catalog.price.list', { filter: { productId } })).prices,
  };
}
