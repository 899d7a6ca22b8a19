import { describe, expect, it } from 'vitest';
import { manifestsOf } from '../../../test/support/cluster.ts';
import { decoded, decoders, lines } from '../admin-kinds/decode.test-support.ts';

// network-policy-api v0.1.0 to v0.1.8, apis/v1alpha1 and config/crd.

const admin = (spec: string) => decoded('AdminNetworkPolicy', spec);
const subject = 'subject: {namespaces: {}}';
const baseline = (spec: string, name?: string) => decoded('BaselineAdminNetworkPolicy', spec, name);
const head = `priority: 5\n${subject}`;
const everybody = '{namespaces: {}}';

describe('an AdminNetworkPolicy', () => {
  it('is read into the common form', () => {
    const { policy, problems } = admin(`
priority: 7
subject: {pods: {namespaceSelector: {matchLabels: {team: a}}, podSelector: {}}}
ingress:
- {name: web, action: Allow, from: [{namespaces: {matchExpressions: [{key: team, operator: Exists}]}}], ports: [{portNumber: {port: 80}}]}
- {action: Pass, from: [{pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: b}}}}]}`);
    expect(problems).toEqual([]);
    expect(policy).toMatchObject({
      kind: 'AdminNetworkPolicy',
      tier: 'admin',
      priority: 7,
      namespace: '',
      name: 'default',
    });
    expect(policy.subject).toEqual({
      namespaces: { requirements: [{ key: 'team', operator: 'In', values: ['a'], path: ['matchLabels', 'team'] }] },
      pods: { requirements: [] },
    });
    expect(policy.ingress).toEqual([
      {
        path: ['spec', 'ingress', 0],
        action: 'allow',
        name: 'web',
        peers: [
          {
            kind: 'pods',
            path: ['spec', 'ingress', 0, 'from', 0],
            namespaces: {
              requirements: [{ key: 'team', operator: 'Exists', values: [], path: ['matchExpressions', 0] }],
            },
          },
        ],
        ports: [{ path: ['spec', 'ingress', 0, 'ports', 0], protocol: 'TCP', port: 80 }],
      },
      {
        path: ['spec', 'ingress', 1],
        action: 'pass',
        peers: [
          {
            kind: 'pods',
            path: ['spec', 'ingress', 1, 'from', 0],
            namespaces: { requirements: [] },
            pods: { requirements: [{ key: 'app', operator: 'In', values: ['b'], path: ['matchLabels', 'app'] }] },
          },
        ],
      },
    ]);
  });

  it('has no opinion on a direction without rules', () => {
    for (const spec of [head, `${head}\ningress: []\negress: null`]) {
      const { policy, problems } = admin(spec);
      expect(problems).toEqual([]);
      expect([policy.ingress, policy.egress]).toEqual([undefined, undefined]);
    }
  });

  it('has a subject and a priority from 0 to 1000', () => {
    expect(lines(admin('ingress: []'))).toEqual(['spec.priority: Required value', 'spec.subject: Required value']);
    expect(lines(admin(`priority: 1001\n${subject}`))).toEqual([
      'spec.priority: Invalid value: 1001: spec.priority in body should be less than or equal to 1000',
    ]);
    expect(lines(admin(`priority: -1\n${subject}`))).toEqual([
      'spec.priority: Invalid value: -1: spec.priority in body should be greater than or equal to 0',
    ]);
    expect(admin(`priority: 0\n${subject}`).problems).toEqual([]);
  });

  it('has a spec and a name', () => {
    const [manifest] = manifestsOf(
      '{apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: {}, ingress: []}',
    );
    expect(lines(decoders.AdminNetworkPolicy(manifest!))).toEqual([
      'spec: Required value',
      'ingress: strict decoding error: unknown field',
      'metadata.name: Required value: name or generateName is required',
    ]);
  });

  it('has one subject', () => {
    expect(lines(admin('priority: 5\nsubject: {}'))).toEqual([
      'spec.subject: Invalid value: 0: spec.subject in body should have at least 1 properties',
    ]);
    const both = '{namespaces: {}, pods: {namespaceSelector: {}, podSelector: {}}}';
    expect(lines(admin(`priority: 5\nsubject: ${both}`))).toEqual([
      'spec.subject: Too many: 2: must have at most 1 items',
    ]);
  });

  it('has 100 rules in each direction at most', () => {
    const rule = `{action: Deny, from: [${everybody}]}`;
    const of = (count: number) => lines(admin(`${head}\ningress: [${Array(count).fill(rule).join()}]`));
    expect(of(100)).toEqual([]);
    expect(of(101)).toEqual(['spec.ingress: Too many: 101: must have at most 100 items']);
  });

  it('has the fields of its kind and no others', () => {
    expect(
      lines(admin(`${head}\npolicyTypes: [Ingress]\ningress: [{action: Deny, from: [${everybody}], port: []}]`)),
    ).toEqual([
      'spec.policyTypes: strict decoding error: unknown field',
      'spec.ingress[0].port: strict decoding error: unknown field',
    ]);
  });

  it('with a field of another type is an error with its path', () => {
    expect(() => admin(`priority: "5"\n${subject}`)).toThrow('spec.priority: must be a number, but is the string "5"');
    expect(() => admin(`${head}\negress: [{action: Deny, to: [{networks: 10.0.0.0/8}]}]`)).toThrow(
      'spec.egress[0].to[0].networks: must be a list',
    );
    expect(() => admin(`${head}\ningress: [{action: Deny, from: [${everybody}], ports: [80]}]`)).toThrow(
      'spec.ingress[0].ports[0]: must be an object, but is the number 80',
    );
  });
});

