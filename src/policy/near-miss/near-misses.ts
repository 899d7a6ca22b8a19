import { selects } from '../../model/labels.ts';
import { formatEndpoint, partyOf } from '../endpoint.ts';
import type { PolicyEngine } from '../engine.ts';
import {
  type Direction,
  directions,
  type NetworkPolicy,
  type Peer,
  type Rule,
} from '../network-policy/network-policy.ts';
import type { Verdict } from '../verdict.ts';
import type { Gap } from './gap.ts';
import { peerGaps } from './peer-gaps.ts';
import { portGaps, type WantedPort } from './port-gaps.ts';
import { ruleFor } from './rule-text.ts';

/** A rule that does not let a connection through, and all that keeps it from doing so. */
export interface NearMiss {
  readonly direction: Direction;
  readonly policy: NetworkPolicy;
  /** Undefined where the policy has no rule in this direction. */
  readonly rule?: Rule;
  /** The nearest of the rule's peers. */
  readonly peer?: Peer;
  /** All of them must be closed; the worst first. */
  readonly gaps: readonly [Gap, ...Gap[]];
  /** Lower is closer. */
  readonly cost: number;
}

const shown = 5;

/** The rules that came closest, for each direction that denies: closest first, `shown` at most for each. */
export function nearMissesOf(engine: PolicyEngine, verdict: Verdict): readonly NearMiss[] {
  return directions
    .filter((direction) => verdict[direction].isolatedBy.length > 0 && verdict[direction].allowedBy.length === 0)
    .flatMap((direction) => directionMisses(engine, verdict, direction));
}

function directionMisses(engine: PolicyEngine, verdict: Verdict, direction: Direction): readonly NearMiss[] {
  const isolating = verdict[direction].isolatedBy.flatMap((policy) =>
    policyMisses(engine, verdict, direction, policy, []),
  );
  const elsewhere = engine.policies.flatMap((policy) => misplacedMisses(engine, verdict, direction, policy));
  const absent = verdict[direction].isolatedBy.map((policy) => absentRule(verdict, direction, policy));
  return [...isolating, ...elsewhere, ...absent].sort((a, b) => a.cost - b.cost).slice(0, shown);
}

/** `extra` is what keeps the policy itself from applying. */
function policyMisses(
  engine: PolicyEngine,
  verdict: Verdict,
  direction: Direction,
  policy: NetworkPolicy,
  extra: readonly Gap[],
): readonly NearMiss[] {
  return (policy[direction] ?? []).flatMap((rule) => ruleMisses(engine, verdict, direction, policy, rule, extra));
}

/** One for each peer of a rule that does not let the connection through. */
function ruleMisses(
  engine: PolicyEngine,
  verdict: Verdict,
  direction: Direction,
  policy: NetworkPolicy,
  rule: Rule,
  extra: readonly Gap[],
): readonly NearMiss[] {
  const server = partyOf(verdict.to, verdict.family);
  const other = direction === 'ingress' ? partyOf(verdict.from, verdict.family) : server;
  const ports = portGaps(rule, server, wantedPort(verdict));
  const peers: readonly (Peer | undefined)[] = rule.peers ?? [undefined];
  return peers.flatMap((peer) => {
    const gaps = peer === undefined ? [] : peerGaps(engine.cluster, policy, peer, other, engine.profile);
    return nearMiss(direction, policy, rule, peer, [...extra, ...gaps, ...ports]) ?? [];
  });
}

/** What keeps the nearest part of one rule from letting the connection through. */
export function ruleGaps(
  engine: PolicyEngine,
  verdict: Verdict,
  direction: Direction,
  policy: NetworkPolicy,
  rule: Rule,
): readonly Gap[] {
  const [nearest] = [...ruleMisses(engine, verdict, direction, policy, rule, [])].sort((a, b) => a.cost - b.cost);
  return nearest?.gaps ?? [];
}

function nearMiss(
  direction: Direction,
  policy: NetworkPolicy,
  rule: Rule,
  peer: Peer | undefined,
  gaps: readonly Gap[],
): NearMiss | undefined {
  const [worst, ...others] = [...gaps].sort((a, b) => b.cost - a.cost);
  if (worst === undefined) return undefined;
  const cost = gaps.reduce((sum, gap) => sum + gap.cost, 0);
  return { direction, policy, rule, ...(peer !== undefined && { peer }), gaps: [worst, ...others], cost };
}

/** Further off than this, a rule was meant for something else, and what is missing is a rule. */
const absentRuleCost = 3.75;

function absentRule(verdict: Verdict, direction: Direction, policy: NetworkPolicy): NearMiss {
  const peer = direction === 'ingress' ? verdict.from : verdict.to;
  const way = direction === 'ingress' ? 'from' : 'to';
  const count = policy[direction]?.length ?? 0;
  const why =
    count === 0
      ? `it has none, and so lets nothing ${direction === 'ingress' ? 'in' : 'out'}`
      : 'no rule is meant for it';
  const gap: Gap = {
    kind: 'no-rule',
    path: count === 0 ? ['spec', 'policyTypes'] : ['spec', direction],
    missing: `an ${direction} rule ${way} ${formatEndpoint(peer)} on port ${verdict.port}/${verdict.protocol}`,
    why,
    instead: ruleFor(verdict, direction, policy),
    cost: absentRuleCost,
  };
  return { direction, policy, gaps: [gap], cost: gap.cost };
}

/** A policy that would let the connection through if it selected the isolated pod: it sits in another namespace, or its selector is a slip off. */
function misplacedMisses(
  engine: PolicyEngine,
  verdict: Verdict,
  direction: Direction,
  policy: NetworkPolicy,
): readonly NearMiss[] {
  const subject = direction === 'ingress' ? verdict.to : verdict.from;
  if (subject.kind !== 'pod' || policy[direction] === undefined) return [];
  const { pod } = subject;
  const isHere = policy.namespace === pod.namespace;
  const isSelected = selects(policy.subject, pod.labels);
  if (isHere === isSelected || (!isHere && policy.subject.requirements.length === 0)) return [];
  const extra = isHere
    ? peerGaps(engine.cluster, policy, subjectAsPeer(policy), { kind: 'pod', pod }, engine.profile)
    : [namespaceGap(policy, pod.namespace)];
  const cost = extra.reduce((sum, gap) => sum + gap.cost, 0);
  // Any policy for another workload is far off; only a slip is worth a word.
  if (cost > 1.5) return [];
  const subjectGaps = extra.map((gap) => ({ ...gap, kind: isHere ? ('policy-subject' as const) : gap.kind }));
  return policyMisses(engine, verdict, direction, policy, subjectGaps).filter(
    (miss) => miss.gaps.length === extra.length,
  );
}

function namespaceGap(policy: NetworkPolicy, namespace: string): Gap {
  return {
    kind: 'policy-namespace',
    path: ['metadata', 'namespace'],
    missing: `namespace ${namespace}`,
    why: `the policy is in ${policy.namespace}, and a policy only selects pods of its own namespace`,
    instead: `namespace: ${namespace}`,
    cost: 1.5,
  };
}

function subjectAsPeer(policy: NetworkPolicy): Peer {
  return { kind: 'pods', path: ['spec'], pods: policy.subject };
}

function wantedPort({ protocol, port, via }: Verdict): WantedPort {
  return { protocol, port, ...(via !== undefined && { servicePort: via.port, service: via.service }) };
}
