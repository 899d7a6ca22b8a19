import { type AddressRange, isWholeFamily, rangeContains } from '../../model/address.ts';
import { isPlanned } from '../../model/pod.ts';
import type { PolicyEngine } from '../engine.ts';
import { BlockIndex } from '../evaluate/block-index.ts';
import { directions } from '../policy.ts';
import { describeInhabitants } from '../range-inhabitants.ts';
import type { ConnectivityMap } from './connectivity-map.ts';

/** A reader looks at a few; policies may have blocks by the thousand. */
const mostRanges = 16;

/**
 * What has to be assumed to read a map, as sentences: that ranges of addresses which policies name are outside of the
 * cluster, though pods, nodes or Services have addresses in them; and what beside the dataplane is not known.
 */
export function mapAssumptions(engine: PolicyEngine, map: ConnectivityMap): readonly string[] {
  return [...familyAssumption(engine, map), ...rangeAssumptions(engine, map)];
}

function familyAssumption(
  { cluster, hasWholeBlocks }: PolicyEngine,
  { connections }: ConnectivityMap,
): readonly string[] {
  const isUnsure = connections.some(({ certainty }) => certainty === 'implementation-defined');
  if (!isUnsure || !hasWholeBlocks || cluster.podFamilies.length > 0 || !cluster.livePods.some(isPlanned)) return [];
  return ['the input holds no address of a pod: what depends on whether they are IPv4 or IPv6 is not certain'];
}

function rangeAssumptions(engine: PolicyEngine, { endpoints }: ConnectivityMap): readonly string[] {
  const blocks = new BlockIndex(blocksOf(engine).map((block) => [block, block]));
  const isWithinBlock = ({ family, start, end }: AddressRange) =>
    blocks.around({ family, value: start }).some((block) => rangeContains(block, { family, value: end - 1n }));
  return endpoints
    .flatMap((endpoint) => (endpoint.kind === 'range' ? endpoint.ranges : []))
    .filter(isWithinBlock)
    .slice(0, mostRanges)
    .flatMap((range) => describeInhabitants(engine.cluster, range) ?? []);
}

function blocksOf({ policies }: PolicyEngine): readonly AddressRange[] {
  const rules = policies.flatMap((policy) => directions.flatMap((direction) => policy[direction] ?? []));
  const peers = rules.flatMap(({ peers = [] }) => peers);
  return peers.flatMap((peer) => (peer.kind === 'block' && !isWholeFamily(peer.range) ? peer.range : []));
}
