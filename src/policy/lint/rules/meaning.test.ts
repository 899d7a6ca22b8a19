import { describe, expect, it } from 'vitest';
import { namespace, object, pod, policy, service } from '../../../../test/support/cluster.ts';
import { found, linted } from '../lint.test-support.ts';

const shop = namespace('shop', { team: 'a' });
const web = pod('shop/web', { ips: ['10.0.0.1'] });
const db = pod('shop/db', { ips: ['10.0.0.2'] });
const admin = (name: string, spec: string) =>
  object('policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy', name, spec);

describe('what could be left out', () => {
  const all = policy('shop/all', 'podSelector: {}\ningress: [{from: [{podSelector: {}}]}]');
  const one = policy(
    'shop/one',
    'podSelector: {matchLabels: {app: web}}\ningress: [{from: [{podSelector: {matchLabels: {app: db}}}]}]',
  );

  it('is a policy of which another one does all, whatever pods there are', () => {
    expect(found('NW301 NW302', shop, web, db, all, one)).toEqual([
      'NW301 shop/one metadata.name: without it everything stays as it is: see shop/all, whatever pods there are',
    ]);
  });

  it('is a policy that the pods there are make no use of, which is less', () => {
    const other = policy(
      'shop/other',
      'podSelector: {matchLabels: {tier: front}}\ningress: [{from: [{podSelector: {}}]}]',
    );
    const front = pod('shop/web', { labels: { app: 'web', tier: 'front' } });
    const web2 = policy('shop/web', 'podSelector: {matchLabels: {app: web}}\ningress: [{from: [{podSelector: {}}]}]');
    const [finding] = linted(shop, front, db, other, web2).filter(({ code }) => code === 'NW301');
    expect(finding).toMatchObject({ severity: 'info', object: { name: 'web' } });
    expect(finding?.message).toContain('for the pods there are now');
  });

  it('is not a "deny all", which is there for pods to come', () => {
    const deny = policy('shop/deny', 'podSelector: {}');
    const others = ['web', 'db'].map((app) =>
      policy(`shop/${app}`, `podSelector: {matchLabels: {app: ${app}}}\ningress: [{from: [{podSelector: {}}]}]`),
    );
    expect(found('NW301', shop, web, db, deny, ...others)).toEqual([]);
  });

  it('is a rule that another one of the policy implies', () => {
    const text = `podSelector: {}
ingress:
- {from: [{podSelector: {}}]}
- {from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 80}]}`;
    expect(found('NW301 NW302', shop, web, db, policy('shop/p', text))).toEqual([
      'NW302 shop/p spec.ingress[1]: it lets nothing through that is not let through anyway: see shop/p#ingress[0], whatever pods there are',
    ]);
  });

  it('is a rule of which several others together do all', () => {
    const text = `podSelector: {}
ingress:
- {from: [{podSelector: {matchLabels: {app: web}}}]}
- {from: [{podSelector: {matchLabels: {app: db}}}]}
- {from: [{podSelector: {}}], ports: [{port: 80}]}`;
    expect(found('NW302', shop, web, db, policy('shop/p', text))).toEqual([
      'NW302 shop/p spec.ingress[2]: it lets nothing through that is not let through anyway: see shop/p#ingress[0], shop/p#ingress[1], for the pods there are now',
    ]);
  });

  it('is a rule of an admin policy that others are asked before', () => {
    const text = `priority: 1
subject: {namespaces: {}}
ingress:
- {action: Allow, from: [{namespaces: {}}]}
- {action: Deny, from: [{namespaces: {matchLabels: {team: a}}}]}`;
    expect(found('NW301 NW303', shop, web, db, admin('p', text))).toEqual([
      'NW303 p spec.ingress[1]: all that it matches is decided before it by p#ingress[0]',
    ]);
  });

  it('is no rule that opens what nothing else does', () => {
    const text = `podSelector: {}
ingress:
- {from: [{podSelector: {}}], ports: [{port: 80}]}
- {from: [{podSelector: {}}], ports: [{port: 81}]}`;
    expect(found('NW301 NW302 NW303 NW304', shop, web, db, policy('shop/p', text))).toEqual([]);
  });

  it('is a peer or a port within another one', () => {
    const text = `podSelector: {}
ingress:
- from: [{podSelector: {matchLabels: {app: web}}}, {podSelector: {}}]
  ports: [{port: 80}, {port: 79, endPort: 81}]`;
    expect(found('NW304', shop, web, policy('shop/p', text))).toEqual([
      'NW304 shop/p spec.ingress[0].from[0]: entry 1 of the list takes all that it does',
      'NW304 shop/p spec.ingress[0].ports[0]: entry 1 of the list includes it',
    ]);
  });
});

