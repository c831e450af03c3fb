import { type LookupAddress, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, type Dispatcher } from 'undici';
import { type EventTargets, isOpenPort } from '../core/events.ts';

/** An address that events are not sent to. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
}

/**
 * Whether an address belongs to the public internet. IPv4 in IPv6 clothes (`::ffff:`, `::/96`) counts as
 * what it is; NAT64, 6to4, Teredo and every special range are not public.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  // ipaddr.js takes the deprecated ::a.b.c.d for ordinary addresses.
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).parts[0] !== 0;
}

/** Resolves a name and refuses it when any of its addresses is not public. */
const guard =
  (resolve: typeof lookup): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, '', 0);
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isPublic(address))) {
        return callback(new TargetError(`${hostname} has a private address`), '', 0);
      }
      return options.all
        ? callback(null, addresses as never)
        : callback(null, first.address, first.family);
    });
  };

/**
 * Connections to handlers. Where private addresses are refused, that is decided about the very
 * address that is connected to, so that a name cannot change its mind in between.
 */
export const createAgent = ({ kind }: EventTargets, resolve = lookup): Dispatcher =>
  new Agent({
    connections: 4,
    pipelining: 1,
    keepAliveTimeout: 1000,
    maxResponseSize: 1024 * 1024,
    connect: {
      timeout: 5000,
      lookup: kind === 'test' ? (resolve as LookupFunction) : guard(resolve),
    },
  });

/** Throws unless the address may be sent to. A literal address is never looked up, so it is checked here. */
export function checkTarget(url: string, targets: EventTargets): URL {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  if (!target || !/^https?:$/.test(target.protocol)) throw new TargetError('no http address');
  const host = target.hostname.replace(/^\[|\]$/g, '');
  if (targets.kind !== 'test' && isIP(host) !== 0 && !isPublic(host)) {
    throw new TargetError(`${host} is a private address`);
  }
  if (!isOpenPort(targets, target))
    throw new TargetError(`events are not sent to port ${target.port}`);
  return target;
}
