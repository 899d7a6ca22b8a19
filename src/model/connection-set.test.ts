import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allConnections,
  allPorts,
  type ConnectionSet,
  equalConnections,
  formatConnections,
  formatPorts,
  hasPort,
  intersectConnections,
  isProtocol,
  noConnections,
  portRange,
  protocols,
  subtractConnections,
  unionConnections,
} from './connection-set.ts';

const port = fc.integer({ min: 1, max: 65535 });
const part = fc
  .tuple(fc.constantFrom(...protocols), port, fc.nat(20))
  .map(([protocol, first, more]) => portRange(protocol, first, Math.min(first + more, 65535)));
const sets: fc.Arbitrary<ConnectionSet> = fc.oneof(
  fc.constantFrom(allConnections, noConnections, allPorts('UDP')),
  fc.array(part, { maxLength: 3 }).map(unionConnections),
);

describe('sets of connections', () => {
  it('are joined, met and taken apart port by port', () => {
    fc.assert(
      fc.property(sets, sets, fc.constantFrom(...protocols), port, (a, b, protocol, number) => {
        const [inA, inB] = [hasPort(a, protocol, number), hasPort(b, protocol, number)];
        expect(hasPort(unionConnections([a, b]), protocol, number)).toBe(inA || inB);
        expect(hasPort(intersectConnections(a, b), protocol, number)).toBe(inA && inB);
        expect(hasPort(subtractConnections(a, b), protocol, number)).toBe(inA && !inB);
      }),
    );
  });

  it('have one form each', () => {
    fc.assert(
      fc.property(sets, sets, (a, b) => {
        expect(equalConnections(unionConnections([a, intersectConnections(a, b)]), a)).toBe(true);
        expect(equalConnections(intersectConnections(a, b), intersectConnections(b, a))).toBe(true);
        expect(equalConnections(unionConnections([a, b]), unionConnections([b, a]))).toBe(true);
      }),
    );
    expect(equalConnections(unionConnections([]), noConnections)).toBe(true);
    expect(equalConnections(portRange('TCP', 1, 65535), allPorts('TCP'))).toBe(true);
  });

  it('hold other protocols only where they hold everything', () => {
    expect(unionConnections(protocols.map(allPorts)).other).toBe(false);
    expect(equalConnections(unionConnections(protocols.map(allPorts)), allConnections)).toBe(false);
    expect(intersectConnections(allConnections, allConnections).other).toBe(true);
  });

  it('have no port beyond the last', () => {
    expect(equalConnections(portRange('TCP', 1, 70_000), allPorts('TCP'))).toBe(true);
    expect(hasPort(portRange('TCP', 80, 70_000), 'TCP', 65_536)).toBe(false);
  });

  it('are written as people write them', () => {
    const web = unionConnections([
      portRange('TCP', 80),
      portRange('TCP', 443),
      portRange('TCP', 8000, 8080),
      portRange('UDP', 53),
    ]);
    expect(formatConnections(web)).toBe('TCP 80,443,8000-8080; UDP 53');
    expect(formatConnections(allConnections)).toBe('everything');
    expect(formatConnections(noConnections)).toBe('nothing');
    expect(formatConnections(allPorts('SCTP'))).toBe('SCTP all');
    expect(formatConnections({ ...allConnections, TCP: [] })).toBe('UDP all; SCTP all; other protocols');
    expect(formatPorts([])).toBe('');
  });
});

describe('a protocol', () => {
  it('is one of three, in capitals', () => {
    expect(['TCP', 'UDP', 'SCTP', 'tcp', 'ICMP', 'constructor'].map(isProtocol)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
