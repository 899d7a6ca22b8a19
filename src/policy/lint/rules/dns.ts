import { hasPort, isEmptyConnections } from '../../../model/connection-set.ts';
import { counted } from '../../../model/counted.ts';
import { fullName } from '../../../model/metadata.ts';
import type { Pod } from '../../../model/pod.ts';
import type { Side } from '../../evaluate/evaluate.ts';
import { inOrder } from '../../evaluate/question.ts';
import type { Policy } from '../../policy.ts';
import { dnsTarget } from '../../reference/dns.ts';
import type { Target } from '../../reference/target.ts';
import type { LintContext } from '../context.ts';
import { type Found, foundIn, type LintRule } from '../rule.ts';
import type { SubjectGroup } from '../subject-groups.ts';

export const noDns: LintRule = {
  code: 'NW501',
  title: 'Pods that may go somewhere, but look up no name',
  severity: 'warning',
  find: (context) => {
    const pods = new Map<Policy, Pod[]>();
    for (const group of context.subjectGroups) {
      const blocked = group.direction === 'egress' ? podsWithoutDns(context, group) : [];
      const policy = blocked.length === 0 ? undefined : blameFor(group);
      if (policy !== undefined) pods.set(policy, [...(pods.get(policy) ?? []), ...blocked]);
    }
    return [...pods].map(([policy, blocked]) => foundDns(policy, blocked));
  },
};

/** The pods of a group that ask the cluster's DNS and are not let through to it, though they are to something else. */
function podsWithoutDns(context: LintContext, group: SubjectGroup): readonly Pod[] {
  const { index } = context.sides;
  const pods = group.classes.flatMap((number) => index.classes[number]?.pods ?? []).filter(asksClusterDns);
  const [first] = pods;
  if (first === undefined || group.cells.every(({ side }) => isEmptyConnections(side.allowed))) return [];
  const target = dnsTarget(context.engine.cluster, first);
  const isOpen = group.cells.some(
    ({ question, side }) => (question.question.to.kind === 'range' || target === undefined) && mayLookUp(side),
  );
  return isOpen || (target !== undefined && reaches(context, group, target)) ? [] : pods;
}

/** The pods of the host network, and those with a resolver of their own, ask elsewhere. */
function asksClusterDns({ dnsPolicy, hostNetwork }: Pod): boolean {
  return dnsPolicy === 'ClusterFirst' && !hostNetwork;
}

/** Whether some rule may be the one for DNS: none that is for pods of the policy's own namespace alone. */
function mayLookUp({ isolatedBy, parts, allowed }: Side): boolean {
  if (!hasPort(allowed, 'UDP', 53)) return false;
  if (isolatedBy.length === 0) return true;
  return parts.some(
    ({ decides, rule, peer }) =>
      rule.action === 'allow' &&
      hasPort(decides, 'UDP', 53) &&
      (peer?.kind !== 'pods' || peer.namespaces !== undefined),
  );
}

function reaches(context: LintContext, group: SubjectGroup, target: Target): boolean {
  const { sides } = context;
  const [subject] = group.classes;
  if (subject === undefined) return true;
  const row = sides.egress.row(sides.egressRow[subject] ?? -1);
  const servers = target.servers.flatMap(({ endpoint, port }) => {
    const server = endpoint.kind === 'pod' ? context.classOf(endpoint.pod) : undefined;
    return server === undefined ? [] : [{ server, port }];
  });
  if (servers.length === 0) return true;
  return servers.some(({ server, port }) =>
    hasPort(sides.outcomes.possible(sides.egress.outcome(row, server)), 'UDP', port),
  );
}

/** The policy that has rules, and so thought of what the pods need. */
function blameFor({ policies }: SubjectGroup): Policy | undefined {
  const all = policies.network.length > 0 ? policies.network : inOrder(policies);
  return all.find(({ egress }) => (egress?.length ?? 0) > 0) ?? all[0];
}

function foundDns(policy: Policy, pods: readonly Pod[]): Found {
  const [first] = [...pods].map(fullName).sort();
  const who = pods.length === 1 ? `${first}` : `${first} and ${counted(pods.length - 1, 'more pod')}`;
  const message = `${who} may connect out, but not to DNS on 53/UDP: names stay unknown`;
  const path = (policy.egress?.length ?? 0) > 0 ? ['spec', 'egress'] : ['metadata', 'name'];
  return foundIn(policy, path, message, {
    detail: '',
    instead:
      '- {to: [{namespaceSelector: {}, podSelector: {matchLabels: {k8s-app: kube-dns}}}], ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]}',
  });
}
