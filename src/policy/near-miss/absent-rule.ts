import { rangeOf } from '../../model/address.ts';
import { formatEndpoint } from '../endpoint.ts';
import { nodeInPlace, otherEnd } from '../evaluate/question.ts';
import type { Policy, PortRule } from '../policy.ts';
import { type Attempt, isSureToLet } from './attempt.ts';
import { costs, type Gap } from './gap.ts';
import { blocksOf, formatRule, type ProposedPeer, type ProposedRule, peerForPod } from './rule-text.ts';

/** That an isolating policy has no rule for the connection, with one that is sure to let it through where there is one. */
export function absentRule(attempt: Attempt, policy: Policy): Gap {
  const { verdict, side } = attempt;
  const { direction } = side;
  const way = direction === 'ingress' ? 'from' : 'to';
  const count = policy[direction]?.length ?? 0;
  const state =
    count === 0
      ? `it has none, and so lets nothing ${direction === 'ingress' ? 'in' : 'out'}`
      : 'no rule is meant for it';
  const rule = rulesFor(attempt, policy).find((candidate) =>
    isSureToLet(attempt, { ...policy, [direction]: [candidate] }),
  );
  const endpoint = formatEndpoint(otherEnd(side));
  const port = nodeInPlace(side)?.port ?? verdict.port;
  return {
    kind: 'no-rule',
    path: count === 0 ? ['spec', 'policyTypes'] : ['spec', direction],
    missing: `an ${direction} rule ${way} ${endpoint} on port ${port}/${verdict.protocol}`,
    why: rule === undefined ? `${state}, and ${whyNone(attempt)}` : `${state}${dnsNote(attempt)}`,
    ...(rule !== undefined && { instead: formatRule(direction, rule) }),
    cost: costs.absentRule,
  };
}

/** The rules that may do, the narrowest first: which of them does depends on what the dataplane sees. */
function rulesFor(attempt: Attempt, policy: Policy): readonly ProposedRule[] {
  const { verdict, side } = attempt;
  const { direction, question } = side;
  const other = direction === 'ingress' ? question.from : question.to;
  const rule = (peers: readonly ProposedPeer[], ports: readonly number[]): ProposedRule[] =>
    peers.length === 0
      ? []
      : [{ path: [], action: 'allow', peers, ports: ports.flatMap((port) => portRules(attempt, port)) }];
  const own = other.kind === 'range' ? other.range : other.address && rangeOf(other.address);
  const ownBlocks = own === undefined ? [] : blocksOf(own);
  const service = direction === 'egress' ? question.via : undefined;
  const serviceBlocks = service?.addresses.flatMap((address) => blocksOf(rangeOf(address))) ?? [];
  const servicePort = service?.port ?? verdict.port;
  const { dialledNode } = question;
  const nodeBlocks = direction === 'egress' && dialledNode !== undefined ? blocksOf(dialledNode.endpoint.range) : [];
  const nodePort = dialledNode?.port ?? verdict.port;
  const pod = other.kind === 'pod' ? [peerForPod(other.pod, policy)] : [];
  return [
    ...rule(pod, [verdict.port]),
    ...rule(ownBlocks, [verdict.port]),
    ...rule(serviceBlocks, [servicePort]),
    ...rule([...ownBlocks, ...serviceBlocks], [...new Set([verdict.port, servicePort])]),
    ...rule(nodeBlocks, [nodePort]),
    ...(nodeBlocks.length === 0 ? [] : rule([...pod, ...nodeBlocks], [...new Set([verdict.port, nodePort])])),
  ];
}

function portRules(attempt: Attempt, port: number): readonly PortRule[] {
  const { protocol } = attempt.verdict;
  const rule = { path: [], protocol, port };
  return isDns(attempt) ? [rule, { ...rule, protocol: 'TCP' }] : [rule];
}

/** By the port that the client dials, or the server's own: some DNS servers listen on a higher one. */
function isDns({ verdict: { protocol, port, via } }: Attempt): boolean {
  return protocol === 'UDP' && (port === 53 || via?.port === 53);
}

/** RFC 7766: an answer that is too long for UDP is asked for again over TCP. */
function dnsNote(attempt: Attempt): string {
  return isDns(attempt) ? '; long DNS answers come over TCP, so the rule opens that too' : '';
}

function whyNone({ engine: { profile }, side }: Attempt): string {
  const other = otherEnd(side);
  return other.kind === 'pod' && other.address === undefined
    ? 'only an ipBlock could take it, but its address is not known'
    : `on ${profile.name} no rule of a NetworkPolicy is sure to take it`;
}
