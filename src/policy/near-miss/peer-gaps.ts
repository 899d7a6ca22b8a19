import { type AddressRange, formatAddress, formatRange, rangeContains } from '../../model/address.ts';
import type { Cluster } from '../../model/cluster.ts';
import { selects } from '../../model/labels.ts';
import { fullName } from '../../model/metadata.ts';
import type { Party, PodParty } from '../endpoint.ts';
import { blockHas } from '../evaluate.ts';
import type { BlockPeer, NetworkPolicy, Peer, PodPeer } from '../network-policy/network-policy.ts';
import type { Profile } from '../profile.ts';
import type { Gap } from './gap.ts';
import { labelGaps } from './label-gaps.ts';
import { blocksOf, namespaceSelectorFor } from './rule-text.ts';

/** What keeps a peer from taking a party; nothing where it takes it. */
export function peerGaps(
  cluster: Cluster,
  policy: NetworkPolicy,
  peer: Peer,
  party: Party,
  profile: Profile,
): readonly Gap[] {
  if (peer.kind === 'block') return blockGaps(peer, party, profile);
  if (party.kind === 'range') {
    return [
      {
        kind: 'not-a-pod',
        path: peer.path,
        missing: `selectors take pods only, and ${formatRange(party.range)} is ${party.node === undefined ? 'outside of the cluster' : `node ${party.node.name}`}; an ipBlock can take it`,
        instead: blockItems(party.range),
        cost: 4,
      },
    ];
  }
  if (party.pod.hostNetwork && profile.settings.hostNetworkPods !== 'pod') return [hostNetworkGap(peer, party)];
  return [...namespaceGaps(cluster, policy, peer, party), ...podGaps(peer, party)];
}

/** As the item of a list; a range that is several blocks as the list. */
function blockItems(range: AddressRange): string {
  const [first = '', ...others] = blocksOf(range);
  return others.length === 0 ? `- ${first}` : `[${[first, ...others].join(', ')}]`;
}

function namespaceGaps(cluster: Cluster, policy: NetworkPolicy, peer: PodPeer, { pod }: PodParty): readonly Gap[] {
  const right = namespaceSelectorFor(pod.namespace);
  if (peer.namespaces === undefined) {
    if (pod.namespace === policy.namespace) return [];
    return [
      {
        kind: 'namespace-selector',
        path: peer.path,
        missing: 'a namespaceSelector',
        why: `without one the rule takes pods of namespace ${policy.namespace} only, and ${fullName(pod)} is in ${pod.namespace}`,
        instead: right,
        cost: 1,
      },
    ];
  }
  const { labels } = cluster.namespace(pod.namespace);
  if (selects(peer.namespaces, labels)) return [];
  const gaps = labelGaps(peer.namespaces, labels, [...peer.path, 'namespaceSelector'], `namespace ${pod.namespace}`);
  return gaps.map((gap) => {
    const exists = cluster.namespaces.some(
      (namespace) => peer.namespaces && selects(peer.namespaces, namespace.labels),
    );
    // A selector that no namespace meets was never meant to name another one.
    return {
      ...gap,
      kind: 'namespace-label',
      cost: exists ? gap.cost : Math.min(gap.cost, 1.5),
      instead: gap.cost <= 1 ? (gap.instead ?? right) : right,
    };
  });
}

function podGaps(peer: PodPeer, { pod }: PodParty): readonly Gap[] {
  if (peer.pods === undefined) return [];
  return labelGaps(peer.pods, pod.labels, [...peer.path, 'podSelector'], fullName(pod));
}

function hostNetworkGap(peer: PodPeer, { pod }: PodParty): Gap {
  return {
    kind: 'not-a-pod',
    path: peer.path,
    missing: `${fullName(pod)} is on the host network, so that its traffic is its node's and no selector takes it`,
    cost: 3,
  };
}

function blockGaps(peer: BlockPeer, party: Party, profile: Profile): readonly Gap[] {
  const path = [...peer.path, 'ipBlock'];
  const address = party.kind === 'pod' ? party.address : { family: party.range.family, value: party.range.start };
  const who = party.kind === 'pod' ? fullName(party.pod) : formatRange(party.range);
  if (address === undefined) {
    return [{ kind: 'range', path, missing: `${who} has no address that ${peer.cidr} could hold`, cost: 3 }];
  }
  const isInside = rangeContains(peer.range, address);
  const hole = peer.except.findIndex((range) => rangeContains(range, address));
  const shown = formatAddress(address);
  if (isInside && hole >= 0) {
    return [
      { kind: 'except', path: [...path, 'except', hole], missing: `\`except\` takes ${shown} out again`, cost: 1.5 },
    ];
  }
  if (!isInside) {
    const missing = `${shown} (${who}) is not in ${peer.cidr}`;
    return [{ kind: 'range', path: [...path, 'cidr'], missing, cost: isJustOutside(peer, party) ? 1.5 : 3 }];
  }
  if (
    party.kind === 'pod' &&
    profile.settings.ipBlockMatchesPods === 'no' &&
    blockHas(peer, { ...address, start: address.value })
  ) {
    return [
      {
        kind: 'block-matches-no-pod',
        path,
        missing: `an ipBlock matches no pod on ${profile.name}, not even ${shown}`,
        cost: 1.5,
      },
    ];
  }
  return [];
}

/** Within one more bit of prefix. */
function isJustOutside(peer: BlockPeer, party: Party): boolean {
  const address = party.kind === 'pod' ? party.address?.value : party.range.start;
  if (address === undefined) return false;
  const size = peer.range.end - peer.range.start;
  const start = (peer.range.start / (size * 2n)) * size * 2n;
  return address >= start && address < start + size * 2n;
}
