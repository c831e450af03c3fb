import assert from 'node:assert/strict';
import { clientOf } from './client.ts';
import { closeShop, countEverything, meetRefusals } from './shop/closing.ts';
import { findInOneBatch, walkThroughMany } from './shop/finding.ts';
import { bringGoods } from './shop/goods.ts';
import { priceGoods } from './shop/prices.ts';
import { buildShelves } from './shop/shelves.ts';
import { stockGoods } from './shop/stock.ts';
import { takeTour } from './shop/tour.ts';
import { voiceOf } from './voice.ts';

/**
 * The life of a shop as b24jssdk sees it: `node shop-story.ts <version> <webhook address> <own field of
 * arrivals>`, on a portal whose inventory management is on. Prints the methods that answered; what is
 * not as it should be ends it.
 */
const [version = '', access = '', ownField = ''] = process.argv.slice(2);
const voice = await voiceOf(clientOf(version, access, () => {}));

const before = await countEverything(voice);

const shelves = await buildShelves(voice);
const goods = await bringGoods(voice, shelves);
const prices = await priceGoods(voice, goods);
const stock = await stockGoods(voice, goods, ownField);
const shop = { shelves, goods, prices, stock };

await findInOneBatch(voice, shelves, goods);
await walkThroughMany(voice, shelves.sections.clothes);
await takeTour(voice, shop);
await meetRefusals(voice, shop);
await closeShop(voice, shop);

assert.deepEqual(await countEverything(voice), before, 'nothing of it is left');

process.stdout.write(`\n${JSON.stringify([...voice.answered])}\n`);
