import { describe, expect, it } from 'vitest';
import { ask, cluster, object, pod, policy } from '../../../test/support/cluster.ts';
import { obstaclesOf, rulePath } from '../index.ts';

const admin = (name: string, priority: number, ingress: string) =>
  object(
    'policy.networking.k8s.io/v1alpha1',
    'AdminNetworkPolicy',
    name,
    `{priority: ${priority}, subject: {namespaces: {}}, ingress: [${ingress}]}`,
  );
const pods = [pod('web/client', { labels: { app: 'client' } }), pod('shop/server', { labels: { app: 'server' } })];
const intoServer = policy('shop/server', 'ingress: [{from: [{podSelector: {matchLabels: {app: client}}}]}]');
const outOfClient = policy('web/client', '{policyTypes: [Egress], egress: [{ports: [{port: 53, protocol: UDP}]}]}');

/** The direction of each obstacle, and the closest rule. */
function obstacles(...documents: readonly string[]): readonly string[] {
  const engine = cluster(...pods, ...documents);
  const { decisive } = ask(engine, 'client', 'server:80')!;
  return obstaclesOf(engine, decisive).map(({ direction, misses: [{ policy, rule, gaps }] }) => {
    return `${direction} ${rulePath(policy, rule?.path ?? [])}: ${gaps[0].kind}`;
  });
}

describe('obstacles', () => {
  it('are none where nothing stops the connection', () => {
    expect(obstacles()).toEqual([]);
  });

  it('are one for each side that denies', () => {
    expect(obstacles(intoServer)).toEqual(['ingress shop/server#ingress[0]: namespace-selector']);
    expect(obstacles(intoServer, outOfClient)).toEqual([
      'ingress shop/server#ingress[0]: namespace-selector',
      'egress web/client#egress[0]: port',
    ]);
  });

  it('are one for each denial of the admin tier, and what would deny after them', () => {
    const deny = '{action: Deny, from: [{namespaces: {}}]}';
    expect(obstacles(admin('first', 1, deny), admin('second', 2, deny), intoServer)).toEqual([
      'ingress first#ingress[0]: denied',
      'ingress second#ingress[0]: denied',
      'ingress shop/server#ingress[0]: namespace-selector',
    ]);
  });

  it('name the policy of the same priority that decides otherwise, in whatever order they come', () => {
    const rule = (action: string) => `{action: ${action}, from: [{namespaces: {}}]}`;
    const documents = [admin('open', 5, rule('Allow')), admin('closed', 5, rule('Deny'))];
    for (const policies of [documents, documents.toReversed()]) {
      const engine = cluster(...pods, ...policies);
      const answer = ask(engine, 'client', 'server:80')!;
      expect(answer).toMatchObject({
        verdict: 'implementation-defined',
        dependsOn: ['which of AdminNetworkPolicy closed and AdminNetworkPolicy open comes first: all have priority 5'],
      });
      const [first] = obstaclesOf(engine, answer.decisive);
      expect(first?.misses[0].gaps[0].why).toContain(
        'unless AdminNetworkPolicy open#ingress[0] of the same priority, 5, comes first',
      );
    }
  });

  it('name only a few of many policies of one priority', () => {
    const rule = (index: number) => `{action: ${index % 2 === 0 ? 'Allow' : 'Deny'}, from: [{namespaces: {}}]}`;
    const many = Array.from({ length: 9 }, (_, index) => admin(`p${index}`, 5, rule(index)));
    expect(ask(cluster(...pods, ...many), 'client', 'server:80')!.dependsOn).toEqual([
      'which of AdminNetworkPolicy p0 and AdminNetworkPolicy p1 and AdminNetworkPolicy p2 and AdminNetworkPolicy p3 and 5 others comes first: all have priority 5',
    ]);
  });

  it('are none after a rule that would allow', () => {
    const rules = '{action: Deny, from: [{namespaces: {}}]}, {action: Allow, from: [{namespaces: {}}]}';
    expect(obstacles(admin('first', 1, rules), intoServer)).toEqual(['ingress first#ingress[0]: denied']);
  });
});
