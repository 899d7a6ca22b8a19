import { type Pod, servingContainers } from '../../../model/pod.ts';
import { portNameProblems } from '../../api-validation.ts';
import type { PortRule } from '../../policy.ts';
import type { LintContext, PlacedRule } from '../context.ts';
import { type Found, foundIn, type LintRule } from '../rule.ts';
import { serversOf } from '../servers.ts';

export const unknownPortName: LintRule = {
  code: 'NW206',
  title: 'A named port that no pod has',
  severity: 'warning',
  find: (context) =>
    context.hasPods
      ? namedPorts(context).flatMap(([placed, port, name]) => unknownName(context, placed, port, name))
      : [],
};

export const impossiblePortName: LintRule = {
  code: 'NW207',
  title: 'A port name that no container can have',
  severity: 'warning',
  find: (context) =>
    namedPorts(context).flatMap(([{ policy }, port, name]) =>
      portNameProblems(name)
        .slice(0, 1)
        .map((problem) =>
          foundIn(policy, port.path, `no container can have a port named ${JSON.stringify(name)}: ${problem}`),
        ),
    ),
};

export const namedPortOfAddresses: LintRule = {
  code: 'NW208',
  title: 'A named port beside addresses, which have no named ports',
  severity: 'warning',
  find: (context) =>
    namedPorts(context).flatMap(([{ policy, direction, rule }, port, name]) => {
      const isAddress = rule.peers?.some((peer) => peer.kind === 'block') ?? false;
      return direction === 'egress' && isAddress
        ? [foundIn(policy, port.path, `an ipBlock has no port named "${name}": the rule lets nothing through to it`)]
        : [];
    }),
};

function namedPorts({ rules }: LintContext): readonly (readonly [PlacedRule, PortRule, string])[] {
  return rules.flatMap((placed) =>
    (placed.rule.ports ?? []).flatMap((port) =>
      typeof port.port === 'string' ? [[placed, port, port.port] as const] : [],
    ),
  );
}

function unknownName(context: LintContext, placed: PlacedRule, port: PortRule, name: string): readonly Found[] {
  const servers = serversOf(context, placed);
  if (servers.length === 0 || portNameProblems(name).length > 0) return [];
  const sameName = servers.flatMap((pod) => protocolsOf(pod, name));
  if (sameName.some((protocol) => port.protocol === undefined || port.protocol === protocol)) return [];
  const [other] = sameName;
  const message =
    other === undefined
      ? `no pod that the rule is for has a port named "${name}": it lets nothing through`
      : `port "${name}" is ${other} in the pods that the rule is for, and not ${port.protocol ?? ''}`;
  return [
    foundIn(placed.policy, [...port.path, 'port'], message, {
      detail: name,
      ...(other !== undefined && { instead: `protocol: ${other}` }),
    }),
  ];
}

function protocolsOf(pod: Pod, name: string) {
  return servingContainers(pod)
    .flatMap((container) => container.ports)
    .filter((port) => port.name === name)
    .map(({ protocol }) => protocol);
}
