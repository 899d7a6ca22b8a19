import { describe, expect, it } from 'vitest';
import { cluster, manifestsOf, namespace, node, object, pod, policy, service } from '../../../test/support/cluster.ts';
import { formatEndpoint, formatSpans, type PolicyEngine } from '../index.ts';
import { type AssertionResult, decodeConnectivityTest, judgeTest } from './index.ts';

/** The results of a test of which the lists are given as YAML. */
function judged(engine: PolicyEngine, lists: string) {
  const [manifest] = manifestsOf(`apiVersion: netwhy.dev/v1alpha1\nkind: ConnectivityTest\n${lists}`);
  const { test, problems } = decodeConnectivityTest(manifest!);
  if (test === undefined) throw new Error(JSON.stringify(problems.map(({ path, message }) => [path, message])));
  return judgeTest(engine, test);
}

const outcomes = (engine: PolicyEngine, lists: string) => judged(engine, lists).results.map(({ outcome }) => outcome);
const problems = (engine: PolicyEngine, lists: string) => judged(engine, lists).problems.map(({ message }) => message);

/** The pairs that break an assertion: `shop/a → shop/b 80/TCP`, with a step for each connection on the way. */
const breaches = ({ breaches: found }: AssertionResult) =>
  found.map(({ from, steps }) =>
    [formatEndpoint(from), ...steps.map(({ to, ports }) => `${formatEndpoint(to)} ${formatSpans(ports)}`)].join(' → '),
  );
const broken = (engine: PolicyEngine, lists: string) => judged(engine, lists).results.flatMap(breaches);

const labelled = (name: string, labels: Record<string, string>, ports: readonly string[] = []) =>
  pod(name, { labels, ports });

/** `web` and `api` are let in to `db`, on 5432 alone; nobody else is. */
const shop = cluster(
  namespace('shop', { team: 'shop' }),
  namespace('ops', { team: 'ops' }),
  labelled('shop/web-0', { app: 'web' }, ['http:80']),
  labelled('shop/web-1', { app: 'web' }, ['http:80']),
  labelled('shop/api', { app: 'api', tier: 'app' }, ['http:8080']),
  labelled('shop/db', { app: 'db', tier: 'db' }, ['sql:5432']),
  labelled('ops/bot', { app: 'bot' }),
  policy(
    'shop/db',
    'podSelector: {matchLabels: {app: db}}\ningress: [{from: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: 5432}]}]',
  ),
);

describe('allow', () => {
  it('holds where every pair is allowed', () => {
    expect(outcomes(shop, 'allow: [{from: app=web, to: "shop/api:8080"}]')).toEqual(['held']);
    expect(outcomes(shop, 'allow: [{from: shop/api, to: "shop/db:5432"}]')).toEqual(['held']);
  });

  it('fails with a pair that is denied, one for all that are alike', () => {
    const [result] = judged(shop, 'allow: [{from: app=web, to: "shop/db:5432"}]').results;
    expect(breaches(result!)).toEqual(['shop/web-0 → shop/db 5432/TCP']);
    expect(result).toMatchObject({ outcome: 'failed', pairs: 2, breaches: [{ alike: 2 }] });
  });

  it('without ports means those that the server declares', () => {
    expect(outcomes(shop, 'allow: [{from: shop/api, to: shop/db}]')).toEqual(['held']);
    expect(problems(shop, 'allow: [{from: shop/api, to: ops/bot}]')).toEqual([
      'ops/bot declares no ports: write which ones',
    ]);
  });

  it('takes ranges, and fails for the part that is denied', () => {
    expect(broken(shop, 'allow: [{from: shop/api, to: shop/db, ports: [5430-5440]}]')).toEqual([
      'shop/api → shop/db 5430-5431/TCP, 5433-5440/TCP',
    ]);
  });
});