describe('policies of one priority', () => {
  const rule = (action: string, port: number) => `priority: 5
subject: {namespaces: {}}
ingress: [{action: ${action}, from: [{namespaces: {}}], ports: [{portNumber: {port: ${port}}}]}]`;

  it('must not say opposite things', () => {
    expect(found('NW305', shop, web, admin('a', rule('Allow', 80)), admin('b', rule('Deny', 80)))).toEqual([
      'NW305 b spec.priority: a has the same priority, 5, and says otherwise of ingress on TCP 80: which of the two counts is not defined',
    ]);
  });

  it('may speak of different connections', () => {
    expect(found('NW305', shop, web, admin('a', rule('Allow', 80)), admin('b', rule('Deny', 81)))).toEqual([]);
  });

  it('are one at most in the baseline', () => {
    const baseline = object(
      'policy.networking.k8s.io/v1alpha1',
      'BaselineAdminNetworkPolicy',
      'default',
      'subject: {namespaces: {}}',
    );
    expect(found('NW306', baseline)).toEqual([]);
    expect(found('NW306', baseline, baseline)).toHaveLength(1);
  });
});

describe('what was hardly meant so', () => {
  it('is a section that policyTypes leaves out', () => {
    const text = 'podSelector: {}\npolicyTypes: [Egress]\ningress: [{}]';
    expect(found('NW401', policy('shop/p', text))).toEqual([
      'NW401 shop/p spec.ingress: policyTypes does not name Ingress: these rules count for nothing, and the pods are not isolated for ingress => policyTypes: [Ingress, Egress]',
    ]);
    expect(found('NW401', policy('shop/p', 'podSelector: {}\negress: []'))).toHaveLength(1);
    expect(found('NW401', policy('shop/p', 'podSelector: {}\ningress: []\negress: [{}]'))).toEqual([]);
  });

  it('is an empty list of peers, which is everybody', () => {
    expect(found('NW402 NW403', policy('shop/p', 'podSelector: {}\ningress: [{from: []}]'))).toEqual([
      'NW402 shop/p spec.ingress[0].from: `from: []` does not mean nobody: it opens the rule from everybody, in and outside of the cluster',
    ]);
  });

  it('is perhaps a rule without anything in it', () => {
    expect(found('NW402 NW403', policy('shop/p', 'podSelector: {}\ningress: [{}]'))).toEqual([
      'NW403 shop/p spec.ingress[0]: anybody in and outside of the cluster may connect, on every port: no other ingress rule of these pods matters',
    ]);
    expect(found('NW402 NW403', policy('shop/p', 'podSelector: {}\ningress: [{ports: [{port: 80}]}]'))).toEqual([]);
  });

  it('is likely two peers where the pods are in those namespaces alone', () => {
    const peers = (list: string) => policy('shop/p', `podSelector: {}\ningress: [{from: [${list}]}]`);
    const client = pod('tools/client');
    const tools = namespace('tools', { team: 'b' });
    const text = '{namespaceSelector: {matchLabels: {team: b}}}, {podSelector: {matchLabels: {app: client}}}';
    const [finding] = linted(shop, tools, web, client, peers(text)).filter(({ code }) => code === 'NW404');
    expect(finding).toMatchObject({
      severity: 'warning',
      message:
        'two peers are either or: the pods with app=client of namespace shop, and all pods of namespaces with team=b',
      instead: '- {namespaceSelector: {matchLabels: {team: b}}, podSelector: {matchLabels: {app: client}}}',
    });
    expect(linted(shop, web, peers('{podSelector: {}}, {namespaceSelector: {}}'))).toContainEqual(
      expect.objectContaining({ code: 'NW404', severity: 'info' }),
    );
    const joint = '{namespaceSelector: {matchLabels: {team: b}}, podSelector: {matchLabels: {app: client}}}';
    expect(found('NW404', shop, tools, web, client, peers(joint))).toEqual([]);
  });

  it('is a peer in the old form', () => {
    const text = (peer: string) =>
      admin('p', `priority: 1\nsubject: {namespaces: {}}\ningress: [{action: Deny, from: [${peer}]}]`);
    expect(found('NW405', text('{namespaces: {namespaceSelector: {matchLabels: {team: a}}}}'))).toHaveLength(1);
    expect(found('NW405', text('{namespaces: {matchLabels: {team: a}}}'))).toEqual([]);
  });

  it('is a policy without a namespace', () => {
    expect(found('NW406', policy('p', 'podSelector: {}'))).toHaveLength(1);
    expect(found('NW406', policy('shop/p', 'podSelector: {}'))).toEqual([]);
  });
});

