import { describe, expect, it } from 'vitest';
import { readInput, redefinitionsOf } from './index.ts';

function problemsOf(...documents: readonly string[]): readonly string[] {
  const bytes = new TextEncoder().encode(documents.join('\n---\n'));
  const { manifests, problems } = readInput([{ path: 'all.yaml', bytes }]);
  expect(problems).toEqual([]);
  return redefinitionsOf(manifests, 'default').map(({ message, line }) => `${line}: ${message}`);
}

const policy = (metadata: string, spec: string) =>
  `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: ${metadata}, spec: ${spec}}`;

describe('what is defined twice', () => {
  it('is a policy or a namespace of one name with another content', () => {
    expect(
      problemsOf(
        policy('{name: a}', '{podSelector: {}}'),
        policy('{name: a, namespace: default}', '{podSelector: {}, ingress: [{}]}'),
        '{apiVersion: v1, kind: Namespace, metadata: {name: shop}}',
        '{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {team: a}}}',
      ),
    ).toEqual([
      '3: NetworkPolicy default/a is defined twice, and differently: first at all.yaml:1',
      '7: Namespace shop is defined twice, and differently: first at all.yaml:5',
    ]);
  });

  it('is not the same object read twice, however its keys are ordered and whatever its status says', () => {
    expect(
      problemsOf(
        policy('{name: a, resourceVersion: "1"}', '{podSelector: {}, policyTypes: [Ingress]}'),
        policy('{name: a, resourceVersion: "2"}', '{policyTypes: [Ingress], podSelector: {}}'),
      ),
    ).toEqual([]);
  });

  it('is not an object of another namespace, of another kind, or without a name of its own', () => {
    expect(
      problemsOf(
        policy('{name: a, namespace: shop}', '{podSelector: {}}'),
        policy('{name: a, namespace: web}', '{podSelector: {}, ingress: []}'),
        policy('{generateName: a-}', '{podSelector: {}}'),
        policy('{generateName: a-}', '{podSelector: {}, ingress: [{}]}'),
        '{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{port: 80}]}}',
        '{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{port: 81}]}}',
      ),
    ).toEqual([]);
  });
});
