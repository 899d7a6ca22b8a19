import { compare } from '../model/compare.ts';
import { type Protocol, protocols } from '../model/connection-set.ts';
import { type Interval, unionOf } from '../model/interval-set.ts';
import { namedPorts } from '../model/pod.ts';
import type { Endpoint } from './endpoint.ts';
import type { Policy, PortRule } from './policy.ts';

/** Ports of one protocol that follow one another, both ends inclusive. */
export interface PortSpan {
  readonly protocol: Protocol;
  readonly first: number;
  readonly last: number;
}

/** Every port that a NetworkPolicy can name. */
export const everyPort: readonly PortSpan[] = protocols.map((protocol) => ({ protocol, first: 1, last: 65535 }));

/** Cuts spans wherever the ports of a policy's rules start or end, so that the rules treat each piece as a whole. */
export function cutAtRules(spans: readonly PortSpan[], policies: readonly Policy[], to: Endpoint): readonly PortSpan[] {
  if (spans.every(({ first, last }) => first === last)) return spans;
  const rules = policies
    .flatMap((policy) => [...(policy.ingress ?? []), ...(policy.egress ?? [])])
    .flatMap((rule) => rule.ports ?? []);
  return spans.flatMap((span) => {
    const borders = rules.flatMap((rule) => (isFor(rule, span.protocol) ? bordersOf(rule, span.protocol, to) : []));
    const inside = [...new Set(borders)].filter((border) => border > span.first && border <= span.last).sort(compare);
    const starts = [span.first, ...inside];
    return starts.map((first, index) => ({ ...span, first, last: (starts[index + 1] ?? span.last + 1) - 1 }));
  });
}

/** Spans in ascending order, with those that touch in one. */
export function joined(spans: readonly PortSpan[]): readonly PortSpan[] {
  return protocols.flatMap((protocol) => {
    const own = spans.filter((span) => span.protocol === protocol);
    const ports = unionOf(own.map(({ first, last }): Interval<number> => [first, last + 1]));
    return ports.map(([start, end]) => ({ protocol, first: start, last: end - 1 }));
  });
}

/** Spans as people write them: `80/TCP`, `8000-8080/UDP`, `every TCP port`, `every port`. */
export function formatSpans(spans: readonly PortSpan[]): string {
  if (spans.length === protocols.length && spans.every(isWhole)) return 'every port';
  return spans.map(formatSpan).join(', ');
}

function formatSpan(span: PortSpan): string {
  const { protocol, first, last } = span;
  if (isWhole(span)) return `every ${protocol} port`;
  return first === last ? `${first}/${protocol}` : `${first}-${last}/${protocol}`;
}

function isWhole({ first, last }: PortSpan): boolean {
  return first === 1 && last === 65535;
}

function isFor(rule: PortRule, protocol: Protocol): boolean {
  return rule.protocol === undefined || rule.protocol === protocol;
}

/** Where the ports of a rule start, and where the next ones do. */
function bordersOf({ port, endPort }: PortRule, protocol: Protocol, to: Endpoint): readonly number[] {
  if (port === undefined) return [];
  if (typeof port === 'number') return [port, (endPort ?? port) + 1];
  const numbers = to.kind === 'pod' ? namedPorts(to.pod, port, protocol) : [];
  return numbers.flatMap((number) => [number, number + 1]);
}