describe('deny', () => {
  it('holds where no pair is allowed', () => {
    expect(outcomes(shop, 'deny: [{from: app=web, to: shop/db}]')).toEqual(['held']);
    expect(outcomes(shop, 'deny: [{from: outside, to: {podSelector: {matchLabels: {tier: db}}}}]')).toEqual(['held']);
  });

  it('without ports means every port of every protocol', () => {
    expect(broken(shop, 'deny: [{from: "*", to: app=db}]')).toEqual(['shop/api → shop/db 5432/TCP']);
    expect(broken(shop, 'deny: [{from: ops/bot, to: app=web}]')).toEqual(['ops/bot → shop/web-0 every port']);
  });

  it('with a port means that one', () => {
    expect(outcomes(shop, 'deny: [{from: shop/api, to: "shop/db:5433"}, {from: shop/api, to: "shop/db:sql"}]')).toEqual(
      ['held', 'failed'],
    );
  });

  it('takes pieces of the addresses outside that policies tell apart', () => {
    const engine = cluster(
      pod('shop/a', { ips: ['10.1.0.1'] }),
      policy('shop/p', 'podSelector: {}\ningress: [{from: [{ipBlock: {cidr: 192.0.2.0/24}}]}]'),
    );
    expect(broken(engine, 'deny: [{from: outside, to: shop/a}]')).toEqual(['192.0.2.0/24 → shop/a every port']);
  });

  it('does not take the addresses of pods and nodes for outside', () => {
    const blocks =
      'podSelector: {}\ningress: [{from: [{ipBlock: {cidr: 10.1.0.0/16}}, {ipBlock: {cidr: 192.0.2.1/32}}]}]';
    const spec =
      '{"apiVersion": "v1", "kind": "Node", "metadata": {"name": "m"}, "spec": {"podCIDRs": ["10.1.0.0/16"]}}';
    const engine = cluster(
      pod('shop/a', { ips: ['10.1.0.1'] }),
      node('n', '192.0.2.1'),
      spec,
      policy('shop/p', blocks),
    );
    expect(outcomes(engine, 'deny: [{from: outside, to: shop/a}]')).toEqual(['held']);
  });
});

describe('an assertion about dual-stack pods', () => {
  const block = (cidr: string) =>
    policy('shop/db', `podSelector: {matchLabels: {app: db}}\ningress: [{from: [{ipBlock: {cidr: "${cidr}"}}]}]`);
  const dual = (cidr: string) =>
    cluster(
      pod('shop/web', { ips: ['10.0.0.1', 'fd00::1'] }),
      pod('shop/db', { ips: ['10.0.0.2', 'fd00::2'] }),
      block(cidr),
    );
  const between = '[{from: shop/web, to: "shop/db:80"}]';
  const families = (engine: PolicyEngine, list: string) =>
    judged(engine, list).results.flatMap((result) =>
      result.breaches.map(({ steps }) => steps.map(({ family }) => family)),
    );

  it('that nothing may connect fails where one family may', () => {
    expect(families(dual('0.0.0.0/0'), `deny: ${between}`)).toEqual([[4]]);
    expect(families(dual('::/0'), `deny: ${between}`)).toEqual([[6]]);
    expect(outcomes(dual('192.0.2.0/24'), `deny: ${between}`)).toEqual(['held']);
    expect(outcomes(dual('0.0.0.0/0'), 'deny: [{from: shop/web, to: "shop/db:80", via: any}]')).toEqual(['failed']);
  });

  it('that all may connect fails where one family may not', () => {
    expect(families(dual('0.0.0.0/0'), `allow: ${between}`)).toEqual([[6]]);
    expect(
      outcomes(
        cluster(
          pod('shop/web', { ips: ['10.0.0.1'] }),
          pod('shop/db', { ips: ['10.0.0.2', 'fd00::2'] }),
          block('0.0.0.0/0'),
        ),
        `allow: ${between}`,
      ),
    ).toEqual(['held']);
  });

  it('names no family where the answer is one', () => {
    const open = policy('shop/db', 'podSelector: {matchLabels: {app: db}}\ningress: [{}]');
    const engine = cluster(
      pod('shop/web', { ips: ['10.0.0.1', 'fd00::1'] }),
      pod('shop/db', { ips: ['10.0.0.2', 'fd00::2'] }),
      open,
    );
    expect(families(engine, `deny: ${between}`)).toEqual([[undefined]]);
  });
});

