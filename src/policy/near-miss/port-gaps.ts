import type { Protocol } from '../../model/connection-set.ts';
import { fullName } from '../../model/metadata.ts';
import { namedPorts, servingContainers } from '../../model/pod.ts';
import type { Party } from '../endpoint.ts';
import type { PortRule, Rule } from '../network-policy/network-policy.ts';
import type { Gap } from './gap.ts';

export interface WantedPort {
  readonly protocol: Protocol;
  /** The server's own. */
  readonly port: number;
  /** The Service's, where the client dials one. */
  readonly servicePort?: number;
  readonly service?: string;
}

/** The nearest of a rule's ports, as a gap; nothing where one of them is right. */
export function portGaps(rule: Rule, server: Party, wanted: WantedPort): readonly Gap[] {
  if (rule.ports === undefined || rule.ports.some((port) => lets(port, server, wanted))) return [];
  const [nearest] = rule.ports.map((port) => portGap(port, server, wanted)).sort((a, b) => a.cost - b.cost);
  return nearest === undefined ? [] : [nearest];
}

function lets({ protocol, port, endPort }: PortRule, server: Party, wanted: WantedPort): boolean {
  if (protocol !== wanted.protocol) return false;
  if (port === undefined) return true;
  if (typeof port === 'number') return port <= wanted.port && wanted.port <= (endPort ?? port);
  return server.kind === 'pod' && namedPorts(server.pod, port, protocol).includes(wanted.port);
}

function portGap(rule: PortRule, server: Party, wanted: WantedPort): Gap {
  const sameNumber = lets({ ...rule, protocol: wanted.protocol }, server, wanted);
  if (sameNumber) {
    return {
      kind: 'protocol',
      path: [...rule.path, 'protocol'],
      missing: `protocol ${wanted.protocol}`,
      why: `the rule lets ${rule.protocol} through`,
      instead: `protocol: ${wanted.protocol}`,
      cost: 1,
    };
  }
  const instead = `port: ${wanted.port}`;
  const path = [...rule.path, 'port'];
  if (typeof rule.port === 'string') return { ...namedPortGap(rule.port, server, wanted), path, instead };
  if (rule.protocol === wanted.protocol && rule.port === wanted.servicePort && wanted.servicePort !== wanted.port) {
    return {
      kind: 'service-port',
      path,
      missing: `port ${wanted.port}`,
      why: `${rule.port} is the port of Service ${wanted.service ?? ''}, and policies see the pod's own`,
      instead,
      cost: 1,
    };
  }
  const range = rule.endPort === undefined ? '' : `-${rule.endPort}`;
  const why = `the rule lets ${rule.port ?? 'every port'}${range}/${rule.protocol} through`;
  return { kind: 'port', path, missing: `port ${wanted.port}/${wanted.protocol}`, why, instead, cost: 2 };
}

function namedPortGap(name: string, server: Party, wanted: WantedPort): Omit<Gap, 'path' | 'instead'> {
  if (server.kind !== 'pod') {
    return { kind: 'named-port', missing: 'a number', why: `an address has no port named "${name}"`, cost: 2 };
  }
  const declared = servingContainers(server.pod)
    .flatMap((container) => container.ports)
    .filter((port) => port.name === name);
  const what =
    declared.length === 0
      ? `${fullName(server.pod)} has no port named "${name}"`
      : `"${name}" is ${declared.map((port) => `${port.port}/${port.protocol}`).join(', ')} in ${fullName(server.pod)}`;
  return { kind: 'named-port', missing: `port ${wanted.port}/${wanted.protocol}`, why: what, cost: 1.5 };
}
