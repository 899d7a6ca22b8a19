import { describe, expect, it } from 'vitest';
import { ask, cluster, namespace, node, object, pod, policy, put, service } from '../../test/support/cluster.ts';
import { applyingPolicies, PolicyEngine, ruleEffects, rulePath } from './index.ts';

// That the order and the number of changes does not matter is a property: see test/oracle.

describe('apply', () => {
  it('says what changed, and counts what has no part in connections', () => {
    const applied = put(
      new PolicyEngine(),
      pod('shop/a'),
      namespace('shop'),
      node('n1'),
      policy('shop/p', ''),
      object('v1', 'Secret', 'shop/s', 'a: b'),
    );
    expect(applied).toMatchObject({
      changed: [
        { kind: 'Pod', namespace: 'shop', name: 'a' },
        { kind: 'Namespace', namespace: '', name: 'shop' },
        { kind: 'Node', namespace: '', name: 'n1' },
        { kind: 'NetworkPolicy', namespace: 'shop', name: 'p' },
      ],
      passedOver: 1,
      problems: [],
      warnings: [],
    });
  });

  it('removes what its own answer names, of every kind', () => {
    const engine = new PolicyEngine();
    const documents = [
      pod('shop/a'),
      namespace('shop'),
      node('n1'),
      service('shop/s', 'ports: []'),
      policy('shop/p', ''),
      object('cilium.io/v2', 'CiliumClusterwideNetworkPolicy', 'wide', 'endpointSelector: {}'),
      object(
        'policy.networking.k8s.io/v1alpha1',
        'AdminNetworkPolicy',
        'admin',
        '{priority: 1, subject: {namespaces: {}}}',
      ),
      object('cilium.io/v2', 'CiliumNetworkPolicy', 'shop/narrow', 'endpointSelector: {}'),
    ];
    const { changed } = put(engine, ...documents);
    expect(changed).toHaveLength(documents.length);
    expect(engine.apply(changed.map((ref) => ({ type: 'remove', ref }))).changed).toEqual(changed);
    expect(engine.apply(changed.map((ref) => ({ type: 'remove', ref })))).toMatchObject({ changed: [], passedOver: 8 });
    expect([engine.policies, engine.foreignPolicies, engine.cluster.pods, engine.cluster.nodes]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  it('replaces an object by one of its name', () => {
    const engine = cluster(policy('shop/p', 'policyTypes: [Ingress]'));
    put(engine, policy('shop/p', 'policyTypes: [Egress]'));
    expect(engine.policies).toMatchObject([{ name: 'p', egress: [] }]);
  });

  it('answers from the state after it, whatever was asked before', () => {
    const engine = cluster(pod('shop/a'), pod('shop/b'));
    expect(ask(engine, 'a', 'b:80')?.verdict).toBe('allowed');
    put(engine, policy('shop/p', ''));
    expect(ask(engine, 'a', 'b:80')?.verdict).toBe('denied');
    engine.apply([{ type: 'remove', ref: { kind: 'NetworkPolicy', namespace: 'shop', name: 'p' } }]);
    expect(ask(engine, 'a', 'b:80')?.verdict).toBe('allowed');
  });
});

describe('the policies of a group of pods', () => {
  it('are those that select any of them, with how many', () => {
    const engine = cluster(
      pod('shop/a'),
      pod('shop/b'),
      pod('web/c'),
      policy('shop/some', 'podSelector: {matchLabels: {app: a}}\npolicyTypes: [Egress]'),
      policy('shop/all', ''),
      policy('shop/none', 'podSelector: {matchLabels: {app: x}}'),
      object('cilium.io/v2', 'CiliumNetworkPolicy', 'web/unread', 'endpointSelector: {}\ningress: [{}]'),
    );
    const applying = applyingPolicies(engine, engine.cluster.pods);
    expect(
      applying.policies.map(({ policy: { name }, ingress, egress, pods }) => ({ name, ingress, egress, pods })),
    ).toEqual([
      { name: 'all', ingress: true, egress: false, pods: 2 },
      { name: 'some', ingress: false, egress: true, pods: 1 },
    ]);
    expect(applying.foreign.map(({ name }) => name)).toEqual(['unread']);
  });
});

describe('what every rule does to a connection', () => {
  it('is that it allows it, or what keeps it from that', () => {
    const engine = cluster(
      pod('shop/a'),
      pod('shop/b'),
      policy(
        'shop/p',
        'ingress: [{ports: [{port: 80}]}, {from: [{podSelector: {matchLabels: {app: x}}}, {podSelector: {matchLabels: {app: a}}}]}]',
      ),
    );
    const answer = ask(engine, 'a', 'b:8080');
    const effects = ruleEffects(engine, answer!.decisive);
    expect(effects.map(({ rule, effect }) => [rulePath(engine.policies[0]!, rule.path), effect])).toEqual([
      ['shop/p#ingress[0]', 'does-not-match'],
      ['shop/p#ingress[1]', 'allows'],
    ]);
    expect(effects[0]?.gaps.map(({ kind }) => kind)).toEqual(['port']);
    expect(rulePath(engine.policies[0]!, effects[1]?.part?.peer?.path ?? [])).toBe('shop/p#ingress[1].from[1]');
  });
});
