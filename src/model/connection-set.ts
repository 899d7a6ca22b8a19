import { contains, equalSets, type Interval, type IntervalSet, intersect, subtract, unionOf } from './interval-set.ts';

/** The protocols that a NetworkPolicy can name. */
export const protocols = ['TCP', 'UDP', 'SCTP'] as const;
/** A protocol that a NetworkPolicy can name. */
export type Protocol = (typeof protocols)[number];

/** Whether a text is one of `protocols`, in upper case as the API has them. */
export function isProtocol(text: string): text is Protocol {
  return (protocols as readonly string[]).includes(text);
}

/**
 * What policies let through: the destination ports of each protocol, from 1 to 65535. `other` is whether all the
 * protocols that a NetworkPolicy cannot name pass, such as ICMP.
 */
export interface ConnectionSet {
  readonly TCP: IntervalSet<number>;
  readonly UDP: IntervalSet<number>;
  readonly SCTP: IntervalSet<number>;
  readonly other: boolean;
}

const everyPort: Interval<number> = [1, 65536];
const fullPorts: IntervalSet<number> = [everyPort];

/** The empty set: nothing passes. */
export const noConnections: ConnectionSet = { TCP: [], UDP: [], SCTP: [], other: false };
/** The full set: every port of every protocol passes. */
export const allConnections: ConnectionSet = { TCP: fullPorts, UDP: fullPorts, SCTP: fullPorts, other: true };

/** The ports of one protocol from `first` to `last`, both inclusive as `port` and `endPort` are; cut at port 65535. */
export function portRange(protocol: Protocol, first: number, last: number = first): ConnectionSet {
  const [start, end] = [Math.max(first, everyPort[0]), Math.min(last + 1, everyPort[1])];
  return start < end ? portsOf(protocol, [[start, end]]) : noConnections;
}

/** Every port of one protocol. */
export function allPorts(protocol: Protocol): ConnectionSet {
  return portsOf(protocol, fullPorts);
}

function portsOf(protocol: Protocol, ports: IntervalSet<number>): ConnectionSet {
  const { TCP, UDP, SCTP, other } = noConnections;
  switch (protocol) {
    case 'TCP':
      return { TCP: ports, UDP, SCTP, other };
    case 'UDP':
      return { TCP, UDP: ports, SCTP, other };
    case 'SCTP':
      return { TCP, UDP, SCTP: ports, other };
  }
}

// Most sets are the empty or the full one: what is computed to be one of them is that very object, and told by identity.

/** What passes by any of the sets. */
export function unionConnections(sets: readonly ConnectionSet[]): ConnectionSet {
  let only = noConnections;
  let others = false;
  for (const set of sets) {
    if (set === allConnections) return set;
    if (set === noConnections || set === only) continue;
    others ||= only !== noConnections;
    only = set;
  }
  if (!others) return only;
  return canonical({
    TCP: unionOf(sets.flatMap((set) => set.TCP)),
    UDP: unionOf(sets.flatMap((set) => set.UDP)),
    SCTP: unionOf(sets.flatMap((set) => set.SCTP)),
    other: sets.some((set) => set.other),
  });
}

/** What passes by both sets. */
export function intersectConnections(a: ConnectionSet, b: ConnectionSet): ConnectionSet {
  if (a === allConnections || b === noConnections || a === b) return b;
  if (b === allConnections || a === noConnections) return a;
  return canonical({
    TCP: intersect(a.TCP, b.TCP),
    UDP: intersect(a.UDP, b.UDP),
    SCTP: intersect(a.SCTP, b.SCTP),
    other: a.other && b.other,
  });
}

/** What passes by the first set and not by the second. */
export function subtractConnections(a: ConnectionSet, b: ConnectionSet): ConnectionSet {
  if (b === noConnections || a === noConnections) return a;
  if (b === allConnections || a === b) return noConnections;
  return canonical({
    TCP: subtract(a.TCP, b.TCP),
    UDP: subtract(a.UDP, b.UDP),
    SCTP: subtract(a.SCTP, b.SCTP),
    other: a.other && !b.other,
  });
}

function canonical(set: ConnectionSet): ConnectionSet {
  if (isEmptyConnections(set)) return noConnections;
  return equalConnections(set, allConnections) ? allConnections : set;
}

/** Whether one port passes. */
export function hasPort(set: ConnectionSet, protocol: Protocol, port: number): boolean {
  return contains(set[protocol], port);
}

/** Whether nothing passes. */
export function isEmptyConnections({ TCP, UDP, SCTP, other }: ConnectionSet): boolean {
  return !other && TCP.length === 0 && UDP.length === 0 && SCTP.length === 0;
}

/** Whether two sets let the same through. */
export function equalConnections(a: ConnectionSet, b: ConnectionSet): boolean {
  if (a === b) return true;
  return a.other === b.other && equalSets(a.TCP, b.TCP) && equalSets(a.UDP, b.UDP) && equalSets(a.SCTP, b.SCTP);
}

/** Ports as people write them: `80,443,8000-8080`; `all` for every port; the empty text for none. */
export function formatPorts(ports: IntervalSet<number>): string {
  if (equalSets(ports, fullPorts)) return 'all';
  return ports.map(([start, end]) => (end - start === 1 ? `${start}` : `${start}-${end - 1}`)).join(',');
}

/** A set as people write it: `TCP 80,443; UDP 53`, `everything`, or `nothing`. */
export function formatConnections(set: ConnectionSet): string {
  if (equalConnections(set, allConnections)) return 'everything';
  if (isEmptyConnections(set)) return 'nothing';
  const parts = protocols.filter((protocol) => set[protocol].length > 0);
  const text = parts.map((protocol) => `${protocol} ${formatPorts(set[protocol])}`);
  return (set.other ? [...text, 'other protocols'] : text).join('; ');
}
