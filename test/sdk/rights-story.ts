import { PNG } from '../images/fixtures.ts';
import { clientOf } from './client.ts';
import { writesOn } from './rights/writes.ts';
import { voiceOf } from './voice.ts';

/**
 * What an app's user may do: `node rights-story.ts <version> <JSON of the app's tokens> <JSON of ids>`.
 * Prints what was read of a product, and for each write `answered` or the refusal.
 */
const [version = '', access = '', ids = ''] = process.argv.slice(2);
const refreshed: string[] = [];
const voice = await voiceOf(clientOf(version, access, (token) => refreshed.push(token)));
const rows = JSON.parse(ids);

const { product } = await voice.call('catalog.product.get', { id: rows.product });
const { products } = await voice.call('catalog.product.list', {
  select: ['id', 'iblockId', 'name', 'purchasingPrice'],
  filter: { iblockId: 14, id: rows.product },
});
const { prices } = await voice.call('catalog.price.list', { filter: { id: rows.price } });
const { documents } = await voice.call('catalog.document.list', { filter: { id: rows.document } });

const writes: Record<string, unknown> = {};
for (const [method, params] of writesOn(rows, PNG)) {
  writes[method] = await voice.attempt(method, params);
}

process.stdout.write(
  `\n${JSON.stringify({
    product,
    listed: products[0],
    price: prices[0].price,
    document: documents[0].docType,
    writes,
    refreshed,
  })}\n`,
);
