import { describe, expect, it } from 'vitest';
import { cluster, namespace, pod, policy, service } from '../../../test/support/cluster.ts';
import { describeGap, mapOf, nearConnections, TooManyPairsError } from '../index.ts';

/** As `client → server:port/PROTOCOL: what is missing`. */
function near(...documents: readonly string[]): readonly string[] {
  const engine = cluster(...documents);
  const { endpoints } = mapOf(engine);
  const name = (index: number) => {
    const end = endpoints[index]!;
    return end.kind === 'workload' ? `${end.workload.namespace}/${end.workload.name}` : end.kind;
  };
  return nearConnections(engine, endpoints, () => true).map(({ from, to, port, protocol, misses }) => {
    const missing = misses.flatMap(({ gaps }) => gaps.map(describeGap)).join('; ');
    return `${name(from)} → ${name(to)}:${port}/${protocol}: ${missing}`;
  });
}

const shop = namespace('shop');
const web = namespace('web');
const client = pod('web/client');
const server = pod('shop/server', { ports: ['http:8080'] });
const letIn = (rule: string) =>
  policy('shop/restrict', `{podSelector: {matchLabels: {app: server}}, ingress: [${rule}]}`);

describe('what is denied by a near miss', () => {
  it('is a connection that a rule is a slip away from letting through', () => {
    const [found, ...others] = near(
      shop,
      web,
      client,
      server,
      letIn('{from: [{podSelector: {matchLabels: {app: client}}}]}'),
    );
    expect(found).toMatch(/^web\/client → shop\/server:8080\/TCP: .*namespaceSelector/);
    expect(others).toEqual([]);
  });

  it('is not what is let through, nor what no rule was meant for', () => {
    expect(near(shop, web, client, server)).toEqual([]);
    expect(near(shop, web, client, server, policy('shop/deny', '{podSelector: {}}'))).toEqual([]);
    expect(near(shop, web, client, server, letIn('{from: [{podSelector: {matchLabels: {app: other}}}]}'))).toEqual([]);
  });

  it('is not what a rule for its own namespace leaves out', () => {
    expect(near(shop, web, client, server, letIn('{from: [{podSelector: {}}]}'))).toEqual([]);
  });

  it('is told of each pod by its own name', () => {
    const twin = pod('web/twin', { labels: { app: 'client' } });
    const found = near(shop, web, client, twin, server, letIn('{from: [{podSelector: {matchLabels: {app: client}}}]}'));
    expect(found.map((line) => /web\/\w+ is in web/.exec(line)?.[0])).toEqual([
      'web/client is in web',
      'web/twin is in web',
    ]);
  });

  it('is asked for by the Service, whose port may stand in the rule', () => {
    const front = service('shop/server', '{selector: {app: server}, ports: [{port: 80, targetPort: 8080}]}');
    const rule = '{from: [{namespaceSelector: {}}], ports: [{port: 80}]}';
    expect(near(shop, web, client, server, front, letIn(rule))).toEqual([
      "web/client → shop/server:8080/TCP: port 8080: 80 is the port of Service shop/server, and policies see the pod's own",
    ]);
  });

  it('names what is missing at both ends', () => {
    const out = policy(
      'web/out',
      '{podSelector: {}, policyTypes: [Egress], egress: [{to: [{podSelector: {matchLabels: {app: server}}}]}]}',
    );
    const [found] = near(
      shop,
      web,
      client,
      server,
      letIn('{from: [{podSelector: {matchLabels: {app: client}}}]}'),
      out,
    );
    expect(found?.match(/namespaceSelector/g)?.length).toBeGreaterThan(1);
  });

  it('is asked about as many pairs as a person waits for', () => {
    const engine = cluster(...Array.from({ length: 400 }, (_, index) => pod(`shop/p${index}`)));
    const { endpoints } = mapOf(engine);
    expect(() => nearConnections(engine, endpoints, () => true)).toThrow(TooManyPairsError);
    expect(nearConnections(engine, endpoints, (from) => from === endpoints[0])).toEqual([]);
  });
});
