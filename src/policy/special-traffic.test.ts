import { describe, expect, it } from 'vitest';
import { ask, cluster, clusterWith, node, object, pod, policy, service, verdict } from '../../test/support/cluster.ts';
import { profileNamed } from './index.ts';

// Points 29 to 38 of the checklist of NetworkPolicy semantics, what stands before pods, and policies of other kinds.

const denyAll = policy('shop/deny-all', 'policyTypes: [Ingress, Egress]');
const front = (spec: string) => service('shop/front', `clusterIP: 10.96.0.1\n${spec}`);
const toServer = 'selector: {app: server}\nports: [{port: 80, targetPort: 8080}]';

function on(name: string) {
  const profile = profileNamed(name);
  if (profile === undefined) throw new Error(`no profile ${name}`);
  return { profile };
}

describe('traffic of a pod with itself and its node', () => {
  const server = pod('shop/server', { ips: ['10.0.0.1'], node: 'n1', hostIP: '192.0.2.1' });

  it('29. a pod always reaches itself at its own address', () => {
    const engine = cluster(server, denyAll);
    expect(ask(engine, 'server', 'server:8080')).toMatchObject({
      verdict: 'allowed',
      decisive: { ingress: { exempt: 'a pod always reaches itself' } },
    });
    expect(verdict(engine, 'server', '10.0.0.1:8080')).toBe('allowed');
  });

  it('30. through a Service it is up to the dataplane, unless policies allow it anyway', () => {
    const denied = [server, denyAll, front(toServer)];
    expect(ask(cluster(...denied), 'server', 'svc/front:80')).toMatchObject({
      verdict: 'implementation-defined',
      dependsOn: ['whether a pod that reaches itself through a Service is subject to policy'],
    });
    expect(verdict(clusterWith(on('cilium'), ...denied), 'server', 'svc/front:80')).toBe('allowed');
    expect(verdict(clusterWith(on('antrea'), ...denied), 'server', 'svc/front:80')).toBe('allowed');
    const allowed = [server, front(toServer), policy('shop/p', 'ingress: [{from: [{podSelector: {}}]}]')];
    expect(verdict(cluster(...allowed), 'server', 'svc/front:80')).toBe('allowed');
  });

  it('30. the other pods of the Service are none of its own', () => {
    const other = pod('shop/other', { labels: { app: 'server' } });
    const answer = ask(cluster(server, other, denyAll, front(toServer)), 'server', 'svc/front:80');
    expect(answer?.verdict).toBe('denied');
    expect(answer?.pairs.map((pair) => pair.verdict).sort()).toEqual(['denied', 'implementation-defined']);
  });

  it('31. the node on which a pod runs always reaches it, other nodes only as policies allow', () => {
    const engine = cluster(server, denyAll, node('n1', '192.0.2.1', '198.51.100.1'), node('n2', '192.0.2.2'));
    expect(verdict(engine, 'node/n1', 'server:8080')).toBe('allowed');
    expect(verdict(engine, '198.51.100.1', 'server:8080')).toBe('allowed');
    expect(verdict(engine, 'node/n2', 'server:8080')).toBe('denied');
    expect(verdict(engine, '192.0.2.2', 'server:8080')).toBe('denied');
  });

  it('31. the node is known by the address that the pod gives for its host, too', () => {
    const engine = cluster(server, denyAll);
    expect(verdict(engine, '192.0.2.1', 'server:8080')).toBe('allowed');
    expect(verdict(engine, '192.0.2.2', 'server:8080')).toBe('denied');
    expect(verdict(engine, 'server', '192.0.2.1:10250')).toBe('implementation-defined');
  });

  it('31. a pod to its own node is up to the dataplane; to another, to policies', () => {
    const engine = cluster(server, denyAll, node('n1', '192.0.2.1'), node('n2', '192.0.2.2'));
    expect(ask(engine, 'server', 'node/n1:10250')).toMatchObject({
      verdict: 'implementation-defined',
      dependsOn: ['whether traffic from a pod to its own node is subject to policy'],
    });
    expect(verdict(engine, 'server', 'node/n2:10250')).toBe('denied');
  });

  it('31. a node is matched by an ipBlock with its address, as an address outside of the cluster is', () => {
    const block = 'ingress: [{from: [{ipBlock: {cidr: 192.0.2.0/24}}]}]';
    const shop = [server, policy('shop/p', block), node('n2', '192.0.2.2')];
    expect(verdict(cluster(...shop), 'node/n2', 'server:80')).toBe('allowed');
    expect(verdict(clusterWith(on('cilium'), ...shop), 'node/n2', 'server:80')).toBe('denied');
  });
});

