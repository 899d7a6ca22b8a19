import { describe, expect, it } from 'vitest';
import { ask, cluster, clusterWith, node, pod, policy, service, verdict } from '../../test/support/cluster.ts';
import { clientsOf, nearMissesOf, parseReference, profileNamed, resolveReference } from './index.ts';

// Point 28 of the checklist of NetworkPolicy semantics: what a Service does to a connection on its way to a pod.

const nodes = [node('n1', '192.0.2.1'), node('n2', '192.0.2.2'), node('n3', '192.0.2.3')];
const server = pod('shop/server', { ips: ['10.0.1.1'], node: 'n1' });
const client = pod('shop/client', { ips: ['10.0.2.1'], node: 'n2' });
const ports = 'selector: {app: server}\nports: [{port: 80, targetPort: 8080, nodePort: 30080}]';
const front = (spec: string) => service('shop/front', `clusterIP: 10.96.0.1\n${ports}\n${spec}`);
const balancer = (spec = '') =>
  `${service('shop/front', `type: LoadBalancer\nclusterIP: 10.96.0.1\nexternalIPs: [198.51.100.1]\n${ports}\n${spec}`)}\nstatus: {loadBalancer: {ingress: [{ip: 203.0.113.9}]}}`;
const guard = (from: string) =>
  policy('shop/guard', `podSelector: {matchLabels: {app: server}}\ningress: [{from: [${from}]}]`);
const nobody = policy('shop/guard', 'podSelector: {matchLabels: {app: server}}');
const outside = '198.51.100.77';
const clause =
  "whether Service shop/front shows its pods the client's address or a node's (externalTrafficPolicy: Cluster)";

describe('a node port with externalTrafficPolicy Cluster', () => {
  const shop = [...nodes, server, client, front('type: NodePort')];

  it('may show the pod the node that is dialled in place of the client', () => {
    const ofClient = cluster(...shop, guard('{podSelector: {}}'));
    expect(ask(ofClient, 'client', 'node/n3:30080')).toMatchObject({
      verdict: 'implementation-defined',
      dependsOn: [clause],
      decisive: { ingress: { verdict: 'implementation-defined' }, egress: { verdict: 'allowed' } },
    });
  });

  it('is answered where the client and the node are treated alike', () => {
    expect(verdict(cluster(...shop), outside, 'node/n3:30080')).toBe('allowed');
    expect(verdict(cluster(...shop, nobody), outside, 'node/n3:30080')).toBe('denied');
    const both = guard('{ipBlock: {cidr: 192.0.2.3/32}}, {ipBlock: {cidr: 198.51.100.0/24}}');
    expect(verdict(cluster(...shop, both), outside, 'node/n3:30080')).toBe('allowed');
    expect(verdict(cluster(...shop, both), outside, 'node/n2:30080')).toBe('implementation-defined');
  });

  it('at the node of the pod itself, may come in as that node always does', () => {
    expect(verdict(cluster(...shop, nobody), outside, 'node/n1:30080')).toBe('implementation-defined');
  });

  it('may be the node of a pod of which the node is not known', () => {
    const anywhere = pod('shop/server', { ips: ['10.0.1.1'] });
    expect(verdict(cluster(...nodes, anywhere, front('type: NodePort'), nobody), outside, 'node/n3:30080')).toBe(
      'implementation-defined',
    );
  });

  it('leaves what the client’s own egress says alone', () => {
    const closed = policy('shop/closed', 'podSelector: {matchLabels: {app: client}}\npolicyTypes: [Egress]');
    expect(ask(cluster(...shop, nobody, closed), 'client', 'node/n1:30080')).toMatchObject({
      verdict: 'denied',
      dependsOn: [],
    });
  });
});

