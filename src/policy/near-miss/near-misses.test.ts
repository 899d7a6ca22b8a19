import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { manifestsOf as manifestsOfRecord, networkPolicyClusters } from '../../../test/oracle/arbitrary.ts';
import { ask, clusterWith, namespace, node, pod, policy, service } from '../../../test/support/cluster.ts';
import { formatPath } from '../../model/fields.ts';
import type { JsonObject, Manifest } from '../../model/manifest.ts';
import {
  describeGap,
  directions,
  type NearMiss,
  nearMissesOf,
  PolicyEngine,
  profileNamed,
  type Verdict,
  verdictsOf,
} from '../index.ts';

const client = pod('web/client', { labels: { app: 'client' }, ips: ['10.0.1.1'] });
const server = pod('shop/server', { labels: { app: 'server' }, ips: ['10.0.2.1'], ports: ['http:8080'] });

/** The near misses of `client → server:8080`, with these rules on the server. */
function misses(ingress: string, ...more: readonly string[]): readonly NearMiss[] {
  const guard = policy('shop/guard', `podSelector: {matchLabels: {app: server}}\ningress: [${ingress}]`);
  return missesOf('client', 'server:8080', guard, client, server, ...more);
}

function missesOf(from: string, to: string, ...documents: readonly string[]): readonly NearMiss[] {
  return missesWith('kubernetes', from, to, ...documents);
}

function missesWith(dataplane: string, from: string, to: string, ...documents: readonly string[]): readonly NearMiss[] {
  const profile = profileNamed(dataplane);
  const engine = clusterWith(profile === undefined ? {} : { profile }, ...documents);
  const answer = ask(engine, from, to);
  expect(answer?.verdict).toBe('denied');
  return nearMissesOf(engine, answer!.decisive);
}

/** Kind, path, words and cure of every gap of the closest rule. */
function closest([first]: readonly NearMiss[]) {
  return first?.gaps.map((gap) => [gap.kind, formatPath(gap.path), describeGap(gap), gap.instead]);
}

const isWeb = 'namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: web}}';
const web = namespace('web', { team: 'web' });

