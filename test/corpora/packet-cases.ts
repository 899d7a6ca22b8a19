import type { Protocol } from '../../src/model/index.ts';
import { casesOf, corpusPath, readText, report } from './corpora.ts';

/** One packet of the tests of kube-network-policies, and whether it must be let through. */
export interface PacketCase {
  /** `anp-packets/01`. */
  readonly name: string;
  /** The folder that holds its `manifests.yaml`. */
  readonly folder: string;
  readonly packet: Packet;
  /** The right answer: upstream's, unless it is corrected. */
  readonly answer: 'allowed' | 'denied';
  /** Why the right answer is the opposite of upstream's. */
  readonly correction?: string;
}

export interface Packet {
  readonly name: string;
  readonly srcIP: string;
  readonly dstIP: string;
  readonly port: number;
  readonly protocol: Protocol;
  readonly allowed: boolean;
  /** Why the answer contradicts the API. */
  readonly disputed?: string;
}

/**
 * Both have a Deny rule for `namespaces: {}`, and a server in namespace `blocked`, which upstream's test does not create: its
 * look-up of the namespace fails, and no selector takes the pod. No cluster has such a pod; an empty selector takes every
 * namespace, whatever its labels (points 8, 11 and 12 of the checklist of semantics).
 */
const namespaceWithoutManifest: ReadonlySet<string> = new Set(['anp-packets/12', 'anp-packets/14']);

/** All cases, each with the answer that is right. */
export function packetCases(): readonly PacketCase[] {
  return ['netpol-packets', 'anp-packets'].flatMap((suite) =>
    casesOf('kube-network-policies', suite).map((number) => {
      const folder = corpusPath('kube-network-policies', suite, number);
      const name = `${suite}/${number}`;
      const packet = JSON.parse(readText(`${folder}/expected.json`)) as Packet;
      const correction = namespaceWithoutManifest.has(name)
        ? 'an empty namespace selector takes a namespace that has no manifest too'
        : packet.disputed;
      const isAllowed = packet.allowed !== (correction !== undefined);
      const answer = isAllowed ? 'allowed' : 'denied';
      return { name, folder, packet, answer, ...(correction !== undefined && { correction }) };
    }),
  );
}

/** Prints how many cases were compared, and those of which the opposite of upstream's answer is right, with the reasons. */
export function reportPackets(suite: string, cases: readonly PacketCase[]): void {
  report(suite, cases.length, cases.length, new Map());
  for (const { name, correction } of cases) {
    if (correction !== undefined) console.log(`  the opposite is right: ${name}: ${correction}`);
  }
}