describe('32. hostNetwork pods', () => {
  const agent = pod('shop/agent', { hostNetwork: true, node: 'n1', ips: ['192.0.2.1'] });
  const server = pod('shop/server', { ips: ['10.0.0.1'], node: 'n2' });
  const neighbour = pod('shop/neighbour', { ips: ['10.0.0.2'], node: 'n1' });

  it('as subject: implementation-defined where a policy would deny, agreed where none would', () => {
    const isolated = cluster(agent, server, policy('shop/p', 'podSelector: {matchLabels: {app: agent}}'));
    expect(ask(isolated, 'server', 'agent:80')).toMatchObject({
      verdict: 'implementation-defined',
      dependsOn: ['whether the dataplane sees a hostNetwork pod as a pod or as its node'],
    });
    const open = policy('shop/p', 'podSelector: {matchLabels: {app: agent}}\ningress: [{}]');
    expect(verdict(cluster(agent, server, open), 'server', 'agent:80')).toBe('allowed');
    expect(verdict(clusterWith(on('calico'), agent, server, denyAll), 'agent', 'agent:80')).toBe('allowed');
  });

  const ofServer = (peer: string) =>
    policy('shop/p', `podSelector: {matchLabels: {app: server}}\ningress: [{from: [${peer}]}]`);

  it('as peer: a selector that takes it is implementation-defined, one that does not denies', () => {
    expect(verdict(cluster(agent, server, ofServer('{podSelector: {}}')), 'agent', 'server:80')).toBe(
      'implementation-defined',
    );
    expect(
      verdict(cluster(agent, server, ofServer('{podSelector: {matchLabels: {app: web}}}')), 'agent', 'server:80'),
    ).toBe('denied');
    const calico = clusterWith(on('calico'), agent, server, ofServer('{podSelector: {}}'));
    expect(verdict(calico, 'agent', 'server:80')).toBe('denied');
  });

  it('as peer: an ipBlock with its node’s address takes it in either reading', () => {
    const engine = cluster(agent, server, ofServer('{ipBlock: {cidr: 192.0.2.1/32}}'));
    expect(verdict(engine, 'agent', 'server:80')).toBe('allowed');
  });

  it('is its node to the pods beside it', () => {
    const neighbours = policy('shop/p', 'podSelector: {matchLabels: {app: neighbour}}');
    expect(verdict(cluster(agent, neighbour, neighbours), 'agent', 'neighbour:80')).toBe('implementation-defined');
    expect(verdict(clusterWith(on('calico'), agent, neighbour, neighbours), 'agent', 'neighbour:80')).toBe('allowed');
  });

  it('is denied where each reading denies it at another end', () => {
    // As a pod it may not leave; as a node no selector lets it in.
    const egress = policy('shop/q', 'podSelector: {matchLabels: {app: agent}}\npolicyTypes: [Egress]');
    const answer = ask(cluster(agent, server, egress, ofServer('{podSelector: {}}')), 'agent', 'server:80');
    expect(answer).toMatchObject({
      verdict: 'denied',
      dependsOn: [],
      decisive: { ingress: { verdict: 'implementation-defined' }, egress: { verdict: 'implementation-defined' } },
    });
  });
});

