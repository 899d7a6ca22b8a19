import { describe, expect, it } from 'vitest';
import {
  ask,
  cluster,
  clusterWith,
  containerPort,
  namespace,
  node,
  pod,
  policy,
  put,
  service,
  verdict,
} from '../../test/support/cluster.ts';
import { type Answer, PolicyEngine, profileNamed } from './index.ts';

// A test a point of the checklist of NetworkPolicy semantics, with its number.

const client = pod('shop/client');
const server = pod('shop/server', { ports: ['http:8080'] });
const stranger = pod('web/stranger');

/** A policy on the server with one ingress rule, or several. */
function guard(...ingress: readonly string[]): string {
  return policy('shop/guard', `podSelector: {matchLabels: {app: server}}\ningress: [${ingress.join(', ')}]`);
}

function profileOf(name: string) {
  const profile = profileNamed(name);
  if (profile === undefined) throw new Error(`no profile ${name}`);
  return { profile };
}

/** The verdicts on one question in several clusters or under several texts. */
function answers<T>(cases: readonly T[], answer: (value: T) => Answer): readonly Answer[] {
  return [...new Set(cases.map(answer))];
}

describe('selection and isolation', () => {
  it('1. a podSelector that is empty, null or missing selects all pods of its namespace, and no others', () => {
    for (const selector of ['podSelector: {}', 'podSelector: null', '']) {
      const engine = cluster(client, server, stranger, policy('shop/all', `${selector}\npolicyTypes: [Ingress]`));
      expect(verdict(engine, 'client', 'server:80')).toBe('denied');
      expect(verdict(engine, 'server', 'client:80')).toBe('denied');
      expect(verdict(engine, 'client', 'stranger:80')).toBe('allowed');
    }
  });

  it('1. a policy that names no namespace is in the default one, which an empty name means too', () => {
    const bare = `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: all, namespace: %}, spec: {}}`;
    for (const name of ['null', '""']) {
      const text = bare.replace('%', name);
      expect(verdict(cluster(pod('default/a'), pod('default/b'), text), 'a', 'b:80')).toBe('denied');
      expect(verdict(clusterWith({ defaultNamespace: 'shop' }, client, server, text), 'client', 'server:80')).toBe(
        'denied',
      );
    }
  });

  it('2. a pod is isolated in the directions of the policies that select it, and open in the other', () => {
    const ingress = cluster(client, server, policy('shop/p', 'podSelector: {matchLabels: {app: server}}'));
    expect(verdict(ingress, 'client', 'server:80')).toBe('denied');
    expect(verdict(ingress, 'server', 'client:80')).toBe('allowed');
    const egress = cluster(
      client,
      server,
      policy('shop/p', 'podSelector: {matchLabels: {app: server}}\npolicyTypes: [Egress]'),
    );
    expect(verdict(egress, 'client', 'server:80')).toBe('allowed');
    expect(verdict(egress, 'server', 'client:80')).toBe('denied');
  });

  it('3. without policyTypes a policy isolates ingress, and egress only where it has an egress rule', () => {
    const egressOf = (spec: string) =>
      verdict(cluster(client, stranger, policy('shop/p', spec)), 'client', 'stranger:80');
    const ingressOf = (spec: string) =>
      verdict(cluster(client, stranger, policy('shop/p', spec)), 'stranger', 'client:80');
    for (const none of ['podSelector: {}', 'egress: []', 'egress: null', 'policyTypes: []']) {
      expect(egressOf(none)).toBe('allowed');
      expect(ingressOf(none)).toBe('denied');
    }
    const isolating = 'egress: [{to: [{podSelector: {}}]}]';
    expect(egressOf(isolating)).toBe('denied');
    expect(ingressOf(isolating)).toBe('denied');
    expect(egressOf('policyTypes: [Egress]')).toBe('denied');
    expect(ingressOf('policyTypes: [Egress]')).toBe('allowed');
  });

  it('3. rules of a direction that is not in policyTypes are ignored', () => {
    const engine = cluster(
      client,
      stranger,
      policy('shop/p', 'policyTypes: [Egress]\ningress: [{ports: [{port: 1}]}]'),
    );
    expect(verdict(engine, 'stranger', 'client:80')).toBe('allowed');
    const other = cluster(client, stranger, policy('shop/p', 'policyTypes: [Ingress]\negress: [{ports: [{port: 1}]}]'));
    expect(verdict(other, 'client', 'stranger:80')).toBe('allowed');
  });

  it('4. what any rule of any policy allows is allowed: nothing denies', () => {
    const engine = cluster(
      client,
      server,
      stranger,
      policy('shop/deny', 'policyTypes: [Ingress]'),
      guard('{from: [{podSelector: {}}], ports: [{port: 1}]}', '{from: [{podSelector: {matchLabels: {app: client}}}]}'),
    );
    expect(verdict(engine, 'client', 'server:80')).toBe('allowed');
    expect(verdict(engine, 'stranger', 'server:80')).toBe('denied');
  });

  it('5. an empty rule allows all; a list that is empty, null or missing allows nothing', () => {
    expect(verdict(cluster(stranger, server, guard('{}')), 'stranger', 'server:80')).toBe('allowed');
    const nothing = ['ingress: []', 'ingress: null', ''];
    expect(
      answers(nothing, (spec) => verdict(cluster(stranger, server, policy('shop/p', spec)), 'stranger', 'server:80')),
    ).toEqual(['denied']);
  });

  it('6. a rule without peers is for everybody, outside of the cluster too', () => {
    for (const rule of ['{from: []}', '{from: null}', '{ports: [{port: 80}]}']) {
      const engine = cluster(stranger, server, guard(rule));
      expect(verdict(engine, 'stranger', 'server:80')).toBe('allowed');
      expect(verdict(engine, '203.0.113.7', 'server:80')).toBe('allowed');
    }
  });

  it('6. a namespaceSelector, however wide, takes pods only: no address outside of the cluster, no node', () => {
    const engine = cluster(stranger, server, node('n1', '192.0.2.1'), guard('{from: [{namespaceSelector: {}}]}'));
    expect(verdict(engine, 'stranger', 'server:80')).toBe('allowed');
    expect(verdict(engine, '203.0.113.7', 'server:80')).toBe('denied');
    expect(verdict(engine, 'node/n1', 'server:80')).toBe('denied');
  });

  const admin = pod('ops/admin');
  const namespaces = [namespace('shop', { team: 'sales' }), namespace('ops', { team: 'ops' }), namespace('web')];
  const ops = 'namespaceSelector: {matchLabels: {team: ops}}';
  const isClient = 'podSelector: {matchLabels: {app: client}}';

  it('7. two selectors in one item must both hold, in two items either', () => {
    const both = cluster(
      ...namespaces,
      client,
      admin,
      pod('ops/client'),
      server,
      guard(`{from: [{${ops}, ${isClient}}]}`),
    );
    expect(verdict(both, 'ops/client', 'server:80')).toBe('allowed');
    expect(verdict(both, 'ops/admin', 'server:80')).toBe('denied');
    expect(verdict(both, 'shop/client', 'server:80')).toBe('denied');
    const either = cluster(...namespaces, client, admin, stranger, server, guard(`{from: [{${ops}}, {${isClient}}]}`));
    expect(verdict(either, 'ops/admin', 'server:80')).toBe('allowed');
    expect(verdict(either, 'shop/client', 'server:80')).toBe('allowed');
    expect(verdict(either, 'stranger', 'server:80')).toBe('denied');
  });

  it('8. a missing selector is not an empty one', () => {
    const ofNamespace = cluster(...namespaces, admin, client, server, guard(`{from: [{${ops}, podSelector: null}]}`));
    expect(verdict(ofNamespace, 'admin', 'server:80')).toBe('allowed');
    expect(verdict(ofNamespace, 'client', 'server:80')).toBe('denied');
    const ofPods = (peer: string) =>
      cluster(...namespaces, pod('web/client'), client, server, guard(`{from: [{${peer}}]}`));
    expect(verdict(ofPods(isClient), 'web/client', 'server:80')).toBe('denied');
    expect(verdict(ofPods(isClient), 'shop/client', 'server:80')).toBe('allowed');
    expect(verdict(ofPods(`${isClient}, namespaceSelector: null`), 'web/client', 'server:80')).toBe('denied');
    expect(verdict(ofPods(`${isClient}, namespaceSelector: {}`), 'web/client', 'server:80')).toBe('allowed');
  });

  describe('9. label requirements', () => {
    /** Whether a selector takes a pod with these labels. */
    function takes(selector: string, labels: Readonly<Record<string, string>>): boolean {
      const engine = cluster(pod('shop/x', { labels }), server, guard(`{from: [{podSelector: ${selector}}]}`));
      return verdict(engine, 'x', 'server:80') === 'allowed';
    }
    const expression = (text: string) => `{matchExpressions: [{key: app, ${text}}]}`;

    it('all hold at once', () => {
      expect(takes('{matchLabels: {app: a, tier: b}}', { app: 'a', tier: 'b', more: '' })).toBe(true);
      expect(takes('{matchLabels: {app: a, tier: b}}', { app: 'a' })).toBe(false);
      const mixed = '{matchLabels: {app: a}, matchExpressions: [{key: tier, operator: Exists}]}';
      expect(takes(mixed, { app: 'a', tier: '' })).toBe(true);
      expect(takes(mixed, { app: 'a' })).toBe(false);
    });

    it('In asks for the key and one of the values', () => {
      expect(takes(expression('operator: In, values: [a, b]'), { app: 'b' })).toBe(true);
      expect(takes(expression('operator: In, values: [a, b]'), { app: 'c' })).toBe(false);
      expect(takes(expression('operator: In, values: [a, b]'), {})).toBe(false);
    });

    it('NotIn holds without the key too', () => {
      expect(takes(expression('operator: NotIn, values: [a]'), {})).toBe(true);
      expect(takes(expression('operator: NotIn, values: [a]'), { app: 'b' })).toBe(true);
      expect(takes(expression('operator: NotIn, values: [a]'), { app: 'a' })).toBe(false);
    });

    it('Exists and DoesNotExist ask for the key alone', () => {
      expect(takes(expression('operator: Exists'), { app: '' })).toBe(true);
      expect(takes(expression('operator: Exists'), {})).toBe(false);
      expect(takes(expression('operator: DoesNotExist'), {})).toBe(true);
      expect(takes(expression('operator: DoesNotExist, values: []'), { app: '' })).toBe(false);
    });

    it('an empty value must be there, and empty', () => {
      expect(takes('{matchLabels: {app: ""}}', { app: '' })).toBe(true);
      expect(takes('{matchLabels: {app: ""}}', {})).toBe(false);
      expect(takes('{matchLabels: {app: ""}}', { app: 'a' })).toBe(false);
    });

    it('keys that JavaScript knows are keys like others', () => {
      for (const key of ['constructor', 'toString', 'hasOwnProperty']) {
        expect(takes(`{matchExpressions: [{key: ${key}, operator: Exists}]}`, {})).toBe(false);
        expect(takes(`{matchLabels: {${key}: a}}`, { [key]: 'a' })).toBe(true);
      }
    });
  });

  it('10. a namespaceSelector of what a namespace has not still takes pods only', () => {
    const peer = '{namespaceSelector: {matchExpressions: [{key: team, operator: NotIn, values: [ops]}]}}';
    const engine = cluster(...namespaces, node('n1', '192.0.2.1'), stranger, admin, server, guard(`{from: [${peer}]}`));
    expect(verdict(engine, 'stranger', 'server:80')).toBe('allowed');
    expect(verdict(engine, 'admin', 'server:80')).toBe('denied');
    expect(verdict(engine, '203.0.113.7', 'server:80')).toBe('denied');
    expect(verdict(engine, 'node/n1', 'server:80')).toBe('denied');
  });

  const isWeb = 'namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: web}}';

  it('11. every namespace has its name as a label, whatever its manifest says', () => {
    const shop = [stranger, server, guard(`{from: [{${isWeb}}]}`)];
    const manifests = [[], [namespace('web')], [namespace('web', { 'kubernetes.io/metadata.name': 'shop' })]];
    expect(answers(manifests, (more) => verdict(cluster(...shop, ...more), 'stranger', 'server:80'))).toEqual([
      'allowed',
    ]);
  });

  it('12. a namespace of which there is no manifest has its name only, and the answer says so where it matters', () => {
    const rule = '{from: [{namespaceSelector: {matchLabels: {team: web}}}]}';
    const answer = ask(cluster(stranger, server, guard(rule)), 'stranger', 'server:80');
    expect(answer).toMatchObject({
      verdict: 'denied',
      assumptions: ['namespace web is not in the input: it is taken to have no label but its name'],
    });
    expect(ask(cluster(stranger, server, guard(`{from: [{${isWeb}}]}`)), 'stranger', 'server:80')?.assumptions).toEqual(
      [],
    );
    const known = cluster(namespace('web', { team: 'web' }), stranger, server, guard(rule));
    expect(ask(known, 'stranger', 'server:80')).toMatchObject({ verdict: 'allowed', assumptions: [] });
  });

  it('13. a pod that has ended has no network presence, and its address may be another’s', () => {
    for (const phase of ['Succeeded', 'Failed']) {
      const engine = cluster(
        pod('shop/ended', { phase, ips: ['10.0.0.1'] }),
        pod('shop/alive', { ips: ['10.0.0.1'] }),
        server,
        guard('{from: [{podSelector: {matchLabels: {app: alive}}}]}'),
      );
      expect(engine.cluster.livePods.map(({ name }) => name)).toEqual(['alive', 'server']);
      expect(ask(engine, '10.0.0.1', 'server:80')?.decisive.from).toMatchObject({ pod: { name: 'alive' } });
      expect(verdict(engine, '10.0.0.1', 'server:80')).toBe('allowed');
    }
  });

  it('13. a pod without an address yet is selected by its labels, and by no ipBlock', () => {
    const pending = pod('shop/pending', { phase: 'Pending' });
    const byLabel = cluster(pending, server, guard('{from: [{podSelector: {}}]}'));
    expect(verdict(byLabel, 'pending', 'server:80')).toBe('allowed');
    expect(verdict(byLabel, 'server', 'pending:80')).toBe('allowed');
    const byBlock = cluster(
      pending,
      server,
      guard('{from: [{ipBlock: {cidr: 0.0.0.0/0}}, {ipBlock: {cidr: "::/0"}}]}'),
    );
    expect(ask(byBlock, 'pending', 'server:80')).toMatchObject({
      verdict: 'denied',
      assumptions: ['an ipBlock is taken not to match pods that have no address yet'],
    });
  });

  describe('13. a pod that is only written down will have an address', () => {
    const planned = (fullName: string) => {
      const [namespace, name] = fullName.split('/');
      const metadata = { namespace, name, labels: { app: name } };
      return JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [{ name: 'main' }] } });
    };
    const [from, to] = [planned('shop/client'), planned('shop/server')];
    const blocks = (...cidrs: readonly string[]) =>
      guard(`{from: [${cidrs.map((cidr) => `{ipBlock: {cidr: "${cidr}"}}`).join(', ')}]}`);

    it('so that blocks of all addresses of both families match', () => {
      const engine = cluster(from, to, blocks('0.0.0.0/0', '::/0'));
      expect(ask(engine, 'client', 'server:80')).toMatchObject({ verdict: 'allowed', assumptions: [] });
    });

    it('and a block of one family does where the cluster has that family', () => {
      const of = (ip: string, cidr: string) =>
        verdict(cluster(from, to, pod('web/other', { ips: [ip] }), blocks(cidr)), 'client', 'server:80');
      expect(of('10.0.0.1', '0.0.0.0/0')).toBe('allowed');
      expect(of('fd00::1', '0.0.0.0/0')).toBe('denied');
      expect(of('fd00::1', '::/0')).toBe('allowed');
      const behind = service('shop/front', 'clusterIP: 10.96.0.1\nselector: {app: server}\nports: [{port: 80}]');
      expect(verdict(cluster(from, to, behind, blocks('0.0.0.0/0')), 'client', 'svc/front:80')).toBe('allowed');
      expect(verdict(cluster(from, to, behind, blocks('::/0')), 'client', 'server:80')).toBe('denied');
    });

    it('where nothing shows the family, the answer depends on it', () => {
      for (const cidr of ['0.0.0.0/0', '::/0']) {
        expect(ask(cluster(from, to, blocks(cidr)), 'client', 'server:80')).toMatchObject({
          verdict: 'implementation-defined',
          dependsOn: ["whether the cluster's pods have IPv4 or IPv6 addresses, of which the input holds none"],
        });
      }
    });

    it('in a cluster with both families, both paths are asked', () => {
      const both = pod('web/other', { ips: ['10.0.0.1', 'fd00::1'] });
      expect(verdict(cluster(from, to, both, blocks('0.0.0.0/0')), 'client', 'server:80')).toBe('denied');
      expect(verdict(cluster(from, to, both, blocks('0.0.0.0/0', '::/0')), 'client', 'server:80')).toBe('allowed');
    });

    it('but a block of some addresses, or with holes, is taken not to match', () => {
      for (const block of ['{cidr: 10.0.0.0/8}', '{cidr: 0.0.0.0/0, except: [10.0.0.0/8]}']) {
        expect(ask(cluster(from, to, guard(`{from: [{ipBlock: ${block}}]}`)), 'client', 'server:80')).toMatchObject({
          verdict: 'denied',
          assumptions: ['an ipBlock is taken not to match pods that have no address yet'],
        });
      }
    });

    it('not on a dataplane where an ipBlock matches no pod', () => {
      const engine = clusterWith(profileOf('cilium'), from, to, blocks('0.0.0.0/0', '::/0'));
      expect(verdict(engine, 'client', 'server:80')).toBe('denied');
    });
  });

  it('14. a named port may be a sidecar’s; a plain init container has ended before anybody connects', () => {
    const init = (restartPolicy?: string) => [{ name: 'side', restartPolicy, ports: [containerPort('metrics:9090')] }];
    const engineOf = (restartPolicy?: string) =>
      cluster(client, pod('shop/server', { initContainers: init(restartPolicy) }), guard('{ports: [{port: metrics}]}'));
    expect(verdict(engineOf('Always'), 'client', 'server:9090')).toBe('allowed');
    expect(verdict(engineOf(), 'client', 'server:9090')).toBe('denied');
  });
});

