import { contains, equalSets, type Interval, type IntervalSet, intersect, unionOf } from './interval-set.ts';

/** The protocols that a NetworkPolicy can name. */
export const protocols = ['TCP', 'UDP', 'SCTP'] as const;
export type Protocol = (typeof protocols)[number];

export function isProtocol(text: string): text is Protocol {
  return (protocols as readonly string[]).includes(text);
}

/** A set of (protocol, destination port). `other` stands for every protocol that has no name here, ICMP among them. */
export interface ConnectionSet {
  readonly TCP: IntervalSet<number>;
  readonly UDP: IntervalSet<number>;
  readonly SCTP: IntervalSet<number>;
  readonly other: boolean;
}

const everyPort: Interval<number> = [1, 65536];
const fullPorts: IntervalSet<number> = [everyPort];

export const noConnections: ConnectionSet = { TCP: [], UDP: [], SCTP: [], other: false };
export const allConnections: ConnectionSet = { TCP: fullPorts, UDP: fullPorts, SCTP: fullPorts, other: true };

/** The ports of one protocol, both ends inclusive as in `port` and `endPort`; none beyond the last that there is. */
export function portRange(protocol: Protocol, first: number, last: number = first): ConnectionSet {
  return { ...noConnections, [protocol]: intersect<number>([[first, last + 1]], fullPorts) };
}

export function allPorts(protocol: Protocol): ConnectionSet {
  return { ...noConnections, [protocol]: fullPorts };
}

export function unionConnections(sets: readonly ConnectionSet[]): ConnectionSet {
  if (sets.length === 1 && sets[0] !== undefined) return sets[0];
  return {
    TCP: unionOf(sets.flatMap((set) => set.TCP)),
    UDP: unionOf(sets.flatMap((set) => set.UDP)),
    SCTP: unionOf(sets.flatMap((set) => set.SCTP)),
    other: sets.some((set) => set.other),
  };
}

export function intersectConnections(a: ConnectionSet, b: ConnectionSet): ConnectionSet {
  return {
    TCP: intersect(a.TCP, b.TCP),
    UDP: intersect(a.UDP, b.UDP),
    SCTP: intersect(a.SCTP, b.SCTP),
    other: a.other && b.other,
  };
}

export function hasPort(set: ConnectionSet, protocol: Protocol, port: number): boolean {
  return contains(set[protocol], port);
}

function isEmptyConnections(set: ConnectionSet): boolean {
  return !set.other && protocols.every((protocol) => set[protocol].length === 0);
}

export function equalConnections(a: ConnectionSet, b: ConnectionSet): boolean {
  return a.other === b.other && protocols.every((protocol) => equalSets(a[protocol], b[protocol]));
}

/** `80,443,8000-8080`; `all` for every port; empty for none. */
export function formatPorts(ports: IntervalSet<number>): string {
  if (equalSets(ports, fullPorts)) return 'all';
  return ports.map(([start, end]) => (end - start === 1 ? `${start}` : `${start}-${end - 1}`)).join(',');
}

/** `TCP 80,443; UDP 53`, `everything`, or `nothing`. */
export function formatConnections(set: ConnectionSet): string {
  if (equalConnections(set, allConnections)) return 'everything';
  if (isEmptyConnections(set)) return 'nothing';
  const parts = protocols.filter((protocol) => set[protocol].length > 0);
  const text = parts.map((protocol) => `${protocol} ${formatPorts(set[protocol])}`);
  return (set.other ? [...text, 'other protocols'] : text).join('; ');
}
