import { describe, expect, it } from 'vitest';
import { type ConformanceCheck, conformanceSteps, conformanceSuites, describeCheck } from '../corpora/conformance.ts';
import { hasCorpora, manifestsOf, report } from '../corpora/corpora.ts';
import {
  cellsOf,
  countChecks,
  type ExpectedMatrix,
  matrixCases,
  networkPolicySuites,
  policyAssistantSuite,
} from '../corpora/matrix-cases.ts';
import { type PacketCase, packetCases, reportPackets } from '../corpora/packet-cases.ts';
import { addressesOf, hasEnded, type Party } from './connection.ts';
import { type ClusterObjects, clusterOf } from './objects.ts';
import { answersOf } from './oracle.ts';
import { namedPortsOf } from './ports.ts';

// The oracle is only worth what it is held to: the answers that the projects themselves publish.

function clusterIn(folder: string): ClusterObjects {
  return clusterOf(manifestsOf(folder).map(({ value }) => value));
}

/** The cases have one family, so that a pod's first address is its address. */
function podParty(cluster: ClusterObjects, fullName: string): Party {
  const pod = cluster.pods.find(({ metadata }) => `${metadata.namespace}/${metadata.name}` === fullName);
  if (pod === undefined) throw new Error(`no pod ${fullName}`);
  return { kind: 'pod', pod, address: addressesOf(pod)[0] };
}

function matrixMismatches(cluster: ClusterObjects, { pods, probes }: ExpectedMatrix): readonly string[] {
  const parties = pods.map((pod) => podParty(cluster, pod));
  return cellsOf({ pods, probes }).flatMap(({ probe, from, to, wanted }) => {
    const [client, server] = [parties[from]!, parties[to]!];
    const { protocol, port } = probes[probe]!;
    const numbers = typeof port === 'number' ? [port] : namedPortsOf(server, port, protocol);
    const got = numbers.map((number) => answersOf(cluster, { from: client, to: server, protocol, port: number }));
    return wanted
      .filter(([side, answer]) => got.length === 0 || got.some((answers) => answers[side] !== words[answer]))
      .map(([side, answer]) => `${side} ${pods[from]} → ${pods[to]}:${port}/${protocol} must be ${answer}`);
  });
}

const words: Readonly<Record<string, string>> = { '.': 'allowed', X: 'denied' };

function checkMismatches(cluster: ClusterObjects, checks: readonly ConformanceCheck[]): readonly string[] {
  return checks
    .filter(({ from, to, protocol, port, allowed }) => {
      const connection = { from: podParty(cluster, from), to: podParty(cluster, to), protocol, port };
      return answersOf(cluster, connection).combined !== (allowed ? 'allowed' : 'denied');
    })
    .map(describeCheck);
}

/** Who has an address: a pod, or else somebody outside of the cluster. */
function partyAt(cluster: ClusterObjects, address: string): Party {
  const pod = cluster.pods.find((candidate) => !hasEnded(candidate) && addressesOf(candidate).includes(address));
  return pod === undefined ? { kind: 'address', address } : { kind: 'pod', pod, address };
}

function packetAnswer({ folder, packet }: PacketCase): string {
  const cluster = clusterIn(folder);
  const { srcIP, dstIP, protocol, port } = packet;
  return answersOf(cluster, { from: partyAt(cluster, srcIP), to: partyAt(cluster, dstIP), protocol, port }).combined;
}

/** More than a hundred thousand connections, one by one, on a busy machine. */
const slow = 120_000;

describe.skipIf(!hasCorpora)('the oracle gives the public answers', () => {
  it.each([...networkPolicySuites, policyAssistantSuite])(
    '$folder: no mismatch',
    (suite) => {
      const cases = matrixCases(suite);
      let checks = 0;
      for (const { name, folder, expected } of cases) {
        expect(matrixMismatches(clusterIn(folder), expected), name).toEqual([]);
        checks += countChecks(expected);
      }
      report(`oracle, ${suite.folder.join('/')}`, cases.length, checks, suite.leftOut);
      expect(cases).toHaveLength(suite.cases);
    },
    slow,
  );

  it.each(conformanceSuites)('npapi/$version: no mismatch', (suite) => {
    const steps = conformanceSteps(suite.version);
    for (const { name, folder, checks } of steps) {
      expect(checkMismatches(clusterIn(folder), checks), name).toEqual([]);
    }
    const cases = new Set(steps.map(({ name }) => name.split('/')[0])).size;
    const checks = steps.flatMap((step) => step.checks).length;
    report(`oracle, npapi/${suite.version}`, cases, checks, new Map());
    expect({ cases, checks }).toEqual({ cases: suite.cases, checks: suite.checks });
  });

  it('kube-network-policies: no mismatch', () => {
    const cases = packetCases();
    for (const packetCase of cases) expect(packetAnswer(packetCase), packetCase.name).toBe(packetCase.answer);
    reportPackets('oracle, kube-network-policies', cases);
    expect(cases).toHaveLength(36);
  });
});
