import { formatSelector, type Selector } from '../model/labels.ts';
import type { Direction, NetworkPolicy, Peer, PortRule, Rule } from '../policy/index.ts';

/** What a policy lets through in one direction, a line a rule; one line that says so where that is nothing. */
export function describeRules(policy: NetworkPolicy, direction: Direction): readonly string[] {
  const rules = policy[direction] ?? [];
  return rules.length === 0 ? ['nothing'] : rules.map((rule) => describeRule(policy, rule, direction));
}

function describeRule(policy: NetworkPolicy, rule: Rule, direction: Direction): string {
  const peers = rule.peers?.map((peer) => describePeer(policy, peer)).join(' or ') ?? 'anybody';
  const ports = rule.ports?.map(describePort).join(', ') ?? 'every port';
  return `${direction === 'ingress' ? 'from' : 'to'} ${peers} on ${ports}`;
}

function describePeer(policy: NetworkPolicy, peer: Peer): string {
  if (peer.kind === 'block') {
    return peer.except.length === 0 ? peer.cidr : `${peer.cidr} with ${peer.except.length} exceptions`;
  }
  const pods = describePods(peer.pods);
  if (peer.namespaces === undefined) return `${pods} of namespace ${policy.namespace}`;
  const selector = formatSelector(peer.namespaces);
  return selector === '' ? `${pods} of all namespaces` : `${pods} of namespaces with ${selector}`;
}

function describePods(selector: Selector | undefined): string {
  const text = selector === undefined ? '' : formatSelector(selector);
  return text === '' ? 'all pods' : `pods with ${text}`;
}

function describePort({ protocol, port, endPort }: PortRule): string {
  const range = endPort === undefined ? '' : `-${endPort}`;
  return port === undefined ? `every ${protocol} port` : `${port}${range}/${protocol}`;
}
