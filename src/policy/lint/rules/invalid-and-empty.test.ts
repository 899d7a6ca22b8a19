import { describe, expect, it } from 'vitest';
import { namespace, node, object, pod, policy, service } from '../../../../test/support/cluster.ts';
import { found, linted } from '../lint.test-support.ts';

const shop = namespace('shop', { team: 'a' });
const web = pod('shop/web', { ports: ['http:8080'] });
const db = pod('shop/db', { ports: ['sql:5432'] });

describe('what the API server rejects', () => {
  it('is an error, in its own words', () => {
    expect(found('NW101', policy('shop/p', 'podSelector: {}\ningress: [{from: [{}]}]'))).toEqual([
      'NW101 shop/p spec.ingress[0].from[0]: Required value: must specify a peer',
    ]);
  });

  it('has its cure where a port number is in quotes', () => {
    const [line] = found('NW101', policy('shop/p', "podSelector: {}\ningress: [{ports: [{port: '80'}]}]"));
    expect(line).toContain('must contain at least one letter (a-z) => port: 80');
  });

  it('is told too where it is clear what was meant', () => {
    expect(found('NW101 NW102', policy('shop/My_Policy', 'podSelector: {}')).map((line) => line.slice(0, 5))).toEqual([
      'NW102',
    ]);
  });

  it('leaves a valid policy in peace', () => {
    expect(found('NW101 NW102', policy('shop/p', 'podSelector: {}'))).toEqual([]);
  });
});

describe('an object that is written twice', () => {
  it('counts as it was written last', () => {
    const both = [policy('shop/p', 'podSelector: {}'), policy('shop/p', 'podSelector: {matchLabels: {app: web}}')];
    expect(found('NW103', ...both)).toEqual([
      'NW103 shop/p metadata.name: NetworkPolicy shop/p is written twice, and not the same: this one is passed over',
    ]);
  });

  it('may be written twice in the same words', () => {
    expect(found('NW103', web, web)).toEqual([]);
  });
});

describe('a selector that takes nothing', () => {
  it('is told of the subject, with the label that was perhaps meant', () => {
    expect(found('NW201', shop, web, policy('shop/p', 'podSelector: {matchLabels: {app: web}}'))).toEqual([]);
    const typo = policy('shop/p', 'podSelector: {matchLabels: {app: Web}}');
    expect(found('NW201', shop, web, typo)).toEqual([
      'NW201 shop/p spec.podSelector: no pod in namespace shop has app=Web => app: web',
    ]);
  });

  it('is told of a peer', () => {
    const text = policy('shop/p', 'podSelector: {}\ningress: [{from: [{podSelector: {matchLabels: {app: client}}}]}]');
    expect(found('NW201 NW202', shop, web, text)).toEqual([
      'NW202 shop/p spec.ingress[0].from[0]: no pod in namespace shop has app=client; to take it out, take out the whole rule, as `from: []` is everybody',
    ]);
  });

  it('is told of namespaces, and then not of the pods in them', () => {
    const text = policy(
      'shop/p',
      'podSelector: {}\ningress: [{from: [{namespaceSelector: {matchLabels: {team: b}}}]}]',
    );
    expect(found('NW202 NW203', shop, web, text)).toEqual([
      'NW203 shop/p spec.ingress[0].from[0]: no namespace has team=b => team: a',
    ]);
  });

  it('is told of nodes, where there are any', () => {
    const text = object(
      'policy.networking.k8s.io/v1alpha1',
      'AdminNetworkPolicy',
      'p',
      'priority: 1\nsubject: {namespaces: {}}\negress: [{action: Deny, to: [{nodes: {matchLabels: {zone: x}}}]}]',
    );
    expect(found('NW204', web, text)).toEqual([]);
    expect(found('NW204', web, node('n1', '192.0.2.1'), text)).toEqual([
      'NW204 p spec.egress[0].to[0].nodes: no node has zone=x',
    ]);
  });

  it('is told where no labels at all could meet it, with or without pods', () => {
    const both = '{matchLabels: {app: web}, matchExpressions: [{key: app, operator: NotIn, values: [web]}]}';
    expect(found('NW201 NW205', policy('shop/p', `podSelector: ${both}`))).toEqual([
      'NW205 shop/p spec.podSelector: no labels can meet app=web,app!=web',
    ]);
  });

  it('is no matter where there are policies alone', () => {
    expect(found('NW201 NW202 NW203', policy('shop/p', 'podSelector: {matchLabels: {app: web}}'))).toEqual([]);
  });
});

