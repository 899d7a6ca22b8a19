import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ask, clusterWith, node, pod, policy, service } from '../../../test/support/cluster.ts';
import { formatPath } from '../../model/fields.ts';
import type { JsonObject } from '../../model/manifest.ts';
import { describeGap, type NearMiss, nearMissesOf, profileNamed } from '../index.ts';

const client = pod('web/client', { ips: ['10.0.1.1'], node: 'n1' });
const server = pod('shop/server', { ips: ['10.0.2.1'], ports: ['http:8080'], node: 'n2' });
const front = service(
  'shop/front',
  'clusterIP: 10.96.0.10\nselector: {app: server}\nports: [{port: 80, targetPort: 8080}]',
);

function on(dataplane: string, ...documents: readonly string[]) {
  const profile = profileNamed(dataplane);
  return clusterWith(profile === undefined ? {} : { profile }, ...documents);
}

/** The near misses from `client` with this egress rule, or rules, on it. */
function egressMisses(dataplane: string, to: string, rules: string, ...more: readonly string[]): readonly NearMiss[] {
  const guard = policy('web/guard', `policyTypes: [Egress]\negress: [${rules}]`);
  const engine = on(dataplane, client, server, front, guard, ...more);
  const answer = ask(engine, 'client', to);
  expect(answer?.verdict).toBe('denied');
  return nearMissesOf(engine, answer!.decisive);
}

function gapsOf(miss: NearMiss | undefined) {
  return miss?.gaps.map((gap) => [gap.kind, formatPath(gap.path), describeGap(gap), gap.instead]);
}

function absentOf(found: readonly NearMiss[]) {
  return found.flatMap(({ gaps }) => gaps).find(({ kind }) => kind === 'no-rule');
}

describe('where egress rules see a Service in place of the pod behind it', () => {
  const block = (cidr: string, port: number | string) => `{to: [{ipBlock: {cidr: ${cidr}}}], ports: [{port: ${port}}]}`;
  const closest = (rules: string) => gapsOf(egressMisses('aws-vpc-cni', 'front.shop:80', rules)[0]);

  it('a block that holds its address wants its port', () => {
    expect(closest(block('10.96.0.0/16', 8080))).toEqual([
      [
        'service-port',
        'spec.egress[0].ports[0].port',
        'port 80: 8080 is the port of shop/server, and on aws-vpc-cni an ipBlock meets the port of Service shop/front',
        'port: 80',
      ],
    ]);
    expect(closest(block('10.96.0.0/16', 'http'))).toEqual([
      ['named-port', 'spec.egress[0].ports[0].port', 'port 80/TCP: "http" is 8080/TCP in shop/server', 'port: 80'],
    ]);
  });

  it('a block that holds the pod’s address wants that of the Service', () => {
    const why = "on aws-vpc-cni an ipBlock meets the Service's address, not that of shop/server";
    expect(closest(block('10.0.2.0/24', 80))).toEqual([
      [
        'range',
        'spec.egress[0].to[0].ipBlock.cidr',
        `10.96.0.10 (Service shop/front) is not in 10.0.2.0/24: ${why}`,
        undefined,
      ],
    ]);
    expect(closest('{to: [{ipBlock: {cidr: 10.96.0.0/16, except: [10.96.0.10/32]}}]}')).toEqual([
      ['except', 'spec.egress[0].to[0].ipBlock.except[0]', `\`except\` takes 10.96.0.10 out again: ${why}`, undefined],
    ]);
  });

  it('a selector takes the pod, by its own port', () => {
    expect(closest('{to: [{namespaceSelector: {}}], ports: [{port: 80}]}')?.[0]?.slice(2)).toEqual([
      "port 8080: 80 is the port of Service shop/front, and policies see the pod's own",
      'port: 8080',
    ]);
  });

  it('ingress rules see the pod all the same', () => {
    const guard = policy('shop/guard', 'ingress: [{from: [{ipBlock: {cidr: 10.0.1.0/24}}], ports: [{port: 80}]}]');
    const engine = on('aws-vpc-cni', client, server, front, guard);
    const [miss] = nearMissesOf(engine, ask(engine, 'client', 'front.shop:80')!.decisive);
    expect(gapsOf(miss)?.[0]?.at(-1)).toBe('port: 8080');
  });

  it('a missing rule to what is no pod takes the Service, or both where it is open which', () => {
    const slice =
      '{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: db-x, namespace: shop, labels: {kubernetes.io/service-name: db}}, endpoints: [{addresses: [203.0.113.7]}], ports: [{name: "", port: 5432}]}';
    const db = [service('shop/db', 'clusterIP: 10.96.0.20\nports: [{port: 80}]'), slice];
    const right = (dataplane: string) => absentOf(egressMisses(dataplane, 'db.shop:80', '', ...db))?.instead;
    expect(right('calico')).toBe('- {to: [{ipBlock: {cidr: 203.0.113.7/32}}], ports: [{port: 5432, protocol: TCP}]}');
    expect(right('aws-vpc-cni')).toBe('- {to: [{ipBlock: {cidr: 10.96.0.20/32}}], ports: [{port: 80, protocol: TCP}]}');
    expect(right('kubernetes')).toBe(
      '- {to: [{ipBlock: {cidr: 203.0.113.7/32}}, {ipBlock: {cidr: 10.96.0.20/32}}], ports: [{port: 5432, protocol: TCP}, {port: 80, protocol: TCP}]}',
    );
  });

  it('no port is offered where it is open which of them a block meets', () => {
    const rule = '{to: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: 9999}]}';
    const cures = (dataplane: string) =>
      gapsOf(egressMisses(dataplane, 'front.shop:80', rule)[0])?.map((gap) => gap.at(-1));
    expect(cures('calico')).toEqual(['port: 8080']);
    expect(cures('aws-vpc-cni')).toEqual(['port: 80']);
    expect(cures('kubernetes')).toEqual([undefined]);
  });
});