describe('a gap says which part is wrong, why, and what would be right', () => {
  it('no namespaceSelector', () => {
    expect(closest(misses('{from: [{podSelector: {matchLabels: {app: client}}}]}'))).toEqual([
      [
        'namespace-selector',
        'spec.ingress[0].from[0]',
        'a namespaceSelector: without one the rule takes pods of namespace shop only, and web/client is in web',
        isWeb,
      ],
    ]);
  });

  it('a namespace’s label', () => {
    const peer = (labels: string) => `{from: [{namespaceSelector: {matchLabels: ${labels}}}]}`;
    expect(closest(misses(peer('{team: wbe1}'), web))).toEqual([
      [
        'namespace-label',
        'spec.ingress[0].from[0].namespaceSelector.matchLabels.team',
        'namespace web has team=web, not wbe1',
        isWeb,
      ],
    ]);
    expect(closest(misses(peer('{name: web}'), web))).toEqual([
      [
        'namespace-label',
        'spec.ingress[0].from[0].namespaceSelector.matchLabels.name',
        'namespace web has no label name (asked for: name=web)',
        isWeb,
      ],
    ]);
  });

  it('a label’s value', () => {
    expect(closest(misses(`{from: [{${isWeb}, podSelector: {matchLabels: {app: clients}}}]}`))).toEqual([
      [
        'label-value',
        'spec.ingress[0].from[0].podSelector.matchLabels.app',
        'web/client has app=client, not clients',
        'app: client',
      ],
    ]);
    const expression = 'podSelector: {matchExpressions: [{key: app, operator: In, values: [Client]}]}';
    expect(closest(misses(`{from: [{${isWeb}, ${expression}}]}`))).toEqual([
      [
        'label-value',
        'spec.ingress[0].from[0].podSelector.matchExpressions[0]',
        'web/client has app=client, not Client',
        '{key: app, operator: In, values: [client]}',
      ],
    ]);
  });

  it('a label’s key', () => {
    expect(
      closest(misses(`{from: [{${isWeb}, podSelector: {matchLabels: {app.kubernetes.io/app: client}}}]}`)),
    ).toEqual([
      [
        'label-key',
        'spec.ingress[0].from[0].podSelector.matchLabels["app.kubernetes.io/app"]',
        'web/client has no label app.kubernetes.io/app, but app=client',
        'app: client',
      ],
    ]);
    const exists = 'podSelector: {matchExpressions: [{key: App, operator: Exists}]}';
    expect(closest(misses(`{from: [{${isWeb}, ${exists}}]}`))?.[0]?.at(-1)).toBe('{key: app, operator: Exists}');
  });

  it('a selector that takes it out', () => {
    const except = 'podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [client]}]}';
    expect(closest(misses(`{from: [{${isWeb}, ${except}}]}`))).toEqual([
      [
        'selector',
        'spec.ingress[0].from[0].podSelector.matchExpressions[0]',
        'app!=client excludes web/client (app=client)',
        undefined,
      ],
    ]);
  });

  it('a range, just outside', () => {
    expect(closest(misses('{from: [{ipBlock: {cidr: 10.0.0.0/24}}]}'))).toEqual([
      ['range', 'spec.ingress[0].from[0].ipBlock.cidr', '10.0.1.1 (web/client) is not in 10.0.0.0/24', undefined],
    ]);
  });

  it('an exception', () => {
    expect(closest(misses('{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.9.0.0/16, 10.0.1.0/24]}}]}'))).toEqual([
      ['except', 'spec.ingress[0].from[0].ipBlock.except[1]', '`except` takes 10.0.1.1 out again', undefined],
    ]);
  });

  it('a selector for what is no pod', () => {
    const closed = policy('shop/p', 'ingress: [{from: [{namespaceSelector: {}}]}]');
    const [, external] = missesOf('203.0.113.7', 'server:8080', server, closed);
    expect(closest([external!])).toEqual([
      [
        'not-a-pod',
        'spec.ingress[0].from[0]',
        'selectors take pods only, and 203.0.113.7 is outside of the cluster; an ipBlock can take it',
        '- {ipBlock: {cidr: 203.0.113.7/32}}',
      ],
    ]);
    const ofNode = missesOf('node/n1', 'server:8080', server, closed, node('n1', '192.0.2.1'));
    expect(ofNode.some(({ gaps }) => gaps[0].missing.includes('192.0.2.1 is node n1'))).toBe(true);
  });

  it('an ipBlock where the dataplane matches none against pods', () => {
    const closed = policy('shop/p', 'ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]');
    expect(closest(missesWith('cilium', 'client', 'server:8080', client, server, closed))).toEqual([
      [
        'block-matches-no-pod',
        'spec.ingress[0].from[0].ipBlock',
        'an ipBlock matches no pod on cilium, not even 10.0.1.1',
        undefined,
      ],
    ]);
  });

  const anyPeer = (ports: string) => `{ports: [${ports}]}`;

  it('a port', () => {
    expect(closest(misses(anyPeer('{port: 8000, endPort: 8079}')))).toEqual([
      [
        'port',
        'spec.ingress[0].ports[0]',
        'port 8080/TCP: the rule lets 8000-8079/TCP through',
        '- {port: 8080, protocol: TCP}',
      ],
    ]);
    expect(closest(misses(anyPeer('{port: 9090}')))?.[0]?.slice(1)).toEqual([
      'spec.ingress[0].ports[0].port',
      'port 8080/TCP: the rule lets 9090/TCP through',
      'port: 8080',
    ]);
    expect(closest(misses(anyPeer('{port: 9090, protocol: UDP}')))?.[0]?.at(-1)).toBe('- {port: 8080, protocol: TCP}');
  });

  it('the nearest of several ports', () => {
    expect(closest(misses(anyPeer('{port: 1}, {port: 8080, protocol: UDP}')))).toEqual([
      ['protocol', 'spec.ingress[0].ports[1].protocol', 'protocol TCP: the rule lets UDP through', 'protocol: TCP'],
    ]);
  });

  it('the Service’s port in place of the pod’s', () => {
    const front = service('shop/front', 'selector: {app: server}\nports: [{port: 80, targetPort: 8080}]');
    const guard = policy('shop/guard', `ingress: [${anyPeer('{port: 80}')}]`);
    expect(closest(missesOf('client', 'front.shop:80', client, server, front, guard))).toEqual([
      [
        'service-port',
        'spec.ingress[0].ports[0].port',
        "port 8080: 80 is the port of Service shop/front, and policies see the pod's own",
        'port: 8080',
      ],
    ]);
  });

  it('a named port', () => {
    expect(closest(misses(anyPeer('{port: https}')))).toEqual([
      [
        'named-port',
        'spec.ingress[0].ports[0].port',
        'port 8080/TCP: shop/server has no port named "https"',
        'port: 8080',
      ],
    ]);
    const other = pod('shop/server', { labels: { app: 'server' }, ports: ['http:9090'] });
    const guard = policy('shop/guard', `ingress: [${anyPeer('{port: http}')}]`);
    expect(closest(missesOf('client', 'server:8080', client, other, guard))?.[0]?.[2]).toBe(
      'port 8080/TCP: "http" is 9090/TCP in shop/server',
    );
  });

  it('a rule', () => {
    expect(closest(misses(''))).toEqual([
      [
        'no-rule',
        'spec.policyTypes',
        'an ingress rule from web/client on port 8080/TCP: it has none, and so lets nothing in',
        `- {from: [{${isWeb}, podSelector: {matchLabels: {app: client}}}], ports: [{port: 8080, protocol: TCP}]}`,
      ],
    ]);
  });

  it('a policy that sits in another namespace', () => {
    const misplaced = policy('web/allow', `podSelector: {matchLabels: {app: server}}\ningress: [{from: [{${isWeb}}]}]`);
    expect(closest(misses('', misplaced))).toEqual([
      [
        'policy-namespace',
        'metadata.namespace',
        'namespace shop: the policy is in web, and a policy only selects pods of its own namespace',
        'namespace: shop',
      ],
    ]);
  });

  it('a policy that would select the pod but for a letter', () => {
    const slip = policy('shop/allow', `podSelector: {matchLabels: {app: serer}}\ningress: [{from: [{${isWeb}}]}]`);
    expect(closest(misses('', slip))).toEqual([
      ['policy-subject', 'spec.podSelector.matchLabels.app', 'shop/server has app=server, not serer', 'app: server'],
    ]);
  });

  it('several of them in one rule, the worst first', () => {
    const rule = `{from: [{${isWeb}, podSelector: {matchLabels: {app: monitoring}}}], ports: [{port: 8080, protocol: UDP}]}`;
    expect(closest(misses(rule))?.map(([kind]) => kind)).toEqual(['label-value', 'protocol']);
  });
});

