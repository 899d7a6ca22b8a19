import { formatRange, rangeOf } from '../../model/address.ts';
import { formatSelector } from '../../model/labels.ts';
import { fullName } from '../../model/metadata.ts';
import { formatEndpoint, type Party, type PodParty, type RangeParty } from '../endpoint.ts';
import { isOnHostNetwork, matchesPeer, serviceInPlace } from '../evaluate/matching.ts';
import { otherEnd } from '../evaluate/question.ts';
import type { DomainPeer, NodePeer, Peer, PodPeer, Policy } from '../policy.ts';
import { type Attempt, isSureToTake } from './attempt.ts';
import { blockGap } from './block-gap.ts';
import { costs, type Gap } from './gap.ts';
import { labelGaps } from './label-gaps.ts';
import { isMetByNamespace } from './met-selectors.ts';
import { blocksOf, formatPeers, namespaceSelectorFor } from './rule-text.ts';

/** What keeps a peer from taking the other end; nothing where it takes it. */
export function peerGaps(attempt: Attempt, policy: Policy, peer: Peer): readonly Gap[] {
  const { side } = attempt;
  if (matchesPeer(side, policy, peer)) return [];
  if (peer.kind === 'block') return [blockGap(attempt, policy, peer)];
  const other = otherEnd(side);
  if (peer.kind === 'nodes' || peer.kind === 'domain') return [otherKindGap(peer, other)];
  if (other.kind === 'range') return [rangeGap(attempt, policy, peer, other)];
  if (isOnHostNetwork(other, side.settings)) return [hostNetworkGap(attempt, policy, peer, other)];
  return [...namespaceGaps(attempt, policy, peer, other), ...podGaps(peer, other)];
}

function otherKindGap(peer: NodePeer | DomainPeer, other: Party): Gap {
  const asked = peer.kind === 'nodes' ? `a node with ${formatSelector(peer.nodes)}` : peer.pattern;
  const cost = costs.otherKind;
  return { kind: peer.kind, path: peer.path, missing: `${formatEndpoint(other)} is not ${asked}`, cost };
}

function rangeGap(attempt: Attempt, policy: Policy, { path }: PodPeer, { range, node }: RangeParty): Gap {
  const what = node === undefined ? 'is outside of the cluster' : `is node ${node.name}`;
  const missing = `selectors take pods only, and ${formatRange(range)} ${what}`;
  return { kind: 'not-a-pod', path, cost: costs.otherKind, ...withBlocks(attempt, policy, missing) };
}

function hostNetworkGap(attempt: Attempt, policy: Policy, { path }: PodPeer, { pod }: PodParty): Gap {
  const missing = `${fullName(pod)} is on the host network, so that its traffic is its node's and no selector takes it`;
  return { kind: 'not-a-pod', path, cost: costs.other, ...withBlocks(attempt, policy, missing) };
}

/** Offers blocks in place of a selector where they are sure to take the other end, by the same port as the selector. */
function withBlocks(attempt: Attempt, policy: Policy, missing: string): Pick<Gap, 'missing' | 'instead'> {
  const other = otherEnd(attempt.side);
  const range = other.kind === 'range' ? other.range : other.address && rangeOf(other.address);
  const blocks = range === undefined ? [] : blocksOf(range);
  const isCure =
    blocks.some((block) => isSureToTake(attempt, policy, block)) &&
    blocks.every((block) => attempt.possibleSides.every((side) => serviceInPlace(side, block) === undefined));
  return isCure ? { missing: `${missing}; an ipBlock can take it`, instead: formatPeers(blocks) } : { missing };
}

function namespaceGaps({ side }: Attempt, policy: Policy, peer: PodPeer, { pod }: PodParty): readonly Gap[] {
  const { cluster } = side.source;
  const asked = peer.namespaces;
  if (asked === undefined) {
    if (pod.namespace === policy.namespace) return [];
    return [
      {
        kind: 'namespace-selector',
        path: peer.path,
        missing: 'a namespaceSelector',
        why: `without one the rule takes pods of namespace ${policy.namespace} only, and ${fullName(pod)} is in ${pod.namespace}`,
        instead: namespaceSelectorFor(pod.namespace),
        cost: costs.slip,
      },
    ];
  }
  const { labels } = cluster.namespace(pod.namespace);
  const gaps = labelGaps(asked, labels, [...peer.path, 'namespaceSelector'], `namespace ${pod.namespace}`);
  if (gaps.length === 0) return [];
  // A selector that no namespace meets was never meant to name another one.
  const isMet = isMetByNamespace(cluster, asked);
  const right = namespaceSelectorFor(pod.namespace);
  return gaps.map((gap) => ({
    ...gap,
    kind: 'namespace-label',
    cost: isMet ? gap.cost : Math.min(gap.cost, costs.near),
    instead: gap.cost <= costs.slip ? (gap.instead ?? right) : right,
  }));
}

function podGaps(peer: PodPeer, { pod }: PodParty): readonly Gap[] {
  if (peer.pods === undefined) return [];
  return labelGaps(peer.pods, pod.labels, [...peer.path, 'podSelector'], fullName(pod));
}