describe('the two ends', () => {
  const client = pod('web/client');
  const server = pod('shop/server');

  it('33. replies need no rule', () => {
    const engine = cluster(
      client,
      server,
      policy('web/p', 'policyTypes: [Ingress]'),
      policy('shop/p', 'ingress: [{from: [{namespaceSelector: {}}]}]\npolicyTypes: [Ingress, Egress]'),
    );
    expect(verdict(engine, 'client', 'server:80')).toBe('allowed');
    expect(verdict(engine, 'server', 'client:80')).toBe('denied');
  });

  it('34. the client’s egress and the server’s ingress must both allow', () => {
    const egress = (rules: string) => policy('web/p', `policyTypes: [Egress]\negress: [${rules}]`);
    const ingress = (rules: string) => policy('shop/p', `policyTypes: [Ingress]\ningress: [${rules}]`);
    const sides = (out: string, into: string) => {
      const answer = ask(cluster(client, server, egress(out), ingress(into)), 'client', 'server:80');
      return [answer?.decisive.egress.verdict, answer?.decisive.ingress.verdict, answer?.verdict];
    };
    expect(sides('{}', '{}')).toEqual(['allowed', 'allowed', 'allowed']);
    expect(sides('', '{}')).toEqual(['denied', 'allowed', 'denied']);
    expect(sides('{}', '')).toEqual(['allowed', 'denied', 'denied']);
    expect(sides('', '')).toEqual(['denied', 'denied', 'denied']);
  });

  it('34. a policy of another namespace never selects a pod', () => {
    expect(
      verdict(cluster(client, server, policy('ops/p', 'policyTypes: [Ingress, Egress]')), 'client', 'server:80'),
    ).toBe('allowed');
  });

  it('35. outside of the cluster nothing is policed: one side decides alone', () => {
    const engine = cluster(
      client,
      server,
      policy('shop/p', 'policyTypes: [Ingress]'),
      policy('web/p', 'policyTypes: [Egress]'),
    );
    expect(verdict(engine, '203.0.113.7', 'server:80')).toBe('denied');
    expect(verdict(engine, 'server', '203.0.113.7:80')).toBe('allowed');
    expect(verdict(engine, '203.0.113.7', 'client:80')).toBe('allowed');
    expect(verdict(engine, 'client', '203.0.113.7:80')).toBe('denied');
    expect(verdict(engine, '203.0.113.7', '203.0.113.8:80')).toBe('allowed');
  });

  it('36. DNS is not special', () => {
    const dns = [
      pod('kube-system/coredns', { labels: { 'k8s-app': 'kube-dns' }, ports: ['dns:53/UDP'] }),
      service(
        'kube-system/kube-dns',
        'selector: {k8s-app: kube-dns}\nports: [{name: dns, port: 53, protocol: UDP, targetPort: dns}]',
      ),
    ];
    const only = (rule: string) => policy('web/p', `policyTypes: [Egress]\negress: [${rule}]`);
    const toDns = 'kube-dns.kube-system:53/UDP';
    expect(verdict(cluster(client, ...dns, only('{to: [{podSelector: {}}]}')), 'client', toDns)).toBe('denied');
    expect(verdict(cluster(client, ...dns, only('{ports: [{port: 53, protocol: UDP}]}')), 'client', toDns)).toBe(
      'allowed',
    );
    expect(verdict(cluster(client, ...dns, only('{ports: [{port: 53}]}')), 'client', toDns)).toBe('denied');
  });

  it('37. the API server is reached at the endpoint of its Service, which has no selector', () => {
    const kubernetes = [
      service('default/kubernetes', 'clusterIP: 10.96.0.1\nports: [{name: https, port: 443, targetPort: 6443}]'),
      `{apiVersion: v1, kind: Endpoints, metadata: {name: kubernetes, namespace: default}, subsets: [{addresses: [{ip: 192.0.2.10}], ports: [{name: https, port: 6443}]}]}`,
    ];
    const to = (cidr: string, port: number) =>
      verdict(
        clusterWith(
          on('calico'),
          client,
          ...kubernetes,
          policy('web/p', `egress: [{to: [{ipBlock: {cidr: ${cidr}}}], ports: [{port: ${port}}]}]`),
        ),
        'client',
        'kubernetes.default.svc:443',
      );
    expect(to('192.0.2.10/32', 6443)).toBe('allowed');
    expect(to('192.0.2.10/32', 443)).toBe('denied');
    expect(to('10.96.0.1/32', 443)).toBe('denied');
  });
});