describe('the closest rule comes first', () => {
  const kinds = (found: readonly NearMiss[]) => found.map(({ gaps }) => gaps[0].kind);

  it('a slip of a letter, then a label of another meaning, then a missing rule, then a rule for something else', () => {
    const slip = `{from: [{${isWeb}, podSelector: {matchLabels: {app: clent}}}]}`;
    const other = `{from: [{${isWeb}, podSelector: {matchLabels: {app: monitoring}}}]}`;
    const elsewhere = '{from: [{ipBlock: {cidr: 203.0.113.0/24}}], ports: [{port: 443}]}';
    const found = misses([elsewhere, other, slip].join(', '));
    expect(found.map(({ rule }) => rule?.path.at(-1))).toEqual([2, 1, undefined, 0]);
    expect(kinds(found)).toEqual(['label-value', 'label-value', 'no-rule', 'range']);
    expect(found.map(({ cost }) => cost)).toEqual([...found.map(({ cost }) => cost)].sort((a, b) => a - b));
  });

  it('of a rule’s peers, the one that is off by less', () => {
    const found = misses(
      `{from: [{ipBlock: {cidr: 203.0.113.0/24}}, {${isWeb}, podSelector: {matchLabels: {app: clent}}}]}`,
    );
    expect(formatPath(found[0]?.peer?.path ?? [])).toBe('spec.ingress[0].from[1]');
  });

  it('are five at most, and only for the side that denies', () => {
    const many = Array.from({ length: 9 }, (_, index) => `{ports: [{port: ${index + 1}}]}`);
    const found = misses(many.join(', '), policy('web/open', 'egress: [{}]\npolicyTypes: [Egress]'));
    expect(found).toHaveLength(5);
    expect(new Set(found.map(({ direction }) => direction))).toEqual(new Set(['ingress']));
  });

  it('are there for both sides where both deny', () => {
    const found = misses('', policy('web/closed', 'policyTypes: [Egress]'));
    expect(found.map(({ direction, policy: { name } }) => `${direction} ${name}`)).toEqual([
      'ingress guard',
      'egress closed',
    ]);
  });

  it('are none where nothing denies', () => {
    const engine = clusterWith({}, client, server);
    expect(nearMissesOf(engine, ask(engine, 'client', 'server:80')!.decisive)).toEqual([]);
  });
});

