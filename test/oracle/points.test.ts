import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DnsRecords } from './admin-policy.ts';
import { clusters } from './arbitrary.ts';
import { outsideAddresses } from './arbitrary-cluster.ts';
import { addressesOf, hasEnded, type Party } from './connection.ts';
import type { AdminPolicyObject, AdminRule, ClusterObjects, NetworkPolicyObject, PodObject } from './objects.ts';
import { type Answer, answersOf } from './oracle.ts';

// What the public cases do not ask, checked against the points of the semantics by hand.

function podAt(name: string, address: string, nodeName: string, hostNetwork = false): PodObject {
  return {
    kind: 'Pod',
    metadata: { namespace: 'shop', name, labels: { app: name } },
    spec: { containers: [{ name: 'main', ports: [{ name: 'http', containerPort: 80 }] }], nodeName, hostNetwork },
    status: { phase: 'Running', podIPs: [{ ip: address }], hostIP: nodeName === 'n1' ? '10.1.0.1' : '10.1.0.2' },
  };
}

const client = podAt('client', '10.0.0.1', 'n1');
const server = podAt('server', '10.0.0.2', 'n2');
const onHost = podAt('agent', '10.1.0.1', 'n1', true);
const node = {
  kind: 'Node',
  metadata: { name: 'n1', labels: { zone: 'one' } },
  status: { addresses: [{ type: 'InternalIP', address: '10.1.0.1' }] },
} as const;

const party = (pod: PodObject): Party => ({ kind: 'pod', pod, address: addressesOf(pod)[0] });
const outside: Party = { kind: 'address', address: '203.0.113.7' };
const ownNode: Party = { kind: 'address', address: '10.1.0.1' };

const everybody = { namespaces: {} };
const allPods = [everybody];

function anp(
  priority: number,
  rules: { ingress?: readonly AdminRule[]; egress?: readonly AdminRule[] },
): AdminPolicyObject {
  return {
    kind: 'AdminNetworkPolicy',
    metadata: { name: `p${priority}` },
    spec: { priority, subject: everybody, ...rules },
  };
}

function banp(rules: { ingress?: readonly AdminRule[]; egress?: readonly AdminRule[] }): AdminPolicyObject {
  return { kind: 'BaselineAdminNetworkPolicy', metadata: { name: 'default' }, spec: { subject: everybody, ...rules } };
}

function cnp(tier: 'Admin' | 'Baseline', priority: number, egress: readonly AdminRule[]): AdminPolicyObject {
  return {
    kind: 'ClusterNetworkPolicy',
    metadata: { name: `${tier}-${priority}` },
    spec: { tier, priority, subject: everybody, egress },
  };
}

function np(spec: NetworkPolicyObject['spec']): NetworkPolicyObject {
  return { kind: 'NetworkPolicy', metadata: { namespace: 'shop', name: 'guard' }, spec };
}

function cluster(...policies: readonly (AdminPolicyObject | NetworkPolicyObject)[]): ClusterObjects {
  return {
    namespaces: [],
    nodes: [node],
    pods: [client, server, onHost],
    networkPolicies: policies.filter((policy) => policy.kind === 'NetworkPolicy'),
    adminPolicies: policies.filter((policy) => policy.kind !== 'NetworkPolicy'),
  };
}

function answer(objects: ClusterObjects, from: Party, to: Party, dns?: DnsRecords): Answer {
  return answersOf(objects, { from, to, protocol: 'TCP', port: 80 }, dns).combined;
}