describe('where no ipBlock takes a node', () => {
  const worker = node('n3', '192.0.2.3');

  it('a block that holds it is useless, and so is another', () => {
    const found = egressMisses('cilium', 'node/n3:443', '{to: [{ipBlock: {cidr: 192.0.2.0/24}}]}', worker);
    expect(gapsOf(found[0])).toEqual([
      [
        'block-matches-no-node',
        'spec.egress[0].to[0].ipBlock',
        'an ipBlock matches no node on cilium, not even 192.0.2.3',
        undefined,
      ],
    ]);
    expect(absentOf(found)).toMatchObject({
      why: 'no rule is meant for it, and on cilium no rule of a NetworkPolicy is sure to take it',
    });
    expect(found.flatMap(({ gaps }) => gaps).filter(({ instead }) => instead !== undefined)).toEqual([]);
  });

  it('nor is a block offered in place of a selector', () => {
    const selector = (dataplane: string) =>
      egressMisses(dataplane, 'node/n3:443', '{to: [{namespaceSelector: {}}]}', worker)
        .flatMap(({ gaps }) => gaps)
        .find(({ kind }) => kind === 'not-a-pod');
    expect(selector('cilium')?.missing).toBe('selectors take pods only, and 192.0.2.3 is node n3');
    expect(selector('cilium')?.instead).toBeUndefined();
    expect(selector('calico')?.instead).toBe('- {ipBlock: {cidr: 192.0.2.3/32}}');
  });

  it('a pod of the host network is the node', () => {
    const agent = pod('web/agent', { hostNetwork: true, node: 'n3', ips: ['192.0.2.3'] });
    const found = (dataplane: string, rule: string) => egressMisses(dataplane, 'agent:443', rule, agent)[0];
    expect(gapsOf(found('cilium', '{to: [{ipBlock: {cidr: 192.0.2.0/24}}]}'))?.[0]?.slice(2)).toEqual([
      'an ipBlock matches no node on cilium, not even 192.0.2.3 (web/agent is on the host network)',
      undefined,
    ]);
    expect(found('cilium', '{to: [{podSelector: {}}]}')?.gaps[0].instead).toBeUndefined();
    expect(found('calico', '{to: [{podSelector: {}}]}')?.gaps[0].instead).toBe('- {ipBlock: {cidr: 192.0.2.3/32}}');
    expect(
      gapsOf(found('calico', '{to: [{ipBlock: {cidr: 192.0.2.0/24}}], ports: [{port: http}]}'))?.[0]?.slice(2),
    ).toEqual(['port 443/TCP: web/agent is on the host network, where ports have no names', 'port: 443']);
  });

  it('and nothing is offered for one of which the address is not known', () => {
    const agent = pod('web/agent', { hostNetwork: true });
    expect(absentOf(egressMisses('calico', 'agent:443', '', agent))).toMatchObject({
      why: 'it has none, and so lets nothing out, and only an ipBlock could take it, but its address is not known',
    });
  });
});

describe('a missing rule for DNS opens TCP too', () => {
  const dns = pod('kube-system/coredns', { ips: ['10.0.3.1'] });
  const ports = (target: number) =>
    service('kube-system/dns', `selector: {app: coredns}\nports: [{port: 53, protocol: UDP, targetPort: ${target}}]`);

  it('and says why', () => {
    const absent = absentOf(egressMisses('calico', 'coredns:53/UDP', '', dns));
    expect(absent?.why).toBe(
      'it has none, and so lets nothing out; long DNS answers come over TCP, so the rule opens that too',
    );
    const [rule] = parse(absent?.instead ?? '') as JsonObject[];
    expect(rule?.['ports']).toEqual([
      { port: 53, protocol: 'UDP' },
      { port: 53, protocol: 'TCP' },
    ]);
  });

  it('by the port that is dialled, whichever the server listens on', () => {
    const absent = absentOf(egressMisses('calico', 'dns.kube-system:53/UDP', '', dns, ports(5353)));
    expect(absent?.instead).toContain('ports: [{port: 5353, protocol: UDP}, {port: 5353, protocol: TCP}]');
  });

  it('and for nothing else', () => {
    expect(absentOf(egressMisses('calico', 'coredns:53', '', dns))?.instead).toContain(
      'ports: [{port: 53, protocol: TCP}]',
    );
    expect(absentOf(egressMisses('calico', 'coredns:514/UDP', '', dns))?.instead).toContain(
      'ports: [{port: 514, protocol: UDP}]',
    );
  });
});

describe('a policy that would have to move', () => {
  const web = 'podSelector: {matchLabels: {app: client}}';

  it('is not offered where its rules would take other pods from there', () => {
    const closed = policy('shop/closed', '');
    const found = (from: string) => {
      const engine = on(
        'calico',
        client,
        server,
        closed,
        policy('web/allow', `podSelector: {matchLabels: {app: server}}\ningress: [{from: [${from}]}]`),
      );
      return nearMissesOf(engine, ask(engine, 'client', 'server:80')!.decisive).map(({ gaps }) => gaps[0].kind);
    };
    expect(found(`{namespaceSelector: {}, ${web}}`)).toContain('policy-namespace');
    expect(found(`{${web}}`)).not.toContain('policy-namespace');
  });
});
