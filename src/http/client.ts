import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';

/** Bits of an IPv6 address that are one household's: whoever has one of its addresses has them all. */
const PREFIX = 64;

/** Who a request is counted for: its IPv4 address, or the network of its IPv6 address. */
export function clientOf({ socket: { remoteAddress = '' } }: IncomingMessage): string {
  if (!remoteAddress.includes(':')) return remoteAddress;
  const address = ipaddr.process(remoteAddress);
  if (address.kind() === 'ipv4') return address.toString();
  return ipaddr.IPv6.networkAddressFromCIDR(`${address}/${PREFIX}`).toString();
}

/** Counts one request of its client, or throws `QUERY_LIMIT_EXCEEDED`. */
export type Admit = (req: IncomingMessage) => void;
