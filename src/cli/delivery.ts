import type { Command } from 'commander';
import { type Delivery, findDelivery, listDeliveries, redeliver } from '../events/deliveries.ts';
import { notFound } from './failure.ts';
import { printList, printOne } from './output.ts';
import { readId, readLimit, shownTime, withPortal } from './portal.ts';

const SECOND = 1000;

const shown = (delivery: Delivery) => ({
  id: delivery.id,
  event: delivery.event,
  handler: delivery.url,
  state: delivery.state,
  attempts: delivery.attempts,
  reason: delivery.reason,
  created: shownTime(delivery.time),
  due: delivery.state === 'queued' ? shownTime(delivery.dueTime / SECOND) : null,
});

const noDelivery = (id: number) => notFound(`There is no delivery ${id}`);

/** The log of events that were sent to apps: what the server keeps for thirty days. */
export function addDeliveryCommands(program: Command): void {
  const delivery = program.command('delivery').description('events on their way to apps');

  delivery
    .command('list')
    .description('list deliveries, newest first')
    .option('--limit <number>', 'how many', '50')
    .option('--before <id>', 'only those before this one')
    .option('--json', 'print JSON')
    .action(({ limit, before, json = false }) =>
      withPortal(async ({ store }) => {
        const deliveries = await listDeliveries(store.reader, {
          limit: readLimit(limit),
          ...(before === undefined ? {} : { before: readId(before) }),
        });
        printList(deliveries.map(shown), json, 'No deliveries.');
      }),
    );

  delivery
    .command('show <id>')
    .description('show a delivery with every attempt; tokens are left out')
    .option('--json', 'print JSON')
    .action((text, { json = false }) =>
      withPortal(async ({ store }) => {
        const id = readId(text);
        const found = await findDelivery(store.reader, id);
        if (!found) throw noDelivery(id);
        const { handlerId, userId, depth, data } = found;
        const whole = { ...shown(found), event_handler_id: handlerId, user_id: userId, depth };
        const log = found.log.map(({ time, ...attempt }) => ({
          ...attempt,
          time: shownTime(time / SECOND),
        }));
        if (json) return printOne({ ...whole, data: JSON.parse(data), log }, true);
        printOne({ ...whole, data }, false);
        printList(log, false, 'Not sent yet.');
      }),
    );

  delivery
    .command('resend <id>')
    .description(
      'send a delivery once more, with all its tries; the server does it within a second',
    )
    .option('--json', 'print JSON')
    .action((text, { json = false }) =>
      withPortal(async ({ store, now }) => {
        const id = readId(text);
        if (!(await store.write((db) => redeliver(db, id, now * SECOND)))) throw noDelivery(id);
        printOne({ id, state: 'queued' }, json);
      }),
    );
}
