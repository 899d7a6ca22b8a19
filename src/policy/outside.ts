import type { AddressRange } from '../model/address.ts';
import type { Cluster } from '../model/cluster.ts';
import { cutAt, cutAtBlocks } from './atoms.ts';
import type { RangeEndpoint } from './endpoint.ts';
import type { PolicyEngine } from './engine.ts';
import { anywhere } from './reference/address-target.ts';

/**
 * The addresses outside of the cluster, in pieces that policies treat as a whole. A piece that is all inside (of pods,
 * nodes and Services, or of a node's podCIDRs) is left out; of one that is in part, the rest speaks for it.
 */
export function outsideOf({ cluster, policies, domainNames }: PolicyEngine): readonly RangeEndpoint[] {
  const podRanges = cluster.nodes.flatMap((node) => node.podRanges);
  return anywhere
    .flatMap(({ range }) => cutAtRanges(range, podRanges))
    .filter((range) => !podRanges.some((inside) => isWithin(range, inside)))
    .flatMap((range) => cutAtBlocks(range, policies, domainNames.addresses))
    .filter((range) => !isTaken(cluster, range))
    .map((range) => ({ kind: 'range', range }));
}

function cutAtRanges(range: AddressRange, others: readonly AddressRange[]): readonly AddressRange[] {
  const ofFamily = others.filter(({ family }) => family === range.family);
  return cutAt(
    range,
    ofFamily.flatMap(({ start, end }) => [start, end]),
  );
}

function isWithin(range: AddressRange, other: AddressRange): boolean {
  return range.family === other.family && other.start <= range.start && range.end <= other.end;
}

/** As large as a cluster's blocks for single nodes and pods are. */
const checkedSize = 256n;

function isTaken(cluster: Cluster, { family, start, end }: AddressRange): boolean {
  if (end - start > checkedSize) return false;
  for (let value = start; value < end; value++) {
    if (cluster.ownerOf({ family, value }) === undefined) return false;
  }
  return true;
}
