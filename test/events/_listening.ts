import { listDeliveries } from '../../src/events/deliveries.ts';
import { PRODUCTS, type TestPortalOptions, testPortal } from '../portal.ts';
import { type Answer, receiver } from './receiver.ts';

export const START = Date.UTC(2026, 0, 1, 12);

/** A portal with an app that listens, and what its tokens can do. */
export async function listening(options: TestPortalOptions & { answer?: Answer } = {}) {
  const clock = { now: START };
  const handler = await receiver(options.answer);
  const portal = await testPortal({ ...options, now: () => clock.now });
  const { app } = await portal.addApp({ scopes: 'catalog,user' });
  const { accessToken } = await portal.tokensOf(app.id);
  const call = portal.withToken(accessToken);
  const bind = (event: string, url = handler.url(), params: object = {}) =>
    call('event.bind', { event, handler: url, ...params });
  const addProduct = async (): Promise<number> => {
    const { result } = await portal.as(1)('catalog.product.add', {
      fields: { iblockId: PRODUCTS, name: 'Chair' },
    });
    return result.element.id;
  };
  const deliveries = () => listDeliveries(portal.store.reader, { limit: 100 });
  return { ...portal, clock, handler, installed: app, call, bind, addProduct, deliveries };
}
