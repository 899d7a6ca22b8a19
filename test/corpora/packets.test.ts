import { describe, expect, it } from 'vitest';
import {
  clientsOf,
  connectivity,
  parseReference,
  parseTarget,
  resolveReference,
  targetOf,
} from '../../src/policy/index.ts';
import { casesOf, corpusPath, engineOf, hasCorpora, readText } from './corpora.ts';

interface Packet {
  readonly name: string;
  readonly srcIP: string;
  readonly dstIP: string;
  readonly port: number;
  readonly protocol: string;
  readonly allowed: boolean;
  readonly disputed?: string;
}

describe.skipIf(!hasCorpora)('check on single packets of kube-network-policies', () => {
  const folders = ['netpol-packets', 'anp-packets'].flatMap((suite) =>
    casesOf('kube-network-policies', suite).map((name) => corpusPath('kube-network-policies', suite, name)),
  );
  const cases = folders
    // The admin kinds are recognised and not evaluated yet.
    .filter((folder) => !readText(`${folder}/manifests.yaml`).includes('AdminNetworkPolicy'))
    .map((folder) => ({ folder, packet: JSON.parse(readText(`${folder}/expected.json`)) as Packet }))
    .filter(({ packet }) => packet.disputed === undefined);

  it.each(cases)('$packet.name', ({ folder, packet }) => {
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
    expect(cases).toHaveLength(20);
  });
});
