import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decoded, lines } from '../admin-kinds/decode.test-support.ts';

// network-policy-api v0.2.0 and later, apis/v1alpha2 and config/crd/experimental.

const cluster = (spec: string) => decoded('ClusterNetworkPolicy', spec);
const head = 'tier: Admin\npriority: 5\nsubject: {namespaces: {}}';
const everybody = '{namespaces: {}}';
const peer = (text: string, action = 'Accept') => cluster(`${head}\negress: [{action: ${action}, to: [${text}]}]`);
const port = (text: string) =>
  cluster(`${head}\ningress: [{action: Deny, from: [${everybody}], protocols: [${text}]}]`);
const ofPort = (text: string) => lines(port(text), 'spec.ingress[0].protocols[0]');

describe('a ClusterNetworkPolicy', () => {
  it('is read into the common form', () => {
    const { policy, problems } = cluster(`
tier: Baseline
priority: 1000
subject: {pods: {podSelector: {matchLabels: {app: a}}}}
egress:
- {name: api, action: Accept, to: [{pods: {namespaceSelector: {}, podSelector: {}}}, {nodes: {}}], protocols: [{tcp: {destinationPort: {number: 443}}}]}
- {action: Pass, to: [${everybody}]}
- {action: Deny, to: [{networks: [0.0.0.0/0, "::/0"]}]}`);
    expect(problems).toEqual([]);
    expect(policy).toMatchObject({
      kind: 'ClusterNetworkPolicy',
      tier: 'baseline',
      priority: 1000,
      namespace: '',
      subject: { namespaces: { requirements: [] }, pods: { requirements: [{ key: 'app' }] } },
    });
    expect(policy.ingress).toBeUndefined();
    expect(policy.egress?.map(({ action, name }) => [action, name])).toEqual([
      ['allow', 'api'],
      ['pass', undefined],
      ['deny', undefined],
    ]);
    expect(policy.egress?.map(({ peers }) => peers?.map(({ kind }) => kind))).toEqual([
      ['pods', 'nodes'],
      ['pods'],
      ['block', 'block'],
    ]);
  });

  it('has a tier, a priority and a subject', () => {
    expect(lines(cluster('ingress: []'))).toEqual([
      'spec.tier: Required value',
      'spec.priority: Required value',
      'spec.subject: Required value',
    ]);
    expect(lines(cluster(head.replace('Admin', 'admin')))).toEqual([
      'spec.tier: Unsupported value: "admin": supported values: "Admin", "Baseline"',
    ]);
    expect(lines(cluster(head.replace('5', '1001')))).toEqual([
      'spec.priority: Invalid value: 1001: spec.priority in body should be less than or equal to 1000',
    ]);
    expect(cluster(head).policy).toMatchObject({ tier: 'admin', priority: 5 });
  });

  it('accepts, and does not allow', () => {
    expect(lines(peer(everybody, 'Allow'))).toEqual([
      'spec.egress[0].action: Unsupported value: "Allow": supported values: "Accept", "Deny", "Pass"',
    ]);
  });

  it('has 25 rules, peers and ports at most', () => {
    const list = (count: number, item: string) => `[${Array(count).fill(item).join()}]`;
    const of = (count: number) => {
      const rule = `{action: Deny, from: ${list(count, everybody)}, protocols: ${list(count, '{destinationNamedPort: a}')}}`;
      return [...new Set(lines(cluster(`${head}\ningress: ${list(count, rule)}`)))].slice(0, 3);
    };
    expect(of(25)).toEqual([]);
    expect(of(26)).toEqual([
      'spec.ingress: Too many: 26: must have at most 25 items',
      'spec.ingress[0].from: Too many: 26: must have at most 25 items',
      'spec.ingress[0].protocols: Too many: 26: must have at most 25 items',
    ]);
  });

  it('has the fields of its kind and no others', () => {
    expect(lines(cluster(`${head}\ningress: [{action: Deny, from: [${everybody}], ports: []}]`))).toEqual([
      'spec.ingress[0].ports: strict decoding error: unknown field',
    ]);
    expect(lines(peer('{namespaces: {namespaceSelector: {}}}'))).toEqual([
      'spec.egress[0].to[0].namespaces.namespaceSelector: strict decoding error: unknown field',
    ]);
  });
});

