import { describe, expect, it } from 'vitest';
import { decoded, lines } from '../admin-kinds/decode.test-support.ts';

// network-policy-api v0.1.0 to v0.1.8, apis/v1alpha1 and config/crd.

const admin = (spec: string) => decoded('AdminNetworkPolicy', spec);
const subject = 'subject: {namespaces: {}}';
const head = `priority: 5\n${subject}`;
const peer = (text: string) => admin(`${head}\negress: [{action: Allow, to: [${text}]}]`);
const ofPeer = (text: string) => lines(peer(text), 'spec.egress[0].to[0]');

describe('a peer', () => {
  it('is exactly one, and of a kind that is known', () => {
    expect(ofPeer('{}')).toEqual([
      '…: Invalid value: 0: spec.egress[0].to[0] in body should have at least 1 properties',
    ]);
    expect(ofPeer('{services: {}}')).toEqual([
      '…: Invalid value: 0: spec.egress[0].to[0] in body should have at least 1 properties',
      '….services: strict decoding error: unknown field',
    ]);
    expect(ofPeer('{namespaces: {}, networks: [10.0.0.0/8]}')).toEqual(['…: Too many: 2: must have at most 1 items']);
  });

  it.each(['nodes: {}', 'networks: [10.0.0.0/8]', 'domainNames: [example.com]'])(
    'of ingress is pods, and not {%s}',
    (text) => {
      const key = text.slice(0, text.indexOf(':'));
      expect(lines(admin(`${head}\ningress: [{action: Deny, from: [{${text}}]}]`))).toContain(
        `spec.ingress[0].from[0].${key}: strict decoding error: unknown field`,
      );
    },
  );

  it('by an empty selector is every namespace, or every node', () => {
    expect(peer('{namespaces: {}}').policy.egress?.[0]?.peers).toMatchObject([
      { kind: 'pods', namespaces: { requirements: [] } },
    ]);
    expect(peer('{nodes: {}}').policy.egress?.[0]?.peers).toEqual([
      { kind: 'nodes', path: ['spec', 'egress', 0, 'to', 0], nodes: { requirements: [] } },
    ]);
  });

  it('of pods has two selectors; clients read one that is missing as the one that selects all', () => {
    const decoded = peer('{pods: {}}');
    expect(lines(decoded)).toEqual([
      'spec.egress[0].to[0].pods.namespaceSelector: Required value (harmless)',
      'spec.egress[0].to[0].pods.podSelector: Required value (harmless)',
    ]);
    expect(decoded.policy.egress?.[0]?.peers).toMatchObject([
      { namespaces: { requirements: [] }, pods: { requirements: [] } },
    ]);
  });

  it('has selectors that are label selectors', () => {
    expect(ofPeer('{nodes: {matchExpressions: [{key: a, operator: Foo}]}}')).toEqual([
      '….nodes.matchExpressions[0].operator: Invalid value: "Foo": not a valid selector operator',
    ]);
    expect(ofPeer('{namespaces: {matchLabel: {a: b}}}')).toEqual([
      '….namespaces.matchLabel: strict decoding error: unknown field',
    ]);
  });

  it('of networks is one peer for each of them', () => {
    expect(peer('{networks: [10.0.0.7/8, "fd00::/8"]}').policy.egress?.[0]?.peers).toEqual([
      {
        kind: 'block',
        path: ['spec', 'egress', 0, 'to', 0, 'networks', 0],
        cidr: '10.0.0.7/8',
        range: { family: 4, start: 10n << 24n, end: 11n << 24n },
        except: [],
      },
      {
        kind: 'block',
        path: ['spec', 'egress', 0, 'to', 0, 'networks', 1],
        cidr: 'fd00::/8',
        range: { family: 6, start: 0xfdn << 120n, end: 0xfen << 120n },
        except: [],
      },
    ]);
  });

  it.each([
    'zc00::/8',
    '10.0.0.1',
    '010.0.0.0/8',
    '10.0.0.0/08',
    '10.0.0.0/33',
    '::ffff:10.0.0.0/104',
    'fd00::%eth0/64',
    '',
  ])('of networks has CIDRs, and %s is none', (cidr) => {
    expect(ofPeer(`{networks: [10.0.0.0/8, "${cidr}"]}`)).toEqual([
      `….networks[1]: Invalid value: "${cidr}": Invalid CIDR format provided`,
    ]);
  });

  it('of networks has 1 to 25 of them, each once', () => {
    const of = (count: number) =>
      ofPeer(`{networks: [${Array.from({ length: count }, (_, i) => `10.${i}.0.0/16`).join()}]}`);
    expect(of(0)).toEqual([
      '….networks: Invalid value: 0: spec.egress[0].to[0].networks in body should have at least 1 items',
    ]);
    expect(of(25)).toEqual([]);
    expect(of(26)).toEqual(['….networks: Too many: 26: must have at most 25 items']);
    expect(ofPeer('{networks: [10.0.0.0/8, 10.0.0.0/8]}')).toEqual([
      '….networks[1]: Duplicate value: "10.0.0.0/8" (harmless)',
    ]);
  });

  it('of domain names is of Allow rules, since v0.1.7', () => {
    expect(peer('{domainNames: ["*.Example.com."]}').policy.egress?.[0]?.peers).toEqual([
      { kind: 'domain', path: ['spec', 'egress', 0, 'to', 0, 'domainNames', 0], pattern: '*.example.com' },
    ]);
    expect(lines(admin(`${head}\negress: [{action: Deny, to: [{domainNames: [example.com]}]}]`))).toEqual([
      'spec.egress[0].to[0].domainNames: Forbidden: domainNames is only supported for Allow rules',
    ]);
  });
});