describe('egress to a node port', () => {
  const shop = [...nodes, server, client, front('type: NodePort')];
  const out = (to: string) =>
    policy('shop/out', `podSelector: {matchLabels: {app: client}}\npolicyTypes: [Egress]\negress: [${to}]`);
  const toPod = out('{to: [{podSelector: {matchLabels: {app: server}}}], ports: [{port: 8080}]}');
  const toNode = out('{to: [{ipBlock: {cidr: 192.0.2.3/32}}], ports: [{port: 30080}]}');
  const on = (profile: string, ...documents: readonly string[]) =>
    clusterWith({ profile: profileNamed(profile)! }, ...documents);

  it('of another node may be seen as dialled, or as what it is translated to', () => {
    const depends = ['whether egress rules see the node of which the port is dialled, or the pod behind that port'];
    for (const policies of [toPod, toNode]) {
      const answer = ask(cluster(...shop, policies), 'client', 'node/n3:30080');
      expect(answer).toMatchObject({ verdict: 'implementation-defined', dependsOn: depends });
    }
    expect(verdict(cluster(...shop, toNode), 'client', '192.0.2.3:30080')).toBe('implementation-defined');
    const either = out('{ports: [{port: 8080}, {port: 30080}]}');
    expect(verdict(cluster(...shop, either), 'client', 'node/n3:30080')).toBe('allowed');
  });

  it('of another node is that node’s where kube-proxy translates it, and the number is the node’s own', () => {
    expect(verdict(on('calico', ...shop, toPod), 'client', 'node/n3:30080')).toBe('denied');
    expect(verdict(on('calico', ...shop, toNode), 'client', 'node/n3:30080')).toBe('allowed');
    expect(verdict(on('calico', ...shop, toNode), 'client', 'node/n1:30080')).toBe('denied');
    const podPort = out('{to: [{ipBlock: {cidr: 192.0.2.3/32}}], ports: [{port: 8080}]}');
    expect(verdict(on('calico', ...shop, podPort), 'client', 'node/n3:30080')).toBe('denied');
  });

  it('of the client’s own node is translated there, before policies or after them', () => {
    expect(verdict(on('calico', ...shop, toPod), 'client', 'node/n2:30080')).toBe('allowed');
    expect(verdict(on('calico', ...shop, toNode), 'client', 'node/n2:30080')).toBe('denied');
    const toOwn = out('{to: [{ipBlock: {cidr: 192.0.2.2/32}}], ports: [{port: 30080}]}');
    expect(verdict(on('aws-vpc-cni', ...shop, toOwn), 'client', 'node/n2:30080')).toBe('allowed');
    expect(verdict(on('aws-vpc-cni', ...shop, toPod), 'client', 'node/n3:30080')).toBe('denied');
  });

  it('may be of the client’s own node, where that is not known', () => {
    const anywhere = pod('shop/client', { ips: ['10.0.2.1'] });
    const engine = on('calico', ...nodes, server, anywhere, front('type: NodePort'), toNode);
    expect(verdict(engine, 'client', 'node/n3:30080')).toBe('implementation-defined');
  });

  it('is opened by a rule for the node, or for both that may be seen', () => {
    const nothing = out('');
    const cureOn = (profile: string) => {
      const engine = on(profile, ...shop, nothing);
      const [first] = nearMissesOf(engine, ask(engine, 'client', 'node/n3:30080')!.decisive);
      return first?.gaps[0];
    };
    expect(cureOn('calico')).toMatchObject({ missing: 'an egress rule to node/n3 on port 30080/TCP' });
    for (const profile of ['calico', 'kubernetes']) {
      const cured = out(cureOn(profile)!.instead!.replace(/^- /, ''));
      expect(verdict(on(profile, ...shop, cured), 'client', 'node/n3:30080')).toBe('allowed');
    }
  });
});