describe('a port', () => {
  it('is a number, a range or a name', () => {
    const path = ['spec', 'ingress', 0, 'protocols', 0];
    for (const [text, rule] of [
      ['{tcp: {destinationPort: {number: 80}}}', { path, protocol: 'TCP', port: 80 }],
      ['{udp: {destinationPort: {range: {start: 1, end: 2}}}}', { path, protocol: 'UDP', port: 1, endPort: 2 }],
      ['{sctp: {destinationPort: {number: 1}}}', { path, protocol: 'SCTP', port: 1 }],
      ['{destinationNamedPort: web}', { path, port: 'web' }],
    ] as const) {
      const { policy, problems } = port(text);
      expect(problems).toEqual([]);
      expect(policy.ingress?.[0]?.ports).toEqual([rule]);
    }
  });

  it('of a protocol alone is all of its ports, though the schema wants one', () => {
    const { policy } = port('{tcp: {}}');
    expect(policy.ingress?.[0]?.ports).toEqual([{ path: ['spec', 'ingress', 0, 'protocols', 0], protocol: 'TCP' }]);
    expect(ofPort('{tcp: {}}')).toEqual([
      '….tcp: Invalid value: 0: spec.ingress[0].protocols[0].tcp in body should have at least 1 properties (harmless)',
    ]);
  });

  it('is exactly one', () => {
    const at = 'spec.ingress[0].protocols[0]';
    expect(ofPort('{}')).toEqual([`…: Invalid value: 0: ${at} in body should have at least 1 properties`]);
    expect(ofPort('{icmp: {}}')).toEqual([
      `…: Invalid value: 0: ${at} in body should have at least 1 properties`,
      '….icmp: strict decoding error: unknown field',
    ]);
    expect(ofPort('{tcp: {destinationPort: {number: 1}}, udp: {destinationPort: {number: 1}}}')).toEqual([
      '…: Too many: 2: must have at most 1 items',
    ]);
    expect(ofPort('{tcp: {destinationPort: {}}}')).toEqual([
      `….tcp.destinationPort: Invalid value: 0: ${at}.tcp.destinationPort in body should have at least 1 properties`,
    ]);
    expect(ofPort('{tcp: {destinationPort: {number: 1, range: {start: 1, end: 2}}}}')).toEqual([
      '….tcp.destinationPort: Too many: 2: must have at most 1 items',
    ]);
    expect(ofPort('{destinationNamedPort: ""}')).toEqual(['….destinationNamedPort: Required value']);
  });

  it.each([
    [7, 7],
    [10, 1],
  ])('of a range ends after it starts, unlike %i to %i', (start, end) => {
    expect(ofPort(`{tcp: {destinationPort: {range: {start: ${start}, end: ${end}}}}}`)).toEqual([
      '….tcp.destinationPort.range: Invalid value: Start port must be less than End port',
    ]);
  });

  it.each(['nodes: {}', 'networks: [10.0.0.0/8]', 'domainNames: [example.com]'])(
    'has no name in a rule to {%s}',
    (text) => {
      const rule = `{action: Accept, to: [{${text}}], protocols: [{destinationNamedPort: web}]}`;
      expect(lines(cluster(`${head}\negress: [${rule}]`))).toEqual([
        'spec.egress[0]: Invalid value: networks/nodes/domainNames peer cannot be set with namedPorts since there are no namedPorts for networks/nodes/domainNames',
      ]);
    },
  );
});

describe('a domain name', () => {
  const names = (...list: readonly string[]) => peer(`{domainNames: ${JSON.stringify(list)}}`);

  it('is exact or a wildcard, in small letters and without the dot at its end', () => {
    const { policy, problems } = names('Kubernetes.io.', '*.kubernetes.io', '_dns.a-b.example');
    expect(problems).toEqual([]);
    expect(policy.egress?.[0]?.peers).toEqual(
      ['kubernetes.io', '*.kubernetes.io', '_dns.a-b.example'].map((pattern, index) => ({
        kind: 'domain',
        path: ['spec', 'egress', 0, 'to', 0, 'domainNames', index],
        pattern,
      })),
    );
  });

  it.each(['', 'localhost', '*', '*.io', 'www.*.io', '*kubernetes.io', 'a..b', '-a.io', 'a-.io', 'a b.io', 'a.io..'])(
    'matches the pattern of the API, unlike %j',
    (name) => {
      const at = 'spec.egress[0].to[0].domainNames[0]';
      expect(lines(names(name))).toEqual([
        `${at}: Invalid value: "${name}": ${at} in body should match '^(\\*\\.)?([a-zA-z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\\.)+[a-zA-z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\\.?$'`,
      ]);
    },
  );

  it('is refused as quickly as it is long', () => {
    for (const part of ['a', '-', 'a.', 'a-', '*.', '_a.']) {
      const start = performance.now();
      expect(names(`${part.repeat(200_000)}!`).problems).toHaveLength(1);
      expect(performance.now() - start).toBeLessThan(2000);
    }
  });

  it('is of Accept rules', () => {
    for (const action of ['Deny', 'Pass']) {
      expect(lines(peer('{domainNames: [example.com]}', action))).toEqual([
        'spec.egress[0].to[0].domainNames: Forbidden: domainNames is only supported for Accept rules',
      ]);
    }
  });

  it('is one of 25 at most, each once', () => {
    expect(lines(names(...Array.from({ length: 26 }, (_, index) => `a${index}.io`)))).toEqual([
      'spec.egress[0].to[0].domainNames: Too many: 26: must have at most 25 items',
    ]);
    expect(lines(names('a.io', 'a.io'))).toEqual([
      'spec.egress[0].to[0].domainNames[1]: Duplicate value: "a.io" (harmless)',
    ]);
  });

  it('comes out as it is compared: nothing changes when it is read again', () => {
    const label = fc.stringMatching(/^[a-zA-Z0-9]([-a-zA-Z0-9_]{0,9}[a-zA-Z0-9])?$/);
    const name = fc
      .tuple(fc.boolean(), fc.array(label, { minLength: 2, maxLength: 4 }), fc.boolean())
      .map(([wild, labels, dot]) => `${wild ? '*.' : ''}${labels.join('.')}${dot ? '.' : ''}`);
    fc.assert(
      fc.property(name, (text) => {
        const pattern = (written: string) =>
          names(written).policy.egress?.[0]?.peers?.map((p) => 'pattern' in p && p.pattern);
        expect(names(text).problems).toEqual([]);
        expect(pattern(text)).toEqual(pattern(String(pattern(text)?.[0])));
      }),
      { numRuns: 50 },
    );
  });
});
