import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { clientOf } from '../../src/http/client.ts';

const clientAt = (remoteAddress: string | undefined): string =>
  clientOf({ socket: { remoteAddress } } as IncomingMessage);

it.each([
  ['10.0.0.1', '10.0.0.1'],
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
  ['2001:db8:1:2:ffff::', '2001:db8:1:2::'],
  ['2001:db8:1:3::1', '2001:db8:1:3::'],
  ['fe80::1%eth0', 'fe80::'],
  ['::1', '::'],
  [undefined, ''],
])('%s is counted as %s', (address, client) => {
  expect(clientAt(address)).toBe(client);
});
