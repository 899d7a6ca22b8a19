import { fullName } from '../model/metadata.ts';
import { namespaceNameLabel } from '../model/namespace.ts';
import type { Party } from './endpoint.ts';
import type { PolicyEngine } from './engine.ts';
import type { Question } from './evaluate.ts';
import type { NetworkPolicy } from './network-policy/network-policy.ts';

/** What the policies of a question ask for and the input does not tell. */
export function assumptionsOf(
  { cluster }: PolicyEngine,
  { from, to }: Question,
  policies: readonly NetworkPolicy[],
): readonly string[] {
  const peers = policies.flatMap((policy) => [...(policy.ingress ?? []), ...(policy.egress ?? [])]).flatMap((rule) => rule.peers ?? []);
  const asksLabels = peers.some(
    (peer) =>
      peer.kind === 'pods' && peer.namespaces?.requirements.some((requirement) => requirement.key !== namespaceNameLabel),
  );
  const asksAddresses = peers.some((peer) => peer.kind === 'block');
  const assumptions = new Set<string>();
  for (const party of [from, to]) {
    if (party.kind !== 'pod') continue;
    const { pod } = party;
    if (asksLabels && !cluster.namespace(pod.namespace).known) {
      assumptions.add(`namespace ${pod.namespace} is not in the input: it is taken to have no label but its name`);
    }
    if (asksAddresses && lacksAddress(party)) {
      assumptions.add(`pod ${fullName(pod)} has no address yet: an ipBlock is taken not to match it`);
    }
  }
  return [...assumptions].sort();
}

function lacksAddress(party: Party): boolean {
  return party.kind === 'pod' && party.address === undefined;
}
