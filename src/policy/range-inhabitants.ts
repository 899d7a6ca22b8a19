import { type Address, type AddressRange, formatRange, rangeContains } from '../model/address.ts';
import type { Cluster } from '../model/cluster.ts';
import { fullName } from '../model/metadata.ts';

const shown = 3;

/**
 * Who of the cluster has an address in a range that is asked about as one outside of it, as a sentence on what is assumed;
 * undefined where nobody has.
 */
export function describeInhabitants(cluster: Cluster, range: AddressRange): string | undefined {
  const { nodes, services } = cluster;
  // The pods of the host network have the addresses of nodes.
  const pods = cluster.livePods.filter((pod) => !pod.hostNetwork);
  const inside = [
    ...namesIn(
      range,
      pods.map((pod) => [`pod ${fullName(pod)}`, pod.addresses] as const),
    ),
    ...namesIn(
      range,
      nodes.map((node) => [`node ${node.name}`, node.addresses] as const),
    ),
    ...namesIn(
      range,
      services.map((service) => [`Service ${fullName(service)}`, service.clusterAddresses] as const),
    ),
  ];
  if (inside.length === 0) return undefined;
  const more = inside.length > shown ? ` and ${inside.length - shown} more` : '';
  const who = `${inside.slice(0, shown).join(', ')}${more}`;
  return `${formatRange(range)} stands for addresses outside of the cluster, and not for those in it of ${who}`;
}

function namesIn(
  range: AddressRange,
  candidates: readonly (readonly [name: string, addresses: readonly Address[]])[],
): readonly string[] {
  return candidates
    .filter(([, addresses]) => addresses.some((address) => rangeContains(range, address)))
    .map(([name]) => name);
}