describe('the rule that is given for an absent one lets the connection through', () => {
  /** The same objects, with the rule of each absent one added to its policy. */
  function cured(manifests: readonly Manifest[], found: readonly NearMiss[]): PolicyEngine {
    const engine = new PolicyEngine();
    const values = manifests.map((manifest) => {
      const { metadata, spec, kind } = manifest.value as { metadata: JsonObject; spec?: JsonObject; kind: string };
      const mine = found.filter(
        (miss) =>
          kind === 'NetworkPolicy' &&
          miss.policy.name === metadata['name'] &&
          miss.policy.namespace === metadata['namespace'],
      );
      const additions = directions.map((direction) => {
        const rules = mine
          .filter((miss) => miss.direction === direction)
          .flatMap((miss) => parse(miss.gaps[0].instead ?? ''));
        return [direction, [...((spec?.[direction] as JsonObject[] | null) ?? []), ...rules]] as const;
      });
      const added = Object.fromEntries(additions.filter(([, rules]) => rules.length > 0));
      return mine.length === 0 ? manifest : { ...manifest, value: { ...manifest.value, spec: { ...spec, ...added } } };
    });
    const { problems } = engine.apply(values.map((manifest) => ({ type: 'put', manifest })));
    expect(problems).toEqual([]);
    return engine;
  }

  function again(engine: PolicyEngine, verdict: Verdict): readonly Verdict[] {
    const { from, to, protocol, port } = verdict;
    return verdictsOf(engine, { from, to, protocol, port }).filter(({ family }) => family === verdict.family);
  }

  it('between any two pods', () => {
    fc.assert(
      fc.property(networkPolicyClusters, fc.constantFrom(80, 8080), (cluster, port) => {
        const manifests = manifestsOfRecord(cluster);
        const engine = new PolicyEngine();
        engine.apply(manifests.map((manifest) => ({ type: 'put', manifest })));
        const endpoints = engine.cluster.livePods.map((pod) => ({ kind: 'pod', pod }) as const);
        const pairs = endpoints.flatMap((from) => endpoints.map((to) => ({ from, to })));
        for (const verdict of pairs.flatMap((ends) => verdictsOf(engine, { ...ends, protocol: 'TCP', port }))) {
          if (verdict.verdict === 'allowed') continue;
          const found = nearMissesOf(engine, verdict);
          expect(found.length).toBeGreaterThan(0);
          const absent = found.filter(({ gaps: [gap] }) => gap.kind === 'no-rule' && gap.instead !== undefined);
          const denying = directions.filter((direction) => verdict[direction].verdict === 'denied');
          for (const direction of denying.filter((side) => absent.some((miss) => miss.direction === side))) {
            const [verdictAfter] = again(cured(manifests, absent), verdict);
            expect(verdictAfter?.[direction].verdict).toBe('allowed');
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['an address', '203.0.113.7'],
    ['an IPv6 address', '2001:db8::7'],
    ['a range', '203.0.113.0/24'],
    ['a range that the blocks of policies cut', '10.0.0.0/8'],
    ['everything', '0.0.0.0/0'],
  ])('for %s', (_, from) => {
    const guard = policy('shop/guard', 'ingress: [{from: [{ipBlock: {cidr: 10.0.0.3/32}}]}]');
    const dual = pod('shop/server', { ips: ['10.0.2.1', 'fd00::1'] });
    const engine = clusterWith({}, dual, guard);
    const answer = ask(engine, from, 'server:80');
    const denied = answer!.pairs.filter(({ verdict }) => verdict === 'denied');
    expect(denied.length).toBeGreaterThan(0);
    for (const verdict of denied) {
      const [miss] = nearMissesOf(engine, verdict).filter(({ gaps }) => gaps[0].kind === 'no-rule');
      const rule = parse(miss?.gaps[0].instead ?? '') as JsonObject[];
      const after = clusterWith({}, dual, policy('shop/guard', `ingress: ${JSON.stringify(rule)}`));
      expect(verdictsOf(after, verdict)[0]?.verdict).toBe('allowed');
    }
  });

  it.each(['on', '1', '1.10', 'null', 'a_b', 'x.y/true', '007'])('for labels that YAML would misread: %s', (word) => {
    const labels = { [word]: word.replace('/', '.') };
    const misread = pod('web/client', { labels });
    const engine = clusterWith({}, misread, server, policy('shop/guard', ''));
    const [miss] = nearMissesOf(engine, ask(engine, 'client', 'server:80')!.decisive);
    const after = clusterWith({}, misread, server, policy('shop/guard', `ingress:\n  ${miss?.gaps[0].instead}`));
    expect(ask(after, 'client', 'server:80')?.verdict).toBe('allowed');
    const twin = pod('web/client', { labels: { other: 'x' } });
    const strict = clusterWith({}, twin, server, policy('shop/guard', `ingress:\n  ${miss?.gaps[0].instead}`));
    expect(ask(strict, 'client', 'server:80')?.verdict).toBe('denied');
  });

  it('for a pod of the host network, by its node’s address', () => {
    const agent = pod('web/agent', { hostNetwork: true, node: 'n1', ips: ['192.0.2.1'] });
    const found = missesWith('calico', 'agent', 'server:80', agent, server, policy('shop/guard', ''));
    expect(found[0]?.gaps[0].instead).toBe(
      '- {from: [{ipBlock: {cidr: 192.0.2.1/32}}], ports: [{port: 80, protocol: TCP}]}',
    );
  });

  it('without the labels that a controller gives to one revision', () => {
    const labels = { app: 'client', 'pod-template-hash': '5d8f', 'controller-revision-hash': 'x' };
    const found = missesOf('client', 'server:80', pod('shop/client', { labels }), server, policy('shop/guard', ''));
    expect(found[0]?.gaps[0].instead).toBe(
      '- {from: [{podSelector: {matchLabels: {app: client}}}], ports: [{port: 80, protocol: TCP}]}',
    );
  });
});
