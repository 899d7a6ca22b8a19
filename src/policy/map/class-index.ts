import { type AddressRange, type Family, isWholeFamily } from '../../model/address.ts';
import { compare } from '../../model/compare.ts';
import { groupBy } from '../../model/group-by.ts';
import { formatSelector, selects } from '../../model/labels.ts';
import { isPlanned } from '../../model/pod.ts';
import type { EndpointClass } from '../classes/endpoint-classes.ts';
import { partyOf } from '../endpoint.ts';
import type { PolicyEngine } from '../engine.ts';
import { matchesPeer } from '../evaluate/matching.ts';
import type { SideQuestion } from '../evaluate/question.ts';
import type { DomainPeer, NodePeer, Peer, PodPeer, Policy } from '../policy.ts';
import { type DataplaneSettings, settledSettings } from '../profile.ts';

/** Classes by their number. */
export type ClassSet = readonly number[];

/**
 * Finds the classes that a peer may take. What it takes in truth depends on the dataplane, and is evaluated; classes of one
 * base (see `ClassBases`) in the same of its sets are alike to it.
 */
export class ClassIndex {
  readonly classes: readonly EndpointClass[];
  /** Each class as the other end of a connection. */
  private readonly sides: readonly SideQuestion[];
  private readonly podClasses: ClassSet;
  /** The classes of pods that will have an address, which nothing tells yet. */
  private readonly plannedClasses: ClassSet;
  /** The classes of pods, by the namespace of the one that stands for the class. */
  private readonly byNamespace: ReadonlyMap<string, ClassSet>;
  private readonly byAddress: Readonly<Record<Family, readonly AddressEntry[]>>;
  private readonly engine: PolicyEngine;
  private readonly found = new Map<string, readonly ClassSet[]>();
  /** The classes in the namespaces that a selector takes. */
  private readonly inNamespaces = new Map<string, ClassSet>();

  constructor(engine: PolicyEngine, classes: readonly EndpointClass[]) {
    this.classes = classes;
    this.engine = engine;
    // The settings under which peers take most.
    const most = { hostNetworkPods: 'pod', ipBlockMatchesPods: 'yes', ipBlockMatchesNodes: 'yes' } as const;
    const settings: DataplaneSettings = { ...settledSettings(engine.profile), ...most, unresolvedDomains: 'here' };
    this.sides = classes.map(({ endpoint }) => {
      const party = partyOf(endpoint, undefined);
      return { source: engine, question: { from: party, to: party }, direction: 'ingress', settings };
    });
    this.podClasses = [...classes.keys()].filter((index) => classes[index]?.pods.length);
    this.plannedClasses = this.podClasses.filter((index) => classes[index]?.pods.some(isPlanned));
    this.byNamespace = groupBy(this.podClasses, (index) => namespaceOf(classes[index]));
    this.byAddress = { 4: addressEntries(classes, 4), 6: addressEntries(classes, 6) };
  }

  /** The classes that a peer of a policy's rule may take; for a block also those in each of its exceptions. */
  mayTake(policy: Policy, peer: Peer): readonly ClassSet[] {
    const key = peerKey(policy, peer);
    const known = this.found.get(key);
    if (known !== undefined) return known;
    const sets = this.search(policy, peer).filter((set) => set.length > 0);
    this.found.set(key, sets);
    return sets;
  }

  private search(policy: Policy, peer: Peer): readonly ClassSet[] {
    switch (peer.kind) {
      case 'pods':
        return [this.taking(policy, peer, this.candidates(policy, peer))];
      case 'block':
        return [peer.range, ...peer.except].map((range) => this.addressed(range));
      case 'nodes':
        return [this.taking(policy, peer, this.podClasses)];
      case 'domain':
        return [this.taking(policy, peer, [...this.classes.keys()])];
    }
  }

  private taking(policy: Policy, peer: PodPeer | NodePeer | DomainPeer, candidates: ClassSet): ClassSet {
    return candidates.filter((index) => {
      const side = this.sides[index];
      return side !== undefined && matchesPeer(side, policy, peer);
    });
  }

  private candidates(policy: Policy, { namespaces }: PodPeer): ClassSet {
    if (namespaces === undefined) return this.byNamespace.get(policy.namespace) ?? [];
    const key = formatSelector(namespaces);
    const known = this.inNamespaces.get(key);
    if (known !== undefined) return known;
    const { cluster } = this.engine;
    const taken = [...this.byNamespace]
      .filter(([name]) => selects(namespaces, cluster.namespace(name).labels))
      .flatMap(([, classes]) => classes)
      .sort((a, b) => a - b);
    this.inNamespaces.set(key, taken);
    return taken;
  }

  /** A class stands for all of its addresses, so that the one by which it is sorted says whether a block has them. */
  private addressed(range: AddressRange): ClassSet {
    const { family, start, end } = range;
    const entries = this.byAddress[family];
    const found = entries.slice(firstFrom(entries, start), firstFrom(entries, end)).map(({ index }) => index);
    return isWholeFamily(range) ? [...found, ...this.plannedClasses] : found;
  }
}

function namespaceOf(found: EndpointClass | undefined): string {
  return found?.endpoint.kind === 'pod' ? found.endpoint.pod.namespace : '';
}

interface AddressEntry {
  readonly value: bigint;
  readonly index: number;
}

function addressEntries(classes: readonly EndpointClass[], family: Family): readonly AddressEntry[] {
  return classes
    .flatMap(({ endpoint }, index): readonly AddressEntry[] => {
      const party = partyOf(endpoint, family);
      if (party.kind === 'range') return party.range.family === family ? [{ value: party.range.start, index }] : [];
      return party.address === undefined ? [] : [{ value: party.address.value, index }];
    })
    .sort((a, b) => compare(a.value, b.value));
}

function firstFrom(entries: readonly AddressEntry[], value: bigint): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle]?.value ?? 0n) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Peers of one text take the same; those without a namespaceSelector within one namespace. */
export function peerKey(policy: Policy, peer: Peer): string {
  switch (peer.kind) {
    case 'pods': {
      const namespaces = peer.namespaces === undefined ? `own ${policy.namespace}` : formatSelector(peer.namespaces);
      const pods = peer.pods === undefined ? '' : formatSelector(peer.pods);
      return `pods ${policy.tier === 'network'} ${namespaces} / ${pods}`;
    }
    case 'block':
      return `block ${peer.range.family} ${[peer.range, ...peer.except].map(({ start, end }) => `${start}-${end}`).join(' ')}`;
    case 'nodes':
      return `nodes ${formatSelector(peer.nodes)}`;
    case 'domain':
      return `domain ${peer.pattern}`;
  }
}
