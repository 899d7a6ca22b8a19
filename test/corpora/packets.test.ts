import { describe, expect, it } from 'vitest';
import {
  clientsOf,
  connectivity,
  parseReference,
  parseTarget,
  resolveReference,
  targetOf,
} from '../../src/policy/index.ts';
import { engineOf, hasCorpora, report } from './corpora.ts';
import { packetCases, packetsLeftOut } from './packet-cases.ts';

describe.skipIf(!hasCorpora)('check on single packets of kube-network-policies', () => {
  const all = packetCases();
  const cases = all.filter(({ leftOut }) => leftOut === undefined);

  it.each(cases)('$name: $packet.name', ({ folder, packet }) => {
    const engine = engineOf(folder);
    const target = parseTarget(`${packet.dstIP}:${packet.port}/${packet.protocol}`);
    const answer = connectivity(
      engine,
      clientsOf(engine, resolveReference(engine.cluster, parseReference(packet.srcIP))),
      targetOf(engine.cluster, resolveReference(engine.cluster, target.endpoint), target.port, target.protocol),
    );
    expect(answer?.verdict).toBe(packet.allowed ? 'allowed' : 'denied');
  });

  it('are all there', () => {
    report('kube-network-policies', cases.length, cases.length, packetsLeftOut(all));
    expect(cases).toHaveLength(32);
  });
});