describe('a block of addresses', () => {
  const egress = (block: string) =>
    policy('shop/p', `podSelector: {matchLabels: {app: web}}\negress: [{to: [{ipBlock: ${block}}]}]`);

  it('has a canonical form', () => {
    expect(found('NW407', egress('{cidr: 192.0.2.7/24, except: [192.0.2.9/31]}'))).toEqual([
      'NW407 shop/p spec.egress[0].to[0].ipBlock.cidr: 192.0.2.7/24 is read as 192.0.2.0/24 => cidr: 192.0.2.0/24',
      'NW407 shop/p spec.egress[0].to[0].ipBlock.except[0]: 192.0.2.9/31 is read as 192.0.2.8/31 => 192.0.2.8/31',
    ]);
    expect(found('NW407', egress('{cidr: 192.0.2.0/24}'))).toEqual([]);
  });

  it('is for addresses outside of the cluster', () => {
    expect(found('NW408', shop, web, db, egress('{cidr: 10.0.0.0/24}'))).toEqual([
      'NW408 shop/p spec.egress[0].to[0]: 10.0.0.0/24 has the addresses of shop/db and 1 more: most dataplanes take them, Cilium does not; select pods by labels',
    ]);
    expect(found('NW408', shop, web, db, egress('{cidr: 192.0.2.0/24}'))).toEqual([]);
  });

  it('of all IPv4 addresses has no IPv6 one', () => {
    const dual = pod('shop/web', { ips: ['10.0.0.1', 'fd00::1'] });
    expect(found('NW409', shop, dual, egress('{cidr: 0.0.0.0/0}'))).toHaveLength(1);
    expect(found('NW409', shop, web, egress('{cidr: 0.0.0.0/0}'))).toEqual([]);
  });

  it("does not have a Service's address", () => {
    const front = service('shop/db', 'selector: {app: db}\nclusterIP: 10.96.0.5\nports: [{port: 80}]');
    expect(found('NW410', shop, web, db, front, egress('{cidr: 10.96.0.5/32}'))).toHaveLength(1);
    expect(found('NW410', shop, web, db, front, egress('{cidr: 10.96.0.6/32}'))).toEqual([]);
  });
});