describe('ends', () => {
  const fails = (from: string) =>
    broken(shop, `deny: [{from: ${from}, to: "ops/bot:80"}]`).map((text) => text.split(' ')[0]);

  it.each([
    ['"*"', ['shop/web-0', 'shop/api', 'shop/db']],
    ['shop/*', ['shop/web-0', 'shop/api', 'shop/db']],
    ['tier=db', ['shop/db']],
    ['shop/tier=db', ['shop/db']],
    ['"app!=web,tier!=db,app!=bot"', ['shop/api']],
    ['{podSelector: {matchExpressions: [{key: tier, operator: Exists}]}}', ['shop/api', 'shop/db']],
    ['{namespaceSelector: {matchLabels: {team: shop}}, podSelector: {matchLabels: {app: web}}}', ['shop/web-0']],
    ['[shop/api, tier=db]', ['shop/api', 'shop/db']],
    ['203.0.113.0/24', ['203.0.113.0/24']],
  ])('%s', (from, names) => {
    expect(new Set(fails(from))).toEqual(new Set(names));
  });

  it('a namespace of the test is that of names and pod selectors that name none', () => {
    const lists = (from: string) => `metadata: {namespace: ops}\ndeny: [{from: ${from}, to: shop/web-0}]`;
    expect(broken(shop, lists('bot'))).toHaveLength(1);
    expect(broken(shop, lists('{podSelector: {}}'))).toHaveLength(1);
    expect(problems(shop, lists('app=web'))).toEqual(['"app=web" selects no pod; there is app=bot']);
  });

  it('a Service is asked about with its own port, and its pods with theirs', () => {
    const front = service('shop/front', 'selector: {app: web}\nports: [{port: 443, targetPort: http}]');
    const closed = policy('shop/web', 'podSelector: {matchLabels: {app: web}}\ningress: [{ports: [{port: http}]}]');
    const engine = cluster(pod('ops/bot'), labelled('shop/web', { app: 'web' }, ['http:80']), front, closed);
    expect(
      outcomes(engine, 'allow: [{from: ops/bot, to: "shop/svc/front:443"}, {from: ops/bot, to: shop/svc/front}]'),
    ).toEqual(['held', 'held']);
    expect(broken(engine, 'deny: [{from: ops/bot, to: shop/svc/front}]')).toEqual(['ops/bot → shop/web 80/TCP']);
  });

  it('names that nobody has are problems with suggestions, and the other assertions are asked', () => {
    const lists =
      'deny: [{from: app=weeb, to: shop/db}, {from: shop/apy, to: shop/db}, {from: shpo/*, to: shop/db}, {from: app=web, to: shop/db}]';
    expect(problems(shop, lists)).toEqual([
      '"app=weeb" selects no pod; there is app=web',
      'no pod, workload or Service "apy" in namespace shop; there is shop/api',
      'no namespace "shpo"; there is shop',
    ]);
    expect(outcomes(shop, lists)).toEqual(['held']);
  });

  it('an assertion about a pod and itself alone asks nothing', () => {
    expect(problems(shop, 'deny: [{from: shop/db, to: shop/db}]')).toEqual([
      'it leaves no pair of a client and a server to ask about',
    ]);
  });
});

