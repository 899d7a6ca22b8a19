import { describe, expect, it } from 'vitest';
import { pod, put, verdict } from '../../test/support/cluster.ts';
import { PolicyEngine } from './index.ts';

function manifest(apiVersion: string, kind: string): string {
  return `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: guard, namespace: shop}, spec: {podSelector: {}}}`;
}

describe('the version of a policy', () => {
  it.each([
    ['networking.k8s.io/v7', 'NetworkPolicy', 'networking.k8s.io/v1'],
    ['networking.k8s.io', 'NetworkPolicy', 'networking.k8s.io/v1'],
    ['extensions/v1', 'NetworkPolicy', 'networking.k8s.io/v1'],
    ['policy.networking.k8s.io/v1', 'AdminNetworkPolicy', 'policy.networking.k8s.io/v1alpha1'],
    ['policy.networking.k8s.io/v1alpha2', 'BaselineAdminNetworkPolicy', 'policy.networking.k8s.io/v1alpha1'],
    ['policy.networking.k8s.io/v1alpha1', 'ClusterNetworkPolicy', 'policy.networking.k8s.io/v1alpha2'],
  ])('%s %s was never served: the policy is left out, with the version that there is', (version, kind, served) => {
    const { problems, changed } = put(new PolicyEngine(), manifest(version, kind));
    expect(changed).toEqual([]);
    expect(problems).toMatchObject([
      { path: ['apiVersion'], message: `no ${kind} has the version "${version}"; it is ${served}` },
    ]);
  });

  it('extensions/v1beta1 means the same as today’s, and is served no more', () => {
    const engine = new PolicyEngine();
    const { problems, warnings } = put(
      engine,
      pod('shop/client'),
      pod('shop/server'),
      manifest('extensions/v1beta1', 'NetworkPolicy'),
    );
    expect(problems).toEqual([]);
    expect(warnings).toMatchObject([
      {
        path: ['apiVersion'],
        message: 'extensions/v1beta1 has no NetworkPolicy since Kubernetes 1.16; write networking.k8s.io/v1',
      },
    ]);
    expect(verdict(engine, 'client', 'server:80')).toBe('denied');
  });
});