describe('a node port with externalTrafficPolicy Local', () => {
  const shop = [...nodes, server, client, front('type: NodePort\nexternalTrafficPolicy: Local')];

  it('keeps the client’s address', () => {
    expect(verdict(cluster(...shop, guard('{ipBlock: {cidr: 198.51.100.0/24}}')), outside, 'node/n1:30080')).toBe(
      'allowed',
    );
    expect(verdict(cluster(...shop, nobody), outside, 'node/n1:30080')).toBe('denied');
  });

  it('leads nowhere on a node that has no pod of it', () => {
    expect(ask(cluster(...shop), outside, 'node/n2:30080')).toMatchObject({
      verdict: 'denied',
      decisive: { refusedBy: 'externalTrafficPolicy of Service shop/front is Local, and no pod of it runs on node n2' },
    });
  });

  it('chooses among the pods of the node alone, but for what comes from pods and the node itself', () => {
    const second = pod('shop/second', { labels: { app: 'server' }, ips: ['10.0.3.1'], node: 'n3' });
    const engine = cluster(...shop, second);
    const reached = (from: string) =>
      ask(engine, from, 'node/n1:30080')?.pairs.map(({ to }) => to.kind === 'pod' && to.pod.name);
    expect(reached(outside)).toEqual(['server']);
    expect(reached('node/n2')).toEqual(['server']);
    expect(reached('client')).toEqual(['second', 'server']);
    expect(reached('node/n1')).toEqual(['second', 'server']);
  });
});

describe('a load balancer', () => {
  it('that is dialled from outside may come in by any node, the pod’s own among them', () => {
    const shop = [...nodes, server, balancer()];
    expect(verdict(cluster(...shop), outside, '203.0.113.9:80')).toBe('allowed');
    expect(verdict(cluster(...shop, guard('{ipBlock: {cidr: 0.0.0.0/0}}')), outside, '203.0.113.9:80')).toBe('allowed');
    expect(ask(cluster(...shop, nobody), outside, '203.0.113.9:80')).toMatchObject({
      verdict: 'implementation-defined',
      dependsOn: [clause],
    });
    const allButOne = guard('{ipBlock: {cidr: 0.0.0.0/0, except: [192.0.2.2/32]}}');
    expect(verdict(cluster(...shop, allButOne), outside, '203.0.113.9:80')).toBe('implementation-defined');
  });

  it('may come in by any address where no node is known', () => {
    const open = guard('{ipBlock: {cidr: 198.51.100.0/24}}');
    expect(verdict(cluster(server, balancer(), open), outside, '203.0.113.9:80')).toBe('implementation-defined');
    expect(verdict(cluster(server, balancer(), guard('{ipBlock: {cidr: 0.0.0.0/0}}')), outside, '203.0.113.9:80')).toBe(
      'allowed',
    );
  });

  it('keeps the client’s address with externalTrafficPolicy Local', () => {
    const shop = [...nodes, server, balancer('externalTrafficPolicy: Local')];
    const ofOutside = guard('{ipBlock: {cidr: 198.51.100.0/24}}');
    expect(verdict(cluster(...shop, ofOutside), outside, '203.0.113.9:80')).toBe('allowed');
    expect(verdict(cluster(...shop, ofOutside), '192.0.2.99', '203.0.113.9:80')).toBe('denied');
  });

  it('that is named by a client outside is dialled at its address', () => {
    expect(verdict(cluster(...nodes, server, balancer(), nobody), outside, 'svc/front:80')).toBe(
      'implementation-defined',
    );
    expect(verdict(cluster(...nodes, server, front(''), nobody), outside, 'svc/front:80')).toBe('denied');
  });

  it('that is dialled from inside is the node of the client: it does not get out first', () => {
    const elsewhere = [...nodes, server, client, balancer(), nobody];
    expect(verdict(cluster(...elsewhere), 'client', '203.0.113.9:80')).toBe('denied');
    expect(verdict(cluster(...elsewhere), 'client', '198.51.100.1:80')).toBe('denied');
    const beside = pod('shop/client', { ips: ['10.0.1.2'], node: 'n1' });
    expect(verdict(cluster(...nodes, server, beside, balancer(), nobody), 'client', '203.0.113.9:80')).toBe(
      'implementation-defined',
    );
  });

  it('is seen at its address by a dataplane that filters before it is translated', () => {
    const egress = (cidr: string) =>
      policy('shop/out', `podSelector: {matchLabels: {app: client}}\negress: [{to: [{ipBlock: {cidr: ${cidr}}}]}]`);
    const ask = (cidr: string) =>
      verdict(cluster(...nodes, server, client, balancer(), egress(cidr)), 'client', '203.0.113.9:80');
    expect(ask('203.0.113.9/32')).toBe('implementation-defined');
    expect(ask('10.96.0.1/32')).toBe('denied');
  });

  const limited = [...nodes, server, client, balancer('loadBalancerSourceRanges: [198.51.100.0/24]')];

  it('takes the clients of its source ranges only', () => {
    expect(verdict(cluster(...limited), outside, '203.0.113.9:80')).toBe('allowed');
    expect(ask(cluster(...limited), '192.0.2.99', '203.0.113.9:80')).toMatchObject({
      verdict: 'denied',
      decisive: {
        refusedBy: 'loadBalancerSourceRanges of Service shop/front (198.51.100.0/24) do not hold 192.0.2.99',
        ingress: { verdict: 'allowed' },
      },
    });
    const answer = ask(cluster(...limited), '198.51.96.0/21', '203.0.113.9:80');
    expect(answer?.pairs.map((pair) => pair.verdict)).toEqual(['denied', 'allowed', 'denied']);
  });

  it('takes clients inside of the cluster as the dataplane likes', () => {
    expect(ask(cluster(...limited), 'client', '203.0.113.9:80')).toMatchObject({
      verdict: 'implementation-defined',
      dependsOn: [
        'whether loadBalancerSourceRanges of Service shop/front (198.51.100.0/24) are for clients inside of the cluster too',
      ],
    });
    expect(verdict(cluster(...limited), 'client', 'svc/front:80')).toBe('allowed');
  });
});