describe('ports', () => {
  const on = (ports: string, target: string) =>
    verdict(cluster(client, server, guard(`{ports: ${ports}}`)), 'client', `server:${target}`);

  it('15. no ports are all ports of all protocols; an empty item is all ports of TCP', () => {
    for (const none of ['[]', 'null']) {
      expect(answers(['1', '65535/UDP', '9/SCTP'], (target) => on(none, target))).toEqual(['allowed']);
    }
    expect(on('[{}]', '65535')).toBe('allowed');
    expect(on('[{}]', '53/UDP')).toBe('denied');
  });

  it('16. a protocol without a port is all ports of that protocol', () => {
    expect(on('[{protocol: UDP}]', '53/UDP')).toBe('allowed');
    expect(on('[{protocol: UDP}]', '53/TCP')).toBe('denied');
  });

  it('17. a number is the pod’s own port, after any Service', () => {
    const front = service('shop/front', 'selector: {app: server}\nports: [{port: 80, targetPort: 8080}]');
    const behind = (port: number) => cluster(client, server, front, guard(`{ports: [{port: ${port}}]}`));
    expect(verdict(behind(8080), 'client', 'svc/front:80')).toBe('allowed');
    expect(verdict(behind(80), 'client', 'svc/front:80')).toBe('denied');
  });

  it('18. a named port is looked up in each destination, by name and protocol', () => {
    const rule = guard('{ports: [{port: http}]}');
    const udp = cluster(client, pod('shop/server', { ports: ['http:8080/UDP'] }), rule);
    expect(verdict(udp, 'client', 'server:8080')).toBe('denied');
    expect(verdict(udp, 'client', 'server:8080/UDP')).toBe('denied');
    const several = cluster(client, pod('shop/server', { ports: ['http:80', 'http:8080', 'web:81'] }), rule);
    expect(verdict(several, 'client', 'server:80')).toBe('allowed');
    expect(verdict(several, 'client', 'server:8080')).toBe('allowed');
    expect(verdict(several, 'client', 'server:81')).toBe('denied');
  });

  it('18. on egress it is the peer’s, and nobody’s outside of the cluster', () => {
    const engine = cluster(
      client,
      pod('shop/a', { ports: ['http:80'] }),
      pod('shop/b', { ports: ['http:8080'] }),
      policy('shop/p', 'podSelector: {matchLabels: {app: client}}\negress: [{ports: [{port: http}]}]'),
    );
    expect(verdict(engine, 'client', 'a:80')).toBe('allowed');
    expect(verdict(engine, 'client', 'b:80')).toBe('denied');
    expect(verdict(engine, 'client', 'b:8080')).toBe('allowed');
    expect(verdict(engine, 'client', '203.0.113.7:80')).toBe('denied');
  });

  it('18. digits in quotes are a name, which the API server rejects', () => {
    const { problems } = put(new PolicyEngine(), guard('{ports: [{port: "80"}]}'));
    expect(problems.map(({ message }) => message)).toEqual([
      'Invalid value: "80": must contain at least one letter (a-z)',
    ]);
  });

  it('19. endPort is inclusive', () => {
    const range = '[{port: 8000, endPort: 8002}]';
    expect(['7999', '8000', '8001', '8002', '8003'].map((port) => on(range, port))).toEqual([
      'denied',
      'allowed',
      'allowed',
      'allowed',
      'denied',
    ]);
    expect(on('[{port: 80, endPort: 80}]', '80')).toBe('allowed');
  });

  it('20. a protocol opens no other', () => {
    for (const protocol of ['TCP', 'UDP', 'SCTP']) {
      const opened = ['TCP', 'UDP', 'SCTP'].filter(
        (other) => on(`[{protocol: ${protocol}, port: 80}]`, `80/${other}`) === 'allowed',
      );
      expect(opened).toEqual([protocol]);
    }
  });

  it('21. what a container declares opens and closes nothing', () => {
    expect(verdict(cluster(client, server), 'client', 'server:9999')).toBe('allowed');
    expect(on('[{port: 9999}]', '9999')).toBe('allowed');
  });

  it('22. ICMP is no protocol that a policy can name, so that nobody can ask about it', () => {
    expect(() => verdict(cluster(client, server), 'client', 'server:1/ICMP')).toThrow('TCP, UDP or SCTP');
  });
});

