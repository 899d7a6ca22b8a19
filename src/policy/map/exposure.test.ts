import { describe, expect, it } from 'vitest';
import { cluster, pod, policy } from '../../../test/support/cluster.ts';
import { formatConnections } from '../../model/connection-set.ts';
import { formatSelector } from '../../model/labels.ts';
import { type Direction, exposureOf, type PolicyEngine, type PotentialConnections } from '../index.ts';

const web = pod('shop/web', { labels: { app: 'web' } });

/** What the pod is open to, a line each. */
function exposure(engine: PolicyEngine, direction: Direction = 'ingress'): readonly string[] {
  const { isProtected, entireCluster, potential } = exposureOf(engine, engine.cluster.pod('shop', 'web')!, direction);
  return [
    `${isProtected ? 'any pod' : 'unprotected'}: ${text(entireCluster)}`,
    ...potential.map(({ to, isPresent, ...found }) => {
      const who = `{${formatSelector(to.namespaces)}} {${formatSelector(to.pods)}}`;
      return `${who}${isPresent ? ' (present)' : ''}: ${text(found)}`;
    }),
  ];
}

function text({ connections, named }: PotentialConnections): string {
  return [formatConnections(connections), ...named.map(({ protocol, name }) => `${protocol ?? ''} ${name}`)].join(', ');
}

const admin = (rules: string) =>
  `{apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: {name: a}, spec: {priority: 1, subject: {namespaces: {}}, ingress: [${rules}]}}`;

describe('the exposure of a pod', () => {
  it('that no policy is about is to everybody', () => {
    expect(exposure(cluster(web))).toEqual(['unprotected: everything']);
  });

  it('is nothing where only pods that exist may connect', () => {
    const closed = policy('shop/p', '{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}');
    expect(exposure(cluster(web, closed))).toEqual(['any pod: nothing']);
  });

  it('is to the entire cluster by a rule without peers, and by one for all namespaces', () => {
    const open = '{ports: [{port: 80}]}, {from: [{namespaceSelector: {}}], ports: [{port: 81}]}';
    expect(exposure(cluster(web, policy('shop/p', `{podSelector: {}, ingress: [${open}]}`)))).toEqual([
      'any pod: TCP 80-81',
    ]);
  });

  it('is to the pods that a rule selects, and those that a wider rule does are added', () => {
    const rules =
      '{from: [{podSelector: {matchLabels: {app: a}}}], ports: [{port: 80}]}, ' +
      '{from: [{podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [b]}]}}], ports: [{port: 81}]}';
    expect(exposure(cluster(web, policy('shop/p', `{podSelector: {}, ingress: [${rules}]}`)))).toEqual([
      'any pod: nothing',
      '{kubernetes.io/metadata.name=shop} {app!=b}: TCP 81',
      '{kubernetes.io/metadata.name=shop} {app=a}: TCP 80-81',
    ]);
  });

  it('is to a pod that exists already where its labels are asked for', () => {
    const rules = '{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 80}]}';
    expect(exposure(cluster(web, policy('shop/p', `{podSelector: {}, ingress: [${rules}]}`)))).toEqual([
      'any pod: nothing',
      '{kubernetes.io/metadata.name=shop} {app=web} (present): TCP 80',
    ]);
  });

  it('is less to those whom an admin policy denies', () => {
    const denied = admin('{action: Deny, from: [{namespaces: {matchLabels: {team: x}}}]}');
    expect(exposure(cluster(web, denied))).toEqual(['any pod: everything', '{team=x} {}: nothing']);
  });

  it('names the ports that only a server can put into numbers', () => {
    const out = policy(
      'shop/p',
      '{podSelector: {}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {}}], ports: [{port: http}, {port: 53, protocol: UDP}]}]}',
    );
    expect(exposure(cluster(web, out), 'egress')).toEqual(['any pod: UDP 53, TCP http']);
  });
});
