import { createSecretKey } from 'node:crypto';
import pino from 'pino';
import { events } from '../../catalog/events.ts';
import { referencedHashes } from '../../catalog/files/storedFiles.ts';
import { methods } from '../../methods/index.ts';
import { createKeeper } from '../../src/blobs/keeper.ts';
import { createClock } from '../../src/core/clock.ts';
import { openData, readSecret } from '../../src/data.ts';
import { createOutbox } from '../../src/events/outbox.ts';
import { imageType } from '../../src/images/type.ts';
import { createPortal } from '../../src/portal.ts';

/** A call as a face hands it over, and the JSON that it would send. */
export type Call = (name: string, params: object) => Promise<string>;

/** The portal of a data folder, called in this process: what is measured is all but HTTP. */
export async function openPortal(folder: string) {
  const data = await openData(folder);
  const { store, blobs } = data;
  const secret = (await readSecret(folder, 'webhook-secret')) as string;
  const log = pino({ level: 'silent' });
  const portal = createPortal({
    methods,
    store,
    files: createKeeper({
      blobs,
      isReferenced: (hashes) => referencedHashes(store.reader, hashes),
      log,
    }),
    imageType,
    profile: 'documented',
    outbox: createOutbox({ events, wake() {} }),
    eventTargets: { kind: 'test', ports: [] },
    memberId: 'b'.repeat(32),
    linkKey: createSecretKey(Buffer.alloc(32, 1)),
    clock: createClock(),
    log,
  });
  const call: Call = async (name, params) => {
    const answer = await portal.answer({
      name,
      params: params as Record<string, unknown>,
      credentials: { kind: 'webhook', user: '1', secret },
      baseUrl: 'http://localhost',
    });
    if (answer.kind === 'file' || answer.status !== 200) {
      throw new Error(`${name}: ${JSON.stringify(answer)}`);
    }
    return JSON.stringify(answer.body);
  };
  return { call, store, close: data.close };
}