describe('internalTrafficPolicy Local', () => {
  const local = front('internalTrafficPolicy: Local');
  const beside = pod('shop/beside', { labels: { app: 'server' }, ips: ['10.0.2.2'], node: 'n2' });

  it('leads to the pods of the client’s node alone', () => {
    const answer = ask(cluster(...nodes, server, beside, client, local), 'client', 'svc/front:80');
    expect(answer?.pairs).toMatchObject([{ verdict: 'allowed', to: { pod: { name: 'beside' } } }]);
  });

  it('leads nowhere where there is none, whatever policies say', () => {
    expect(ask(cluster(...nodes, server, client, local), 'client', 'svc/front:80')).toMatchObject({
      verdict: 'denied',
      decisive: { refusedBy: 'internalTrafficPolicy of Service shop/front is Local, and no pod of it runs on node n2' },
    });
  });

  it('is assumed to be met where the nodes are not known', () => {
    const unplaced = [pod('shop/server'), pod('shop/client'), local];
    expect(ask(cluster(...unplaced), 'client', 'svc/front:80')).toMatchObject({
      verdict: 'allowed',
      assumptions: [
        'internalTrafficPolicy of Service shop/front is Local: its pods are taken to run on the node where that matters',
      ],
    });
  });
});

describe('an ExternalName', () => {
  const alias = (name: string, to: string) => service(`shop/${name}`, `type: ExternalName\nexternalName: ${to}`);

  it('may stand for another one', () => {
    const chain = [alias('a', 'b.shop.svc.cluster.local'), alias('b', 'front.shop.svc'), front('')];
    expect(verdict(cluster(server, client, ...chain), 'client', 'svc/a:80')).toBe('allowed');
    expect(verdict(cluster(server, client, ...chain, nobody), 'client', 'svc/a:80')).toBe('denied');
  });

  it('may stand for a pod of a headless Service', () => {
    const headless = service('shop/db', 'clusterIP: None\nselector: {app: server}\nports: [{port: 80}]');
    const engine = cluster(server, client, headless, alias('a', 'server.db.shop.svc.cluster.local'), nobody);
    expect(verdict(engine, 'client', 'svc/a:5432')).toBe('denied');
  });

  it('that goes round in a circle leads nowhere', () => {
    const circle = cluster(client, alias('a', 'b.shop.svc.cluster.local'), alias('b', 'a.shop.svc.cluster.local'));
    expect(ask(circle, 'client', 'svc/a:80')).toBeUndefined();
  });
});

describe('a Service as a client', () => {
  it('is the pods behind it', () => {
    const engine = cluster(server, front(''));
    const clients = clientsOf(engine, resolveReference(engine.cluster, parseReference('svc/front')));
    expect(clients).toMatchObject([{ pod: { name: 'server' } }]);
  });
});