describe('a peer as it was written up to v0.1.2', () => {
  const selector = '{matchLabels: {team: a}}';
  const requirements = [{ key: 'team', operator: 'In', values: ['a'], path: ['matchLabels', 'team'] }];

  it('selects namespaces by a namespaceSelector, and pods in them', () => {
    for (const [text, peers] of [
      [`{namespaces: {namespaceSelector: ${selector}}}`, [{ kind: 'pods', namespaces: { requirements } }]],
      [
        `{pods: {namespaces: {namespaceSelector: ${selector}}, podSelector: {}}}`,
        [{ kind: 'pods', namespaces: { requirements }, pods: { requirements: [] } }],
      ],
    ] as const) {
      const { policy, problems } = peer(text);
      expect(problems).toEqual([]);
      expect(policy.egress?.[0]?.peers).toMatchObject(peers);
    }
  });

  it('is no mixture of both forms', () => {
    expect(ofPeer(`{namespaces: {namespaceSelector: {}, matchLabels: {team: a}}}`)).toEqual([
      '….namespaces.matchLabels: strict decoding error: unknown field',
    ]);
    expect(ofPeer(`{pods: {namespaces: {namespaceSelector: {}}, namespaceSelector: {}, podSelector: {}}}`)).toEqual([
      '….pods.namespaceSelector: strict decoding error: unknown field',
    ]);
  });

  it('selects something', () => {
    expect(ofPeer('{namespaces: {namespaceSelector: null}}')).toEqual([
      '….namespaces: Invalid value: 0: spec.egress[0].to[0].namespaces in body should have at least 1 properties',
    ]);
    expect(ofPeer('{pods: {namespaces: {}, podSelector: {}}}')).toEqual([
      '….pods.namespaces: Invalid value: 0: spec.egress[0].to[0].pods.namespaces in body should have at least 1 properties',
    ]);
    expect(ofPeer('{pods: {namespaces: {namespaceSelector: {}}}}')).toEqual(['….pods.podSelector: Required value']);
  });

  it.each(['sameLabels', 'notSameLabels'])('had %s, which nothing stands for now', (key) => {
    const text = `${key}: Forbidden: ${key} was removed from the API in network-policy-api v0.1.3; write a policy for each value of the labels, and select the namespaces by it`;
    expect(ofPeer(`{namespaces: {${key}: [team]}}`)).toEqual([`….namespaces.${text}`]);
    expect(ofPeer(`{pods: {namespaces: {${key}: [team]}, podSelector: {}}}`)).toEqual([`….pods.namespaces.${text}`]);
  });

  it('is of no subject', () => {
    expect(lines(admin('priority: 5\nsubject: {namespaces: {namespaceSelector: {}}}'))).toEqual([
      'spec.subject.namespaces.namespaceSelector: strict decoding error: unknown field',
    ]);
  });
});
