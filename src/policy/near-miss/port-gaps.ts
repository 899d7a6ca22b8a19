import { fullName } from '../../model/metadata.ts';
import { servingContainers } from '../../model/pod.ts';
import { formatEndpoint } from '../endpoint.ts';
import { isOnHostNetwork, serviceInPlace } from '../evaluate/matching.ts';
import { nodeInPlace } from '../evaluate/question.ts';
import type { Peer, PortRule, Rule } from '../policy.ts';
import { type Attempt, letsPort } from './attempt.ts';
import { costs, type Gap } from './gap.ts';
import { formatPort } from './rule-text.ts';

/** The nearest of a rule's ports, as a gap; nothing where one of them is right. */
export function portGaps(attempt: Attempt, rule: Rule, peer: Peer | undefined): readonly Gap[] {
  if (letsPort(attempt.verdict, attempt.side, peer, rule.ports)) return [];
  const gaps = (rule.ports ?? []).map((port) => portGap({ ...attempt, peer }, port));
  return gaps.sort((a, b) => a.cost - b.cost).slice(0, 1);
}

/** The connection, as the part of a rule with this peer meets it. */
interface PortAttempt extends Attempt {
  readonly peer: Peer | undefined;
}

function portGap(attempt: PortAttempt, rule: PortRule): Gap {
  const { verdict, side, peer } = attempt;
  const { protocol } = verdict;
  const ofProtocol = { ...rule, protocol };
  if (letsPort(verdict, side, peer, [ofProtocol])) {
    const isCure = isSurePort(attempt, ofProtocol);
    return {
      kind: 'protocol',
      path: [...rule.path, 'protocol'],
      missing: `protocol ${protocol}`,
      why: `the rule lets ${rule.protocol} through`,
      ...(isCure && { instead: `protocol: ${protocol}` }),
      cost: costs.slip,
    };
  }
  return { ...describe(attempt, rule), ...numberInstead(attempt, rule) };
}

/** The number alone where the rest may stay, or else the whole item. */
function numberInstead(attempt: PortAttempt, rule: PortRule): Pick<Gap, 'path' | 'instead'> {
  const { protocol } = attempt.verdict;
  const port = portSeen(attempt);
  const right: PortRule = { path: rule.path, protocol, port };
  const isNumberAlone = rule.protocol === protocol && rule.endPort === undefined;
  const instead = isNumberAlone ? `port: ${port}` : `- ${formatPort(right)}`;
  const path = isNumberAlone ? [...rule.path, 'port'] : rule.path;
  return { path, ...(isSurePort(attempt, right) && { instead }) };
}

function isSurePort({ verdict, possibleSides, peer }: PortAttempt, rule: PortRule): boolean {
  return possibleSides.every((side) => letsPort(verdict, side, peer, [rule]));
}

/** The server's own port, or that of the node or the Service that the peer meets in its place. */
function portSeen({ verdict, side, peer }: PortAttempt): number {
  return nodeInPlace(side)?.port ?? (peer && serviceInPlace(side, peer)?.port) ?? verdict.port;
}

type Description = Omit<Gap, 'path' | 'instead'>;

function describe(attempt: PortAttempt, rule: PortRule): Description {
  if (typeof rule.port === 'string') return describeName(attempt, rule.port);
  const { protocol } = attempt.verdict;
  const port = portSeen(attempt);
  const mixedUp = rule.protocol === protocol ? whyMixedUp(attempt, rule.port) : undefined;
  if (mixedUp !== undefined) {
    return { kind: 'service-port', missing: `port ${port}`, why: mixedUp, cost: costs.slip };
  }
  const range = rule.endPort === undefined ? '' : `-${rule.endPort}`;
  const why = `the rule lets ${rule.port ?? 'every port'}${range}/${rule.protocol} through`;
  return { kind: 'port', missing: `port ${port}/${protocol}`, why, cost: costs.otherPort };
}

/** A Service's port in place of the server's own, or the other way round. */
function whyMixedUp({ engine, verdict, side, peer }: PortAttempt, port: number | undefined): string | undefined {
  const { via } = verdict;
  if (via === undefined) return undefined;
  const isService = peer !== undefined && serviceInPlace(side, peer) !== undefined;
  if (!isService && port === via.port) {
    return `${port} is the port of Service ${via.service}, and policies see the pod's own`;
  }
  if (isService && port === verdict.port) {
    return `${port} is the port of ${formatEndpoint(verdict.to)}, and on ${engine.profile.name} an ipBlock meets the port of Service ${via.service}`;
  }
  return undefined;
}

function describeName(attempt: PortAttempt, name: string): Description {
  const { verdict, side } = attempt;
  const server = nodeInPlace(side)?.endpoint ?? side.question.to;
  const missing = `port ${portSeen(attempt)}/${verdict.protocol}`;
  if (server.kind !== 'pod') {
    const why = `an address has no port named "${name}"`;
    return { kind: 'named-port', missing: 'a number', why, cost: costs.otherPort };
  }
  if (isOnHostNetwork(server, side.settings)) {
    const why = `${fullName(server.pod)} is on the host network, where ports have no names`;
    return { kind: 'named-port', missing, why, cost: costs.near };
  }
  const declared = servingContainers(server.pod)
    .flatMap((container) => container.ports)
    .filter((port) => port.name === name);
  const why =
    declared.length === 0
      ? `${fullName(server.pod)} has no port named "${name}"`
      : `"${name}" is ${declared.map((port) => `${port.port}/${port.protocol}`).join(', ')} in ${fullName(server.pod)}`;
  return { kind: 'named-port', missing, why, cost: costs.near };
}
