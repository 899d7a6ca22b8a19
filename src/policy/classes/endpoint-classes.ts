import type { AddressRange, Family } from '../../model/address.ts';
import type { Pod } from '../../model/pod.ts';
import { type Endpoint, familiesOf } from '../endpoint.ts';
import type { PolicyEngine } from '../engine.ts';
import { AddressAtoms } from './address-atoms.ts';
import { classesOf } from './pod-classes.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

/** Endpoints that no policy tells apart. */
export interface EndpointClass {
  /** One that stands for all of them. */
  readonly endpoint: Endpoint;
  /** The pods of the class; empty for addresses. */
  readonly pods: readonly Pod[];
  /** The addresses of the class, outside of the cluster; empty for pods, and for a name. */
  readonly ranges: readonly AddressRange[];
  /** The domain name that the class is, of which the addresses are not known. */
  readonly domain?: string;
}

/**
 * All that can connect or be connected to: the live pods of a cluster, and everything outside of it. What depends on two
 * pods being on one node is left out.
 */
export function endpointClasses(engine: PolicyEngine): readonly EndpointClass[] {
  const vocabulary = vocabularyOf(engine.policies);
  return [...podClasses(engine, vocabulary), ...rangeClasses(engine, vocabulary), ...domainClasses(engine, vocabulary)];
}

function podClasses(engine: PolicyEngine, vocabulary: Vocabulary): readonly EndpointClass[] {
  const members: Pod[][] = [];
  const distinction = { nodes: false, portNames: [] };
  for (const [pod, number] of classesOf(engine, engine.cluster.livePods, distinction, vocabulary)) {
    const known = members[number];
    if (known === undefined) members[number] = [pod];
    else known.push(pod);
  }
  return members.flatMap((pods) => {
    const [first] = pods;
    return first === undefined ? [] : [{ endpoint: { kind: 'pod', pod: first }, pods, ranges: [] }];
  });
}

function rangeClasses(engine: PolicyEngine, { ranges }: Vocabulary): readonly EndpointClass[] {
  const named = engine.domainNames.addresses.map(({ family, value }) => ({ family, start: value, end: value + 1n }));
  const blocks = [...ranges, ...named];
  return familiesOutside(engine, blocks).flatMap((family) =>
    new AddressAtoms(family, blocks).groups().flatMap((group) => {
      const [range] = group;
      return range === undefined ? [] : [{ endpoint: { kind: 'range' as const, range }, pods: [], ranges: group }];
    }),
  );
}

/** IPv4, unless the cluster has addresses and all of them are IPv6; and IPv6 where anything shows it. */
function familiesOutside(engine: PolicyEngine, blocks: readonly AddressRange[]): readonly Family[] {
  const ofPods = engine.cluster.livePods.flatMap((pod) => familiesOf({ kind: 'pod', pod }));
  const shown = new Set([...ofPods, ...blocks.map((block) => block.family)]);
  return shown.size === 0 ? [4] : ([4, 6] as const).filter((family) => shown.has(family));
}

/** The names of rules of which no address is given: a class each, as its addresses may lie anywhere. */
function domainClasses(engine: PolicyEngine, { ranges }: Vocabulary): readonly EndpointClass[] {
  const peers = engine.policies.flatMap(({ egress = [] }) => egress.flatMap((rule) => rule.peers ?? []));
  const patterns = new Set(peers.flatMap((peer) => (peer.kind === 'domain' ? peer.pattern : [])));
  // No more is known of their addresses than that no rule has to name them.
  const range = new AddressAtoms(4, ranges).outermost();
  return [...patterns]
    .filter((pattern) => engine.domainNames.addressesOf(pattern) === undefined)
    .sort()
    .map((domain) => ({ endpoint: { kind: 'range', range, domain }, pods: [], ranges: [], domain }));
}
