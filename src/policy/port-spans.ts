import { compare } from '../model/compare.ts';
import { type Protocol, protocols } from '../model/connection-set.ts';
import { namedPorts } from '../model/pod.ts';
import type { Endpoint } from './endpoint.ts';
import type { NetworkPolicy, PortRule } from './network-policy/network-policy.ts';

/** Ports of one protocol that follow one another, both ends inclusive. */
export interface PortSpan {
  readonly protocol: Protocol;
  readonly first: number;
  readonly last: number;
}

/** Every port that a NetworkPolicy can name. */
export const everyPort: readonly PortSpan[] = protocols.map((protocol) => ({ protocol, first: 1, last: 65535 }));

/** Cuts spans wherever the ports of a policy's rules start or end, so that the rules treat each piece as a whole. */
export function cutAtRules(
  spans: readonly PortSpan[],
  policies: readonly NetworkPolicy[],
  to: Endpoint,
): readonly PortSpan[] {
  if (spans.every(({ first, last }) => first === last)) return spans;
  const rules = policies
    .flatMap((policy) => [...(policy.ingress ?? []), ...(policy.egress ?? [])])
    .flatMap((rule) => rule.ports ?? []);
  return spans.flatMap((span) => {
    const borders = rules.flatMap((rule) => (rule.protocol === span.protocol ? bordersOf(rule, to) : []));
    const inside = [...new Set(borders)].filter((border) => border > span.first && border <= span.last).sort(compare);
    const starts = [span.first, ...inside];
    return starts.map((first, index) => ({ ...span, first, last: (starts[index + 1] ?? span.last + 1) - 1 }));
  });
}

/** Spans as people write them: `TCP 80`, `UDP 8000-8080`, `every TCP port`. */
export function formatSpan({ protocol, first, last }: PortSpan): string {
  if (first === 1 && last === 65535) return `every ${protocol} port`;
  return first === last ? `${first}/${protocol}` : `${first}-${last}/${protocol}`;
}

/** Where the ports of a rule start, and where the next ones do. */
function bordersOf({ protocol, port, endPort }: PortRule, to: Endpoint): readonly number[] {
  if (port === undefined) return [];
  if (typeof port === 'number') return [port, (endPort ?? port) + 1];
  const numbers = to.kind === 'pod' ? namedPorts(to.pod, port, protocol) : [];
  return numbers.flatMap((number) => [number, number + 1]);
}