describe('a rule', () => {
  it('allows, denies or passes', () => {
    const of = (action: string) => admin(`${head}\ningress: [{from: [${everybody}]${action}}]`);
    expect(lines(of(', action: Foo'))).toEqual([
      'spec.ingress[0].action: Unsupported value: "Foo": supported values: "Allow", "Deny", "Pass"',
    ]);
    expect(lines(of(''))).toEqual(['spec.ingress[0].action: Required value']);
    for (const action of ['Allow', 'Deny', 'Pass']) expect(lines(of(`, action: ${action}`))).toEqual([]);
  });

  it.each(['', ', from: null'])('has peers, unlike {action: Deny%s}', (from) => {
    expect(lines(admin(`${head}\ningress: [{action: Deny${from}}]`))).toEqual(['spec.ingress[0].from: Required value']);
  });

  it('has at least one peer, and one port where it has any', () => {
    expect(lines(admin(`${head}\negress: [{action: Deny, to: [], ports: []}]`))).toEqual([
      'spec.egress[0].to: Invalid value: 0: spec.egress[0].to in body should have at least 1 items',
      'spec.egress[0].ports: Invalid value: 0: spec.egress[0].ports in body should have at least 1 items',
    ]);
  });

  it('has a name of 100 characters at most, and counts with a longer one too', () => {
    const of = (length: number) =>
      lines(admin(`${head}\ningress: [{name: ${'a'.repeat(length)}, action: Deny, from: [${everybody}]}]`));
    expect(of(100)).toEqual([]);
    expect(of(101)).toEqual(['spec.ingress[0].name: Too long: may not be more than 100 bytes (harmless)']);
  });

  it('without peers that are known matches nothing', () => {
    const { policy } = admin(`${head}\negress: [{action: Deny, to: [{services: {}}]}]`);
    expect(policy.egress?.[0]?.peers).toEqual([]);
  });
});

describe('a BaselineAdminNetworkPolicy', () => {
  it('is the last to be asked', () => {
    const { policy, problems } = baseline(`${subject}\ningress: [{action: Deny, from: [${everybody}]}]`);
    expect(problems).toEqual([]);
    expect(policy).toMatchObject({
      kind: 'BaselineAdminNetworkPolicy',
      tier: 'baseline',
      priority: 0,
      ingress: [{ action: 'deny' }],
    });
  });

  it('is called default', () => {
    expect(lines(baseline(subject, 'other'))).toEqual([
      'metadata.name: Invalid value: Only one baseline admin network policy with metadata.name="default" can be created in the cluster',
    ]);
  });

  it('has no priority, and nothing to pass to', () => {
    expect(lines(baseline(`${head}\ningress: [{action: Pass, from: [${everybody}]}]`))).toEqual([
      'spec.priority: strict decoding error: unknown field',
      'spec.ingress[0].action: Unsupported value: "Pass": supported values: "Allow", "Deny"',
    ]);
  });

  it('never had domain names', () => {
    expect(lines(baseline(`${subject}\negress: [{action: Allow, to: [{domainNames: [example.com]}]}]`))).toContain(
      'spec.egress[0].to[0].domainNames: strict decoding error: unknown field',
    );
  });
});