describe('what it comes to', () => {
  const toDb = (more = '') =>
    policy(
      'shop/out',
      `podSelector: {matchLabels: {app: web}}\npolicyTypes: [Egress]\negress:\n- {to: [{podSelector: {matchLabels: {app: db}}}]}\n${more}`,
    );

  it('is a pod that may go somewhere, and look up no name', () => {
    expect(found('NW501', shop, web, db, toDb())[0]).toContain('shop/web may connect out, but not to DNS on 53/UDP');
    expect(found('NW501', shop, web, db, toDb('- {ports: [{port: 53, protocol: UDP}]}'))).toEqual([]);
  });

  it('asks the DNS pods where the input has them', () => {
    const dns = [
      namespace('kube-system'),
      pod('kube-system/dns', { ports: ['dns:1053/UDP'] }),
      service('kube-system/kube-dns', 'selector: {app: dns}\nports: [{port: 53, targetPort: 1053, protocol: UDP}]'),
    ];
    const to = (port: number) => `- {to: [{namespaceSelector: {}}], ports: [{port: ${port}, protocol: UDP}]}`;
    expect(found('NW501', shop, web, db, ...dns, toDb(to(53)))).toHaveLength(1);
    expect(found('NW501', shop, web, db, ...dns, toDb(to(1053)))).toEqual([]);
  });

  it('is nothing to pods that may go nowhere', () => {
    const closed = policy('shop/out', 'podSelector: {}\npolicyTypes: [Egress]');
    expect(found('NW501', shop, web, db, closed)).toEqual([]);
  });

  it('is a rule that only one side has', () => {
    const closed = policy('shop/db', 'podSelector: {matchLabels: {app: db}}');
    expect(found('NW502 NW503', shop, web, db, toDb(), closed)).toEqual([
      'NW502 shop/out spec.egress[0].to[0]: it opens everything to shop/db, and no ingress policy there lets these pods in',
    ]);
    const open = policy('shop/db', 'podSelector: {matchLabels: {app: db}}\ningress: [{ports: [{port: 5432}]}]');
    expect(found('NW502 NW503', shop, web, db, toDb(), open)).toEqual([]);
  });

  it('is no rule or DNS that is of use over one address family', () => {
    const [web6, db6] = [
      pod('shop/web', { ips: ['10.0.0.1', 'fd00::1'] }),
      pod('shop/db', { ips: ['10.0.0.2', 'fd00::2'] }),
    ];
    const by4 = policy(
      'shop/db',
      'podSelector: {matchLabels: {app: db}}\ningress: [{from: [{ipBlock: {cidr: 10.0.0.0/24}}]}]',
    );
    expect(found('NW502 NW503', shop, web6, db6, toDb(), by4)).toEqual([]);
    const dns = [
      namespace('kube-system'),
      pod('kube-system/dns', { ips: ['10.0.0.53', 'fd00::53'], ports: ['dns:53/UDP'] }),
      service('kube-system/kube-dns', 'selector: {app: dns}\nports: [{port: 53, protocol: UDP}]'),
    ];
    const out = toDb('- {to: [{ipBlock: {cidr: 10.0.0.53/32}}], ports: [{port: 53, protocol: UDP}]}');
    expect(found('NW501', shop, web6, db6, ...dns, out)).toEqual([]);
  });

  it('is a rule that only the server has', () => {
    const from = policy(
      'shop/db',
      'podSelector: {matchLabels: {app: db}}\ningress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432}]}]',
    );
    const closed = policy('shop/web', 'podSelector: {matchLabels: {app: web}}\npolicyTypes: [Egress]');
    expect(found('NW502 NW503', shop, web, db, from, closed)).toEqual([
      'NW503 shop/db spec.ingress[0].from[0]: it lets in TCP 5432 from shop/web, and no egress policy there lets them out to these pods',
    ]);
  });

  it('is a namespace without a policy', () => {
    const other = [namespace('tools'), pod('tools/client')];
    expect(found('NW504', shop, web, ...other, policy('shop/p', 'podSelector: {}'))).toEqual([
      'NW504 tools metadata.name: no policy selects a pod of namespace tools: anybody may connect to them, and they to anything',
    ]);
  });

  it('is a namespace of which nobody knows the labels', () => {
    const asking = policy(
      'shop/p',
      'podSelector: {}\ningress: [{from: [{namespaceSelector: {matchLabels: {team: a}}}]}]',
    );
    expect(found('NW505', web, asking)).toEqual([
      'NW505 shop/p metadata.namespace: Namespace shop is not in the input: it is taken to have no label but its name',
    ]);
    expect(found('NW505', shop, web, asking)).toEqual([]);
  });

  it('is a workload of which policies tell the pods apart', () => {
    const member = (name: string, app: string) => `apiVersion: v1
kind: Pod
metadata:
  {name: ${name}, namespace: shop, labels: {app: ${app}}, ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: web, controller: true}]}
spec: {containers: [{name: main}]}`;
    const select = policy('shop/p', 'podSelector: {matchLabels: {app: web}}');
    expect(found('NW506', shop, member('web-0', 'web'), member('web-1', 'canary'), select)).toEqual([
      'NW506 shop/web metadata.labels: no policy selects shop/web-1, and shop/p selects shop/web-0, of the same StatefulSet',
    ]);
    expect(found('NW506', shop, member('web-0', 'web'), member('web-1', 'web'), select)).toEqual([]);
  });
});
