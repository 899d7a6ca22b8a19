import { describe, expect, it } from 'vitest';
import {
  clientsOf,
  connectivity,
  parseReference,
  parseTarget,
  resolveReference,
  targetOf,
} from '../../src/policy/index.ts';
import { engineOf, hasCorpora } from './corpora.ts';
import { packetCases, reportPackets } from './packet-cases.ts';

describe.skipIf(!hasCorpora)('check on single packets of kube-network-policies', () => {
  const cases = packetCases();

  it.each(cases)('$name: $packet.name', ({ folder, packet, answer: wanted }) => {
    const engine = engineOf(folder);
    const target = parseTarget(`${packet.dstIP}:${packet.port}/${packet.protocol}`);
    const answer = connectivity(
      engine,
      clientsOf(engine, resolveReference(engine.cluster, parseReference(packet.srcIP))),
      targetOf(engine.cluster, resolveReference(engine.cluster, target.endpoint), target.port, target.protocol),
    );
    expect(answer?.verdict).toBe(wanted);
  });

  it('are all there', () => {
    reportPackets('kube-network-policies', cases);
    expect(cases).toHaveLength(36);
    expect(cases.filter(({ correction }) => correction !== undefined)).toHaveLength(4);
  });
});
