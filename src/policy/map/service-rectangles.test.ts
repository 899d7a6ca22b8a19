import { describe, expect, it } from 'vitest';
import { cluster, node, object, pod, policy, service } from '../../../test/support/cluster.ts';
import { formatConnections } from '../../model/connection-set.ts';
import { mapOf } from '../index.ts';

const web = pod('shop/web', { labels: { app: 'web' }, ips: ['10.0.0.1'] });
const db = pod('shop/db', { labels: { app: 'db' }, ips: ['10.0.0.2'] });
const ports = 'selector: {app: web}, ports: [{port: 80, targetPort: 8080}]';
const nodePort = (more = '') => service('shop/front', `{type: NodePort, ${ports}${more}}`);
const local = ', externalTrafficPolicy: Local';
const letIn = (rules: string) => policy('shop/web', `{podSelector: {matchLabels: {app: web}}, ingress: ${rules}}`);

/** What Services let in, as `Service → servers: ports`. */
function letInBy(...documents: readonly string[]): readonly string[] {
  const { endpoints, groups, connections } = mapOf(cluster(web, db, ...documents));
  return connections.flatMap(({ from, to, ports: open, certainty }) => {
    const services = groups[from]!.members.flatMap((member) => {
      const end = endpoints[member]!;
      return end.kind === 'way-in' && end.object.kind === 'Service' ? [end.object.name] : [];
    });
    if (services.length === 0) return [];
    const servers = groups[to]!.members.map((member) => {
      const end = endpoints[member]!;
      return end.kind === 'workload' ? end.workload.name : end.kind;
    });
    const suffix = certainty === 'allowed' ? '' : ` (${certainty})`;
    return [`${services.join(' ')} → ${servers.join(' ')}: ${formatConnections(open)}${suffix}`];
  });
}

describe('a Service on a map of the ways in', () => {
  it('leads from outside to the ports of its pods', () => {
    expect(letInBy(nodePort())).toEqual(['front → web: TCP 8080']);
    expect(letInBy(service('shop/front', `{type: LoadBalancer, ${ports}}`))).toEqual(['front → web: TCP 8080']);
    expect(letInBy(service('shop/front', `{${ports}}`))).toEqual([]);
  });

  it('leads nowhere where the policies let no address in', () => {
    expect(letInBy(nodePort(local), letIn('[{from: [{podSelector: {}}]}]'))).toEqual([]);
    expect(letInBy(nodePort(local), letIn('[{ports: [{port: 9090}]}]'))).toEqual([]);
  });

  it('is for some addresses where the policies, or the load balancer, let these in alone', () => {
    const office = '[{from: [{ipBlock: {cidr: 203.0.113.0/24}}]}]';
    expect(letInBy(nodePort(local), letIn(office))).toEqual(['front → web: TCP 8080 (some-clients)']);
    const balanced = (sources: string) =>
      service('shop/front', `{type: LoadBalancer, ${ports}${local}, loadBalancerSourceRanges: [${sources}]}`);
    expect(letInBy(balanced('203.0.113.0/25'), letIn(office))).toEqual(['front → web: TCP 8080']);
    expect(letInBy(balanced('198.51.100.0/24'), letIn(office))).toEqual([]);
  });

  it('depends on the dataplane where the pods may see a node in place of the client', () => {
    expect(letInBy(nodePort(), node('n1', '192.0.2.1'), letIn('[{from: [{podSelector: {}}]}]'))).toEqual([
      'front → web: TCP 8080 (implementation-defined)',
    ]);
  });

  it('is for some pods where policies tell those of a workload apart', () => {
    const set = object('apps/v1', 'StatefulSet', 'shop/kv', '{replicas: 2, template: {metadata: {labels: {app: kv}}}}');
    const only = policy('shop/kv', '{podSelector: {matchLabels: {apps.kubernetes.io/pod-index: "0"}}, ingress: []}');
    const front = service('shop/kv', `{type: NodePort, selector: {app: kv}, ports: [{port: 80}]${local}}`);
    expect(letInBy(set, front, only)).toEqual(['kv → kv: TCP 80 (some-pods)']);
  });

  it('is on the map by itself where nothing is behind it', () => {
    const { endpoints } = mapOf(cluster(db, nodePort()));
    expect(endpoints).toContainEqual({ kind: 'way-in', object: { kind: 'Service', namespace: 'shop', name: 'front' } });
  });
});