describe('what policies leave open is undecided', () => {
  const engine = cluster(
    pod('shop/a'),
    pod('shop/b'),
    object('projectcalico.org/v3', 'NetworkPolicy', 'shop/c', 'selector: all()\ntypes: [Ingress]'),
  );

  it('in both lists, and says what it depends on', () => {
    const { results } = judged(
      engine,
      'allow: [{from: shop/a, to: "shop/b:80"}]\ndeny: [{from: shop/a, to: "shop/b:80"}]',
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(['undecided', 'undecided']);
    expect(results[0]?.doubts[0]?.dependsOn).toEqual(['NetworkPolicy shop/c, a kind that netwhy does not evaluate']);
  });

  it('also for a domain of which the policies let some addresses through', () => {
    const some = cluster(
      pod('shop/a', { ips: ['10.0.0.1'] }),
      policy('shop/p', 'podSelector: {}\npolicyTypes: [Egress]\negress: [{to: [{ipBlock: {cidr: 192.0.2.0/24}}]}]'),
    );
    expect(outcomes(some, 'deny: [{from: shop/a, to: "example.com:443"}]')).toEqual(['undecided']);
  });
});

describe('ways of several steps', () => {
  const allowIn = (to: string, from: string) =>
    policy(
      `shop/${to}`,
      `podSelector: {matchLabels: {app: ${to}}}\ningress: [{from: [{podSelector: {matchLabels: {app: ${from}}}}], ports: [{port: 80}]}]`,
    );
  /** `client → gateway → api → db`, and nothing else is let in to a server. */
  const chain = [
    ...['client', 'gateway', 'api', 'db'].map((name) => pod(`shop/${name}`, { ports: ['http:80'] })),
    policy('shop/client', 'podSelector: {matchLabels: {app: client}}'),
    allowIn('gateway', 'client'),
    allowIn('api', 'gateway'),
    allowIn('db', 'api'),
  ];
  const engine = cluster(...chain);

  it('no step is allowed, but a way is', () => {
    expect(outcomes(engine, 'deny: [{from: shop/client, to: shop/db}]')).toEqual(['held']);
    expect(broken(engine, 'deny: [{from: shop/client, to: shop/db, via: any}]')).toEqual([
      'shop/client → shop/gateway 80/TCP → shop/api 80/TCP → shop/db 80/TCP',
    ]);
    expect(outcomes(engine, 'allow: [{from: shop/client, to: shop/db, via: any}]')).toEqual(['held']);
  });

  it('except: every way leads through these', () => {
    const deny = (end: string) => `deny: [{from: shop/client, to: shop/db, via: {except: ${end}}}]`;
    expect(outcomes(engine, deny('shop/gateway'))).toEqual(['held']);
    expect(outcomes(engine, deny('app=api'))).toEqual(['held']);
    const around = cluster(...chain, allowIn('db', 'gateway'));
    expect(broken(around, deny('app=api'))).toEqual(['shop/client → shop/gateway 80/TCP → shop/db 80/TCP']);
  });

  it('a list: each step of each pod', () => {
    const via = 'via: [shop/gateway, "shop/api:80"]';
    expect(outcomes(engine, `allow: [{from: shop/client, to: shop/db, ${via}}]`)).toEqual(['held']);
    expect(broken(engine, `deny: [{from: shop/client, to: shop/db, ${via}}]`)).toEqual([
      'shop/client → shop/gateway 80/TCP → shop/api 80/TCP → shop/db 80/TCP',
    ]);
    expect(outcomes(engine, 'deny: [{from: shop/client, to: shop/db, via: [shop/api]}]')).toEqual(['held']);
    expect(broken(engine, 'allow: [{from: shop/client, to: shop/db, via: [shop/api]}]')).toEqual([
      'shop/client → shop/api 80/TCP',
    ]);
  });

  it('the last step has the ports of the assertion, those before have any', () => {
    expect(outcomes(engine, 'deny: [{from: shop/client, to: "shop/db:81", via: any}]')).toEqual(['held']);
  });

  it('where there is no way, that is the breach', () => {
    const [result] = judged(engine, 'allow: [{from: shop/db, to: shop/gateway, via: any}]').results;
    expect(result).toMatchObject({ outcome: 'failed', breaches: [{ steps: [] }] });
  });

  it('a way that may be is no way that is', () => {
    const unread = object(
      'projectcalico.org/v3',
      'NetworkPolicy',
      'shop/c',
      'selector: app == "api"\ntypes: [Ingress]',
    );
    const open = cluster(...chain, unread);
    expect(outcomes(open, 'deny: [{from: shop/client, to: shop/db, via: any}]')).toEqual(['undecided']);
    expect(outcomes(open, 'allow: [{from: shop/client, to: shop/db, via: any}]')).toEqual(['undecided']);
  });
});
