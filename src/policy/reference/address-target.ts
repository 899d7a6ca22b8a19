import type { AddressRange } from '../../model/address.ts';
import type { Protocol } from '../../model/connection-set.ts';
import type { Endpoint, RangeEndpoint } from '../endpoint.ts';
import { UnknownObjectError } from './resolve.ts';
import type { Target } from './target.ts';

const everyAddress: readonly AddressRange[] = [
  { family: 4, start: 0n, end: 1n << 32n },
  { family: 6, start: 0n, end: 1n << 128n },
];

/** Every address there is, of each family, for somebody of whom the address is unknown. */
export const anywhere: readonly RangeEndpoint[] = everyAddress.map((range) => ({ kind: 'range', range }));

/** The addresses themselves. Throws an UnknownObjectError for the name of a port, which no address has. */
export function addressTarget(
  endpoints: readonly Endpoint[],
  port: number | string,
  protocol: Protocol,
  name: string,
): Target {
  if (typeof port === 'string') {
    throw new UnknownObjectError(`${name} has no named ports; give the number instead of "${port}"`);
  }
  return { protocol, servers: endpoints.map((endpoint) => ({ endpoint, port })) };
}

/** All the addresses that a domain name may have. Throws an UnknownObjectError for the name of a port. */
export function domainTarget(name: string, port: number | string, protocol: Protocol): Target {
  const endpoints = anywhere.map((endpoint) => ({ ...endpoint, domain: name }));
  return { ...addressTarget(endpoints, port, protocol, name), domain: name };
}