describe('what stands before pods', () => {
  const client = pod('shop/client', { ips: ['10.0.0.9'] });
  const server = pod('shop/server', { ips: ['10.0.0.1'], ports: ['http:8080'] });
  const only = (port: number | string) =>
    policy('shop/p', `podSelector: {matchLabels: {app: server}}\ningress: [{ports: [{port: ${port}}]}]`);
  const slice = (endpoints: string, port = '{name: "", port: 8080}') =>
    `{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: front-x, namespace: shop, labels: {kubernetes.io/service-name: front}}, endpoints: ${endpoints}, ports: [${port}]}`;

  it('a targetPort may be a name, which is another number in each pod', () => {
    const named = front('selector: {tier: web}\nports: [{port: 80, targetPort: http}]');
    const a = pod('shop/a', { labels: { tier: 'web', app: 'server' }, ports: ['http:8080'] });
    const b = pod('shop/b', { labels: { tier: 'web', app: 'server' }, ports: ['http:9090'] });
    expect(
      ask(cluster(client, a, b, named, only(8080)), 'client', 'svc/front:80')?.pairs.map((pair) => [
        pair.port,
        pair.verdict,
      ]),
    ).toEqual([
      [8080, 'allowed'],
      [9090, 'denied'],
    ]);
    expect(verdict(cluster(client, a, b, named, only('http')), 'client', 'svc/front:80')).toBe('allowed');
  });

  it('a targetPort that is a name leads to the first container port of that name', () => {
    const twice = pod('shop/server', { ports: ['http:8080', 'http:9090'] });
    const named = front('selector: {app: server}\nports: [{port: 80, targetPort: http}]');
    expect(ask(cluster(client, twice, named), 'client', 'svc/front:80')?.pairs.map((pair) => pair.port)).toEqual([
      8080,
    ]);
  });

  it('a headless Service translates nothing', () => {
    const headless = service('shop/front', `clusterIP: None\n${toServer}`);
    expect(verdict(cluster(client, server, headless, only(80)), 'client', 'svc/front:80')).toBe('allowed');
    expect(verdict(cluster(client, server, headless, only(8080)), 'client', 'svc/front:80')).toBe('denied');
    expect(verdict(cluster(client, server, headless, only(80)), 'server', 'svc/front:80')).toBe('allowed');
  });

  it('a Service without a selector leads where its EndpointSlices say', () => {
    const bare = front('ports: [{port: 80}]');
    const external = policy(
      'shop/p',
      'podSelector: {matchLabels: {app: client}}\negress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}]',
    );
    const outside = [client, bare, external, slice('[{addresses: [203.0.113.7]}]')];
    expect(verdict(clusterWith(on('calico'), ...outside), 'client', 'svc/front:80')).toBe('allowed');
    const byReference = slice('[{addresses: [10.0.0.1], targetRef: {kind: Pod, name: server}}]');
    expect(verdict(cluster(client, server, bare, only(8080), byReference), 'client', 'svc/front:80')).toBe('allowed');
    const byAddress = slice('[{addresses: [10.0.0.1]}]');
    expect(ask(cluster(client, server, bare, only(80), byAddress), 'client', 'svc/front:80')).toMatchObject({
      verdict: 'denied',
      decisive: { to: { pod: { name: 'server' } }, port: 8080 },
    });
  });

  it('a headless Service without a selector leads there at the port that is dialled', () => {
    const headless = service('shop/front', 'clusterIP: None\nports: [{name: http, port: 80}]');
    const answer = ask(
      cluster(client, headless, slice('[{addresses: [203.0.113.7]}]', '{name: http, port: 8080}')),
      'client',
      'svc/front:9000',
    );
    expect(answer?.pairs.map((pair) => pair.port)).toEqual([9000]);
  });

  it('an ExternalName is the name that it stands for', () => {
    const alias = (name: string) => service('shop/alias', `type: ExternalName\nexternalName: ${name}`);
    expect(
      verdict(
        cluster(client, server, front(toServer), alias('front.shop.svc.cluster.local'), only(8080)),
        'client',
        'svc/alias:80',
      ),
    ).toBe('allowed');
    expect(verdict(cluster(client, alias('example.com')), 'client', 'svc/alias:443')).toBe('allowed');
    const closed = policy('shop/p', 'egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}]');
    expect(ask(cluster(client, alias('example.com'), closed), 'client', 'svc/alias:443')).toMatchObject({
      verdict: 'implementation-defined',
      dependsOn: ['the addresses of example.com'],
    });
    expect(verdict(cluster(client, alias('example.com'), denyAll), 'client', 'svc/alias:443')).toBe('denied');
  });
});