describe('ipBlock', () => {
  const from = (block: string, source: string) =>
    verdict(cluster(server, guard(`{from: [{ipBlock: ${block}}]}`)), source, 'server:80');

  it('23. host bits do not matter, and leading zeros are decimal', () => {
    expect(from('{cidr: 192.168.242.213/24}', '192.168.242.1')).toBe('allowed');
    expect(from('{cidr: 010.0.0.0/8}', '10.1.2.3')).toBe('allowed');
    expect(from('{cidr: 010.0.0.0/8}', '8.1.2.3')).toBe('denied');
  });

  it('24. except takes addresses out of its own item only', () => {
    const block = 'ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}';
    const one = cluster(server, guard(`{from: [{${block}}]}`));
    expect(verdict(one, '10.0.255.255', 'server:80')).toBe('allowed');
    expect(verdict(one, '10.1.0.0', 'server:80')).toBe('denied');
    expect(verdict(one, '10.1.255.255', 'server:80')).toBe('denied');
    expect(verdict(one, '10.2.0.0', 'server:80')).toBe('allowed');
    const item = cluster(server, guard(`{from: [{${block}}, {ipBlock: {cidr: 10.1.2.3/32}}]}`));
    expect(verdict(item, '10.1.2.3', 'server:80')).toBe('allowed');
    const rule = cluster(server, guard(`{from: [{${block}}]}`, '{from: [{ipBlock: {cidr: 10.1.2.3/32}}]}'));
    expect(verdict(rule, '10.1.2.3', 'server:80')).toBe('allowed');
    const other = policy('shop/other', 'ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]');
    expect(verdict(cluster(server, guard(`{from: [{${block}}]}`), other), '10.1.2.3', 'server:80')).toBe('allowed');
  });

  it('25. ipBlock and a selector in one item are rejected', () => {
    const { problems } = put(new PolicyEngine(), guard('{from: [{podSelector: {}, ipBlock: {cidr: 10.0.0.0/8}}]}'));
    expect(problems.map(({ message }) => message)).toEqual([
      'Forbidden: may not specify both ipBlock and another peer',
    ]);
  });

  it('26. an ipBlock matches the addresses of pods, but on dataplanes that say otherwise', () => {
    const shop = [pod('shop/client', { ips: ['10.0.0.1'] }), server, guard('{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}')];
    expect(verdict(cluster(...shop), 'client', 'server:80')).toBe('allowed');
    expect(verdict(clusterWith(profileOf('calico'), ...shop), 'client', 'server:80')).toBe('allowed');
    expect(verdict(clusterWith(profileOf('cilium'), ...shop), 'client', 'server:80')).toBe('denied');
  });

  it('27. 0.0.0.0/0 covers no IPv6, and ::/0 no IPv4', () => {
    expect(from('{cidr: 0.0.0.0/0}', '203.0.113.7')).toBe('allowed');
    expect(from('{cidr: 0.0.0.0/0}', '2001:db8::1')).toBe('denied');
    expect(from('{cidr: "::/0"}', '2001:db8::1')).toBe('allowed');
    expect(from('{cidr: "::/0"}', '203.0.113.7')).toBe('denied');
  });

  it('27. each family that both pods have is a path of its own', () => {
    const engine = cluster(
      pod('shop/client', { ips: ['10.0.0.1', 'fd00::1'] }),
      pod('shop/server', { ips: ['10.0.0.2', 'fd00::2'] }),
      pod('shop/old', { ips: ['10.0.0.3'] }),
      policy('shop/p', 'ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]'),
    );
    const dual = ask(engine, 'client', 'server:80');
    expect(dual?.pairs.map((pair) => [pair.family, pair.verdict])).toEqual([
      [4, 'allowed'],
      [6, 'denied'],
    ]);
    expect(dual?.verdict).toBe('denied');
    expect(ask(engine, 'client', 'old:80')?.pairs.map((pair) => [pair.family, pair.verdict])).toEqual([[4, 'allowed']]);
  });

  it('27. an IPv4-mapped IPv6 address is no IPv4 address', () => {
    expect(from('{cidr: 10.0.0.0/8}', '::ffff:10.0.0.1')).toBe('denied');
    expect(from('{cidr: "::ffff:0:0/96"}', '10.0.0.1')).toBe('denied');
    expect(from('{cidr: "::ffff:0:0/96"}', '::ffff:10.0.0.1')).toBe('allowed');
  });

  describe('28. egress through a Service is matched after its translation, or before it', () => {
    const front = (clusterIPs: string, port = 8080) =>
      service(
        'shop/front',
        `clusterIPs: ${clusterIPs}\nselector: {app: server}\nports: [{port: ${port}, targetPort: 8080}]`,
      );
    const pods = [
      pod('shop/client', { ips: ['10.0.0.1', 'fd00::1'] }),
      pod('shop/server', { ips: ['10.0.0.2', 'fd00::2'] }),
    ];
    const to = (block: string, port: number) =>
      policy(
        'shop/p',
        `podSelector: {matchLabels: {app: client}}\negress: [{to: [{ipBlock: ${block}}], ports: [{port: ${port}}]}]`,
      );

    it.each([
      { dataplane: 'kubernetes', service: 'implementation-defined', pod: 'implementation-defined' },
      { dataplane: 'calico', service: 'denied', pod: 'allowed' },
      { dataplane: 'aws-vpc-cni', service: 'allowed', pod: 'denied' },
    ] as const)('$dataplane', (expected) => {
      const ask = (block: string) =>
        verdict(
          clusterWith(profileOf(expected.dataplane), ...pods, front('[10.96.0.1]'), to(block, 8080)),
          'client',
          'svc/front:8080',
        );
      expect(ask('{cidr: 10.96.0.0/12}')).toBe(expected.service);
      expect(ask('{cidr: 10.0.0.0/16}')).toBe(expected.pod);
      expect(ask('{cidr: 10.0.0.0/8}')).toBe('allowed');
      expect(ask('{cidr: 192.0.2.0/24}')).toBe('denied');
    });

    it('the port is the one that goes with the address', () => {
      const engineOf = (name: string, port: number) =>
        clusterWith(profileOf(name), ...pods, front('[10.96.0.1]', 80), to('{cidr: 10.96.0.0/12}', port));
      expect(verdict(engineOf('aws-vpc-cni', 80), 'client', 'svc/front:80')).toBe('allowed');
      expect(verdict(engineOf('aws-vpc-cni', 8080), 'client', 'svc/front:80')).toBe('denied');
      expect(verdict(engineOf('kubernetes', 80), 'client', 'svc/front:80')).toBe('implementation-defined');
    });

    it('an address of the other family says nothing', () => {
      const dual = clusterWith(
        profileOf('aws-vpc-cni'),
        ...pods,
        front('[10.96.0.1, "fd00:96::1"]'),
        to('{cidr: 10.96.0.0/12}', 8080),
      );
      expect(ask(dual, 'client', 'svc/front:8080')?.pairs.map((pair) => [pair.family, pair.verdict])).toEqual([
        [4, 'allowed'],
        [6, 'denied'],
      ]);
    });
  });
});
