import { type AddressRange, type Family, formatRange } from '../../model/address.ts';
import type { Pod } from '../../model/pod.ts';
import { type Endpoint, familiesOf } from '../endpoint.ts';
import type { PolicyEngine } from '../engine.ts';
import { AddressAtoms } from './address-atoms.ts';
import { podDescriber } from './pod-classes.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

/** Endpoints that no policy tells apart. */
export interface EndpointClass {
  /** The same for classes of two clusters that no policy tells apart, where both are cut by one scope. */
  readonly description: string;
  /** One that stands for all of them. */
  readonly endpoint: Endpoint;
  /** The pods of the class; empty for addresses. */
  readonly pods: readonly Pod[];
  /** The addresses of the class, outside of the cluster; empty for pods, and for a name. */
  readonly ranges: readonly AddressRange[];
  /** The domain name that the class is, of which the addresses are not known. */
  readonly domain?: string;
}

/** What classes are cut by: all that the policies of one cluster, or of several to be compared, tell apart. */
export interface ClassScope {
  readonly vocabulary: Vocabulary;
  /** Where addresses outside of the cluster are cut. */
  readonly blocks: readonly AddressRange[];
  readonly families: readonly Family[];
  /** The names of rules of which no address is given. */
  readonly domains: readonly string[];
}

/** What the policies of any of some clusters tell apart. */
export function scopeOf(engines: readonly PolicyEngine[]): ClassScope {
  const vocabulary = vocabularyOf(engines.flatMap((engine) => engine.policies));
  const named = engines
    .flatMap((engine) => engine.domainNames.addresses)
    .map(({ family, value }) => ({ family, start: value, end: value + 1n }));
  const blocks = [...vocabulary.ranges, ...named];
  return {
    vocabulary,
    blocks,
    families: familiesOutside(engines, blocks),
    domains: [...new Set(engines.flatMap(unresolvedDomains))].sort(),
  };
}

/**
 * All that can connect or be connected to: the live pods of a cluster, and everything outside of it. What depends on two
 * pods being on one node is left out.
 */
export function endpointClasses(engine: PolicyEngine, scope: ClassScope = scopeOf([engine])): readonly EndpointClass[] {
  return [...podClasses(engine, scope), ...rangeClasses(scope), ...domainClasses(scope)];
}

function podClasses(engine: PolicyEngine, { vocabulary }: ClassScope): readonly EndpointClass[] {
  const describe = podDescriber(engine, vocabulary, false);
  const members = new Map<string, { readonly first: Pod; readonly pods: Pod[] }>();
  for (const pod of engine.cluster.livePods) {
    const description = describe(pod);
    const known = members.get(description);
    if (known === undefined) members.set(description, { first: pod, pods: [pod] });
    else known.pods.push(pod);
  }
  return [...members].map(([description, { first, pods }]) => {
    return { description, endpoint: { kind: 'pod', pod: first }, pods, ranges: [] };
  });
}

function rangeClasses({ families, blocks }: ClassScope): readonly EndpointClass[] {
  return families.flatMap((family) =>
    new AddressAtoms(family, blocks).groups().flatMap((ranges) => {
      const [range] = ranges;
      if (range === undefined) return [];
      const description = `addresses ${formatRange(range)}`;
      return [{ description, endpoint: { kind: 'range' as const, range }, pods: [], ranges }];
    }),
  );
}

/** IPv4, unless the clusters have addresses and all of them are IPv6; and IPv6 where anything shows it. */
function familiesOutside(engines: readonly PolicyEngine[], blocks: readonly AddressRange[]): readonly Family[] {
  const pods = engines.flatMap((engine) => engine.cluster.livePods);
  const ofPods = pods.flatMap((pod) => familiesOf({ kind: 'pod', pod }));
  const shown = new Set([...ofPods, ...blocks.map((block) => block.family)]);
  return shown.size === 0 ? [4] : ([4, 6] as const).filter((family) => shown.has(family));
}

/** Names of which no address is given are a class each, as their addresses may lie anywhere. */
function domainClasses({ domains, vocabulary }: ClassScope): readonly EndpointClass[] {
  // No more is known of their addresses than that no rule has to name them.
  const range = new AddressAtoms(4, vocabulary.ranges).outermost();
  return domains.map((domain) => {
    return { description: `name ${domain}`, endpoint: { kind: 'range', range, domain }, pods: [], ranges: [], domain };
  });
}

function unresolvedDomains({ policies, domainNames }: PolicyEngine): readonly string[] {
  const peers = policies.flatMap(({ egress = [] }) => egress.flatMap((rule) => rule.peers ?? []));
  const patterns = peers.flatMap((peer) => (peer.kind === 'domain' ? peer.pattern : []));
  return patterns.filter((pattern) => domainNames.addressesOf(pattern) === undefined);
}