describe('policies of kinds that are not evaluated', () => {
  const client = pod('shop/client');
  const server = pod('shop/server');
  const calico = (action: string) =>
    object(
      'projectcalico.org/v3',
      'GlobalNetworkPolicy',
      'any',
      `selector: app == "server"\ntypes: [Ingress]\ningress: [{action: ${action}}]`,
    );
  const mayDeny = object('security.istio.io/v1', 'AuthorizationPolicy', 'shop/any', 'rules: [{}]');
  const guard = policy('shop/guard', 'podSelector: {matchLabels: {app: server}}');

  it('leave an answer open that they may change', () => {
    const answer = ask(cluster(client, server, calico('Allow')), 'client', 'server:80');
    expect(answer).toMatchObject({
      verdict: 'implementation-defined',
      dependsOn: ['GlobalNetworkPolicy any, a kind that netwhy does not evaluate'],
      decisive: { ingress: { verdict: 'implementation-defined' }, egress: { verdict: 'allowed' } },
    });
    expect(verdict(cluster(client, server, calico('Allow'), guard), 'client', 'server:80')).toBe(
      'implementation-defined',
    );
  });

  it('leave the answers about pods alone that they do not select', () => {
    expect(verdict(cluster(client, server, calico('Allow')), 'server', 'client:80')).toBe('allowed');
  });

  it('cannot open what is denied where they only deny', () => {
    expect(verdict(cluster(client, server, calico('Deny'), guard), 'client', 'server:80')).toBe('denied');
    expect(verdict(cluster(client, server, mayDeny, guard), 'client', 'server:80')).toBe('denied');
    expect(verdict(cluster(client, server, mayDeny), 'client', 'server:80')).toBe('implementation-defined');
  });

  it('do not matter where the other end denies for certain', () => {
    const egress = policy('shop/closed', 'podSelector: {matchLabels: {app: client}}\npolicyTypes: [Egress]');
    expect(ask(cluster(client, server, calico('Allow'), egress), 'client', 'server:80')).toMatchObject({
      verdict: 'denied',
      dependsOn: [],
    });
  });

  it('may guard a hostNetwork pod, which no NetworkPolicy does', () => {
    const agent = pod('shop/agent', { hostNetwork: true, node: 'n1', ips: ['192.0.2.1'] });
    const hosts = object(
      'cilium.io/v2',
      'CiliumClusterwideNetworkPolicy',
      'hosts',
      'nodeSelector: {}\ningress: [{fromEntities: [cluster]}]',
    );
    expect(verdict(clusterWith(on('cilium'), client, agent, hosts), 'client', 'agent:80')).toBe(
      'implementation-defined',
    );
    expect(verdict(clusterWith(on('cilium'), client, agent), 'client', 'agent:80')).toBe('allowed');
  });

  it('have no say over a pod that reaches itself', () => {
    expect(verdict(cluster(server, calico('Deny')), 'server', 'server:80')).toBe('allowed');
  });
});
