import { formatSelector, type Selector } from '../model/labels.ts';
import type { Direction, Peer, PodSelection, Policy, PortRule, Rule } from '../policy/index.ts';

/** What a policy lets through in one direction, a line a rule; one line that says so where that is nothing. */
export function describeRules(policy: Policy, direction: Direction): readonly string[] {
  const rules = policy[direction] ?? [];
  return rules.length === 0 ? ['nothing'] : rules.map((rule) => describeRule(policy, rule, direction));
}

function describeRule(policy: Policy, rule: Rule, direction: Direction): string {
  const peers = rule.peers?.map((peer) => describePeer(policy, peer)).join(' or ') ?? 'anybody';
  const ports = rule.ports?.map(describePort).join(', ') ?? 'every port';
  const action = policy.tier === 'network' ? '' : `${rule.action} `;
  return `${action}${direction === 'ingress' ? 'from' : 'to'} ${peers} on ${ports}`;
}

function describePeer(policy: Policy, peer: Peer): string {
  switch (peer.kind) {
    case 'pods':
      return describeSelection(peer, policy.namespace);
    case 'block':
      return peer.except.length === 0 ? peer.cidr : `${peer.cidr} with ${peer.except.length} exceptions`;
    case 'nodes': {
      const selector = formatSelector(peer.nodes);
      return selector === '' ? 'all nodes' : `nodes with ${selector}`;
    }
    case 'domain':
      return peer.pattern;
  }
}

/** A selection as a noun; `own` is the namespace of the policy that it stands in. */
function describeSelection(selection: PodSelection, own: string): string {
  const pods = describePods(selection.pods);
  if (selection.namespaces === undefined) return `${pods} of namespace ${own}`;
  const selector = formatSelector(selection.namespaces);
  return selector === '' ? `${pods} of all namespaces` : `${pods} of namespaces with ${selector}`;
}

function describePods(selector: Selector | undefined): string {
  const text = selector === undefined ? '' : formatSelector(selector);
  return text === '' ? 'all pods' : `pods with ${text}`;
}

function describePort({ protocol, port, endPort }: PortRule): string {
  const range = endPort === undefined ? '' : `-${endPort}`;
  if (port === undefined) return `every ${protocol} port`;
  return protocol === undefined ? `${port}` : `${port}${range}/${protocol}`;
}