describe('a named port', () => {
  const ingress = (port: string) => policy('shop/p', `podSelector: {}\ningress: [{ports: [${port}]}]`);

  it('is one that some pod has', () => {
    expect(found('NW206', shop, web, ingress('{port: http}'))).toEqual([]);
    expect(found('NW206', shop, web, ingress('{port: https}'))).toEqual([
      'NW206 shop/p spec.ingress[0].ports[0].port: no pod that the rule is for has a port named "https": it lets nothing through; to take it out, take out the whole rule, as `ports: []` is every port',
    ]);
  });

  it('has a protocol', () => {
    expect(found('NW206', shop, web, ingress('{port: http, protocol: UDP}'))).toEqual([
      'NW206 shop/p spec.ingress[0].ports[0].port: port "http" is TCP in the pods that the rule is for, and not UDP => protocol: TCP',
    ]);
  });

  it('of an egress rule is one of the pods that it leads to', () => {
    const to = '{to: [{podSelector: {matchLabels: {app: db}}}], ports: [{port: http}]}';
    expect(found('NW206', shop, web, db, policy('shop/p', `podSelector: {}\negress: [${to}]`))).toHaveLength(1);
  });

  it('cannot be a number', () => {
    const text =
      'priority: 1\nsubject: {namespaces: {}}\ningress: [{action: Deny, from: [{namespaces: {}}], ports: [{namedPort: "80"}]}]';
    const admin = object('policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy', 'p', text);
    expect(found('NW206 NW207', web, admin)).toEqual([
      'NW207 p spec.ingress[0].ports[0]: no container can have a port named "80": must contain at least one letter (a-z)',
    ]);
  });

  it('is nothing that addresses have', () => {
    const to = '{to: [{ipBlock: {cidr: 192.0.2.0/24}}], ports: [{port: http}]}';
    expect(found('NW208', shop, web, policy('shop/p', `podSelector: {}\negress: [${to}]`))).toEqual([
      'NW208 shop/p spec.egress[0].ports[0]: an ipBlock has no port named "http": the rule lets nothing through to it; to take it out, take out the whole rule, as `ports: []` is every port, and write `policyTypes: [Ingress, Egress]`, without which no egress rule is no isolation',
    ]);
  });
});

describe("a Service's port", () => {
  const front = service('shop/web', 'selector: {app: web}\nports: [{port: 80, targetPort: http}]');
  const ingress = (port: number) =>
    policy('shop/p', `podSelector: {matchLabels: {app: web}}\ningress: [{ports: [{port: ${port}}]}]`);

  it("is not what policies see: that is the pods' own", () => {
    expect(found('NW209', shop, web, front, ingress(80))).toEqual([
      'NW209 shop/p spec.ingress[0].ports[0].port: 80 is the port of Service shop/web; its pods listen on 8080, which is what policies see => port: 8080',
    ]);
    expect(found('NW209', shop, web, front, ingress(8080))).toEqual([]);
  });

  it('is fine where a pod listens on it too', () => {
    const both = pod('shop/web', { ports: ['http:8080', 'plain:80'] });
    expect(found('NW209', shop, both, front, ingress(80))).toEqual([]);
  });
});

it('an object may say that it knows', () => {
  const known = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p, namespace: shop, annotations: {netwhy.dev/lint-ignore: "NW201, NW406"}}
spec: {podSelector: {matchLabels: {app: nobody}}}`;
  expect(linted(shop, web, known).map(({ code }) => code)).not.toContain('NW201');
  expect(linted(shop, web, known.replace('NW201', 'NW999')).map(({ code }) => code)).toContain('NW201');
});
