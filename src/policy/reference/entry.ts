import type { Address } from '../../model/address.ts';
import { formatAddress } from '../../model/address.ts';
import type { Node } from '../../model/node.ts';
import type { Service } from '../../model/service.ts';

/** Where a connection arrives at a Service. */
export interface Entry {
  readonly service: Service;
  /** `cluster` is its cluster address, or its name. */
  readonly door: 'cluster' | 'node-port' | 'load-balancer' | 'external-ip';
  /** The address that is dialled, where that is one of the Service's. */
  readonly address?: Address;
  /** The node of which the port is dialled. */
  readonly node?: Node;
}

/** The door of a Service that an address is; its name, without one, leads to its cluster address. */
export function entryOf(service: Service, address?: Address): Entry {
  if (address === undefined) return { service, door: 'cluster' };
  const isOneOf = (addresses: readonly Address[]) =>
    addresses.some((one) => formatAddress(one) === formatAddress(address));
  if (isOneOf(service.balancerAddresses)) return { service, door: 'load-balancer', address };
  return { service, door: isOneOf(service.externalAddresses) ? 'external-ip' : 'cluster', address };
}