describe('the oracle', () => {
  it('40. leaves open which of two policies of one priority decides, where that makes a difference', () => {
    const [allow, deny, pass] = (['Allow', 'Deny', 'Pass'] as const).map((action) =>
      anp(5, { ingress: [{ action, from: allPods }] }),
    );
    expect(answer(cluster(allow!, deny!), party(client), party(server))).toBe('open');
    expect(answer(cluster(allow!, pass!), party(client), party(server))).toBe('allowed');
    expect(answer(cluster(deny!, pass!), party(client), party(server))).toBe('open');
    const earlier = anp(4, { ingress: [{ action: 'Deny', from: allPods }] });
    expect(answer(cluster(allow!, deny!, earlier), party(client), party(server))).toBe('denied');
  });

  it('46. asks the baseline only where no NetworkPolicy isolates the pod in the direction', () => {
    const deny = banp({ ingress: [{ action: 'Deny', from: allPods }] });
    const ingress = np({ policyTypes: ['Ingress'], ingress: [{}] });
    const egress = np({ policyTypes: ['Egress'], egress: [{}] });
    expect(answer(cluster(deny, ingress), party(client), party(server))).toBe('allowed');
    expect(answer(cluster(deny, egress), party(client), party(server))).toBe('denied');
  });

  it('48. goes from a Pass of the baseline to the default, which allows', () => {
    const rules = [
      { action: 'Pass', to: allPods },
      { action: 'Deny', to: allPods },
    ] as const;
    expect(answer(cluster(cnp('Baseline', 1, rules)), party(client), party(server))).toBe('allowed');
  });

  it('29, 32, 45. matches pods of the host network by their nodes, never as pods', () => {
    const byLabels = anp(1, {
      egress: [{ action: 'Deny', to: allPods }],
      ingress: [{ action: 'Deny', from: allPods }],
    });
    const byNode = anp(1, { egress: [{ action: 'Deny', to: [{ nodes: { matchLabels: { zone: 'one' } } }] }] });
    expect(answer(cluster(byLabels), party(client), party(onHost))).toBe('allowed');
    expect(answer(cluster(byLabels), party(onHost), party(server))).toBe('allowed');
    expect(answer(cluster(byNode), party(client), party(onHost))).toBe('denied');
    expect(answer(cluster(byNode), party(server), party(onHost))).toBe('denied');
    expect(answer(cluster(byNode), party(onHost), ownNode)).toBe('allowed');
  });

  it('31. lets the own node in, leaves the way to it open, and lets admin policies close it', () => {
    const closed = np({ policyTypes: ['Ingress', 'Egress'] });
    expect(answer(cluster(closed), ownNode, party(client))).toBe('allowed');
    expect(answer(cluster(closed), ownNode, party(server))).toBe('denied');
    expect(answer(cluster(closed), party(client), ownNode)).toBe('open');
    const deny = anp(1, { egress: [{ action: 'Deny', to: [{ nodes: {} }] }] });
    expect(answer(cluster(closed, deny), party(client), ownNode)).toBe('denied');
  });

  it('52. matches domain names by the addresses they have, and leaves it open without them', () => {
    const policies = cluster(
      cnp('Admin', 1, [
        { action: 'Accept', to: [{ domainNames: ['*.example.com'] }] },
        { action: 'Deny', to: [{ networks: ['0.0.0.0/0'] }] },
      ]),
    );
    const records = (name: string): DnsRecords => new Map([[name, ['203.0.113.7']]]);
    expect(answer(policies, party(client), outside)).toBe('open');
    expect(answer(policies, party(client), outside, new Map())).toBe('denied');
    expect(answer(policies, party(client), outside, records('a.b.EXAMPLE.com.'))).toBe('allowed');
    expect(answer(policies, party(client), outside, records('example.com'))).toBe('denied');
    expect(answer(policies, party(client), outside, records('badexample.com'))).toBe('denied');
  });
});

describe('the generated clusters', () => {
  it('make every answer common', () => {
    const count = { allowed: 0, denied: 0, open: 0 };
    const everywhere = outsideAddresses.map((address): Party => ({ kind: 'address', address }));
    for (const generated of fc.sample(clusters, { numRuns: 200, seed: 1 })) {
      const pods = generated.pods.filter((pod) => !hasEnded(pod)).map(party);
      for (const from of pods) {
        for (const to of [...pods, ...everywhere]) count[answer(generated, from, to)]++;
      }
    }
    const all = count.allowed + count.denied + count.open;
    expect(count.allowed / all).toBeGreaterThan(0.3);
    expect(count.denied / all).toBeGreaterThan(0.1);
    expect(count.open / all).toBeGreaterThan(0.02);
  });
});
