import { allConnections, type ConnectionSet, equalConnections, type Protocol } from '../../model/connection-set.ts';
import { Fields } from '../../model/fields.ts';
import { everything } from '../../model/labels.ts';
import { decodePod, type Pod } from '../../model/pod.ts';
import type { PolicyEngine } from '../engine.ts';
import { evaluateSide } from '../evaluate/evaluate.ts';
import { inOrder, type TieredPolicies } from '../evaluate/question.ts';
import type { Direction, Peer, Policy, Rule } from '../policy.ts';
import { settledSettings } from '../profile.ts';
import { anyPod, isPartOf, isPresent, type PotentialPods, potentialPodsOf, selectedByPeers } from './potential-pods.ts';

/** To whom policies open a pod beyond the pods that exist, at its own end; the other end has a word too. */
export interface Exposure {
  /** Whether a policy has a word in this direction. If none has, the pod is open to everybody. */
  readonly isProtected: boolean;
  /** What any pod of the cluster may, whatever its labels. */
  readonly entireCluster: PotentialConnections;
  /** What pods may that do not exist, where it is not what any pod may: more, or less. */
  readonly potential: readonly PotentialExposure[];
}

/** What is let through between a pod and pods that do not exist. */
export interface PotentialConnections {
  readonly connections: ConnectionSet;
  /** Ports of the other end, which only a pod that exists can put into numbers; in the order of the rules. */
  readonly named: readonly NamedPort[];
}

/** A port by its name; without a protocol in the admin kinds, which take that of the container. */
export interface NamedPort {
  readonly protocol?: Protocol;
  readonly name: string;
}

/** What some pods that do not exist may, which is not what any pod may. */
export interface PotentialExposure extends PotentialConnections {
  readonly to: PotentialPods;
  /** Whether a pod of the cluster has just these labels: see `isPresent`. */
  readonly isPresent: boolean;
}

/**
 * Who that does not exist yet may connect to a pod, or be connected to by it, as the policies at its end have it. Asked
 * about are the pods of `candidates`: by default those that the peers of all policies select.
 */
export function exposureOf(
  engine: PolicyEngine,
  pod: Pod,
  direction: Direction,
  candidates: readonly PotentialPods[] = selectedByPeers(engine.policies),
): Exposure {
  const policies = engine.applying(pod, direction);
  const isProtected = inOrder(policies).length > 0;
  if (!isProtected) {
    return { isProtected, entireCluster: { connections: allConnections, named: [] }, potential: [] };
  }
  const entireCluster = connectionsOf(engine, pod, direction, policies, anyPod);
  const potential = candidates
    .map((to): PotentialExposure => {
      return { to, isPresent: isPresent(engine, to), ...connectionsOf(engine, pod, direction, policies, to) };
    })
    .filter((found) => !isSame(found, entireCluster));
  return { isProtected, entireCluster, potential };
}

/** Asks the rules that take all of the potential pods, as if one of them were there. */
function connectionsOf(
  engine: PolicyEngine,
  pod: Pod,
  direction: Direction,
  policies: TieredPolicies,
  potential: PotentialPods,
): PotentialConnections {
  const narrowed = {
    admin: policies.admin.map((policy) => narrow(policy, direction, potential)),
    network: policies.network.map((policy) => narrow(policy, direction, potential)),
    baseline: policies.baseline.map((policy) => narrow(policy, direction, potential)),
  };
  const source = {
    cluster: engine.cluster,
    domainNames: engine.domainNames,
    hasEqualPriorities: engine.hasEqualPriorities,
    hasDomainNames: engine.hasDomainNames,
    hasWholeBlocks: engine.hasWholeBlocks,
    applying: () => narrowed,
  };
  const [subject, other] = [pod, somePod].map((end) => ({ kind: 'pod', pod: end }) as const);
  if (subject === undefined || other === undefined) return { connections: allConnections, named: [] };
  const question = direction === 'ingress' ? { from: other, to: subject } : { from: subject, to: other };
  const { allowed } = evaluateSide(source, question, direction, settledSettings(engine.profile));
  return { connections: allowed, named: direction === 'egress' ? namedPortsOf(inOrder(narrowed)) : [] };
}

/** A pod of no labels, ports and addresses. */
const somePod = decodePod(new Fields({}), {
  namespace: '',
  name: '',
  labels: new Map(),
  annotations: new Map(),
  source: { file: { path: '', text: '' }, document: 0, start: 0, end: 0 },
});

/** A policy with only the rules that take all of the potential pods, each by a peer that takes any pod. */
function narrow(policy: Policy, direction: Direction, potential: PotentialPods): Policy {
  const rules = (policy[direction] ?? []).flatMap((rule): Rule[] => {
    if (rule.peers === undefined) return [rule];
    const peer = rule.peers.find((candidate) => takesAll(candidate, policy, potential));
    return peer === undefined ? [] : [{ ...rule, peers: [{ kind: 'pods', path: peer.path, namespaces: everything }] }];
  });
  return { ...policy, [direction]: rules };
}

function takesAll(peer: Peer, policy: Policy, potential: PotentialPods): boolean {
  return peer.kind === 'pods' && isPartOf(potential, potentialPodsOf(peer, policy));
}

function namedPortsOf(policies: readonly Policy[]): readonly NamedPort[] {
  const ports = policies
    .flatMap((policy) => policy.egress ?? [])
    .filter((rule) => rule.action === 'allow')
    .flatMap((rule) => rule.ports ?? [])
    .flatMap(({ protocol, port }): NamedPort[] =>
      typeof port === 'string' ? [{ ...(protocol !== undefined && { protocol }), name: port }] : [],
    );
  return [...new Map(ports.map((port) => [`${port.protocol} ${port.name}`, port])).values()];
}

function isSame(found: PotentialConnections, entireCluster: PotentialConnections): boolean {
  const names = ({ named }: PotentialConnections) => named.map(({ protocol, name }) => `${protocol} ${name}`).join();
  return equalConnections(found.connections, entireCluster.connections) && names(found) === names(entireCluster);
}
