import { describe, expect, it } from 'vitest';
import { netwhy } from './support/command.ts';

// What a person sees of each command and format. A change here is a change for users.

const snapshot = ['-f', 'examples/crash-loops'];
const article = ['-f', 'examples/article/app.yaml', '-f'];

async function print(...argv: readonly string[]): Promise<string> {
  const { out, err, code } = await netwhy(argv);
  return `${out}${err}exit ${code}`;
}

describe('policies of one priority', () => {
  it('are named with the rule and the line of each', async () => {
    const text = await print('explain', 'shop/client', 'shop/server:80', '-f', 'test/fixtures/equal-priorities.yaml');
    expect(text).toContain(`
  depends on which of AdminNetworkPolicy closed and AdminNetworkPolicy open comes first: all have priority 5

rules
  denies    ingress  AdminNetworkPolicy closed#ingress[0].from[0]  test/fixtures/equal-priorities.yaml:41
            tied with AdminNetworkPolicy open#ingress[0] test/fixtures/equal-priorities.yaml:28: both have priority 5
  allows    ingress  AdminNetworkPolicy open#ingress[0].from[0]  test/fixtures/equal-priorities.yaml:28
            tied with AdminNetworkPolicy closed#ingress[0] test/fixtures/equal-priorities.yaml:41: both have priority 5
`);
  });
});

describe('the article’s policies', () => {
  it('the problematic one stops a client of another namespace', async () => {
    const text = await print(
      'explain',
      'web/client',
      'server.shop:80',
      ...article,
      'examples/article/problematic.yaml',
    );
    expect(text).toMatchInlineSnapshot(`
      "DENIED  web/client → server.shop:80
        egress  allowed at web/client-0: no policy isolates it
        ingress denied at shop/server-0:8080/TCP: isolated by shop/restrict-server, and no rule matches

      rules
        no match  ingress  shop/restrict-server#ingress[0]  examples/article/problematic.yaml:14
                  missing a namespaceSelector: without one the rule takes pods of namespace shop only, and web/client-0 is in web

        closest rule shop/restrict-server#ingress[0].from[0]
          --> examples/article/problematic.yaml:15:11
        12 |     - Ingress
        13 |   ingress:
        14 |     - from:
        15 |         - podSelector: {}
           |           ^^^^^^^^^^^^^^^ lacks a namespaceSelector
           = why    without one the rule takes pods of namespace shop only, and web/client-0 is in web
           = right  namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: web}}
      exit 1"
    `);
  });

  it('the corrected one still does', async () => {
    const text = await print('explain', 'web/client', 'server.shop:80', ...article, 'examples/article/corrected.yaml');
    expect(text).toMatchInlineSnapshot(`
      "DENIED  web/client → server.shop:80
        egress  allowed at web/client-0: no policy isolates it
        ingress denied at shop/server-0:8080/TCP: isolated by shop/allow-client-to-server, and no rule matches

      rules
        no match  ingress  shop/allow-client-to-server#ingress[0]  examples/article/corrected.yaml:14
                  missing a namespaceSelector: without one the rule takes pods of namespace shop only, and web/client-0 is in web

        closest rule shop/allow-client-to-server#ingress[0].from[0]
          --> examples/article/corrected.yaml:15:11
        12 |     - Ingress
        13 |   ingress:
        14 |     - from:
        15 |         - podSelector:
           |           ^^^^^^^^^^^^ lacks a namespaceSelector
        16 |             matchLabels:
        17 |               app: client
           = why    without one the rule takes pods of namespace shop only, and web/client-0 is in web
           = right  namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: web}}
      exit 1"
    `);
  });

  it('the cure lets it in, and nobody else', async () => {
    const cure = [...article, 'examples/article/cure.yaml'];
    expect(await print('check', 'web/client', 'server.shop:80', ...cure)).toMatchInlineSnapshot(`
      "ALLOWED  web/client → server.shop:80
        egress  allowed at web/client-0: no policy isolates it
        ingress allowed at shop/server-0:8080/TCP: shop/allow-client-to-server#ingress[0].from[0]
      exit 0"
    `);
    expect(await print('check', '192.0.2.0/24', 'server.shop:80', ...cure)).toMatchInlineSnapshot(`
      "DENIED  192.0.2.0/24 → server.shop:80
        egress  allowed at 192.0.2.0/24: it is no pod, and policies guard pods only
        ingress denied at shop/server-0:8080/TCP: isolated by shop/allow-client-to-server, and no rule matches
      exit 1"
    `);
  });

  it('a policy that is not applied yet is laid over the rest', async () => {
    const text = await print(
      'check',
      'web/client',
      'server.shop:80',
      ...snapshot,
      '--with',
      'examples/article/cure.yaml',
    );
    expect(text).toMatchInlineSnapshot(`
      "ALLOWED  web/client → server.shop:80
        egress  allowed at web/client-b6984bb66-wj8mp: no policy isolates it
        ingress allowed at shop/server-68b64cc7d-dw5b2:8080/TCP: shop/allow-client-to-server#ingress[0].from[0]
      exit 0"
    `);
  });
});

describe('check', () => {
  it('a range of addresses', async () => {
    const text = await print('check', '10.0.0.0/8', 'shop/server:8080', ...snapshot);
    expect(text).toMatchInlineSnapshot(`
      "DENIED  10.0.0.0/8 → shop/server:8080
        egress  allowed at 10.0.0.0/8: it is no pod, and policies guard pods only
        ingress denied at shop/server-68b64cc7d-dw5b2:8080/TCP: isolated by shop/restrict-server, and no rule matches
        assumed 10.0.0.0/8 stands for addresses outside of the cluster, and not for those in it of pod auth/tokens-667f74b95d-7cxpm, pod data/postgres-56f778676c-fxxzv, pod edge/client-5b76d685df-6hw2g and 25 more
      exit 1"
    `);
  });

  it('a pod that reaches itself through a Service', async () => {
    expect(await print('check', 'store/server', 'store/svc/server:80', ...snapshot)).toMatchInlineSnapshot(`
      "ALLOWED  store/server → store/svc/server:80
        egress  allowed at store/server-68b64cc7d-wwddz: no policy isolates it
        ingress allowed at store/server-68b64cc7d-wwddz:8080/TCP: store/restrict-server#ingress[0].from[0]
      exit 0"
    `);
    expect(
      await print('check', 'store/server', 'store/svc/server:80', ...snapshot, '--profile', 'cilium'),
    ).toMatchInlineSnapshot(`
      "ALLOWED  store/server → store/svc/server:80
        egress  allowed at store/server-68b64cc7d-wwddz: the dataplane lets a pod reach itself through a Service
        ingress allowed at store/server-68b64cc7d-wwddz:8080/TCP: the dataplane lets a pod reach itself through a Service
      exit 0"
    `);
  });
});

describe('policies', () => {
  it.each(['text', 'wide', 'csv', 'md'])('as %s', async (format) => {
    expect(await print('policies', 'store/server', ...snapshot, '-o', format)).toMatchSnapshot();
  });

  it('none', async () => {
    expect(await print('policies', 'data/postgres', ...snapshot)).toMatchInlineSnapshot(`
      "No policy selects data/postgres-56f778676c-fxxzv: everything may connect to it, and it to everything.
      exit 0"
    `);
  });
});

describe('matrix', () => {
  it('of one namespace and of named ports', async () => {
    expect(await print('matrix', '--port', '8080', '-n', 'ledger', ...snapshot)).toMatchInlineSnapshot(`
      "8080/TCP
                                     1 2
      1 ledger/api-8c599458b-c8kjz   - .
      2 ledger/worker-544d7df-x4rns  X -

      . allowed   X denied   ? implementation-defined   - itself   N no such named port
      exit 0"
    `);
    expect(
      await print('matrix', '--port', 'dns/UDP', '-n', 'kube-system', ...snapshot, '-o', 'csv'),
    ).toMatchInlineSnapshot(`
      "from,to,port,protocol,ingress,egress,combined
      kube-system/coredns-c6788587c-m8lwx,kube-system/coredns-c6788587c-m8lwx,dns,UDP,-,-,-
      exit 0"
    `);
  });
});

describe('diagnose', () => {
  it('as Markdown', async () => {
    expect(await print('diagnose', 'search/frontend', ...snapshot, '-o', 'md')).toMatchInlineSnapshot(`
      "# netwhy diagnosis

      1 container fails: 1 chain.

      ## search/frontend: chain: blocked by policy

      search/frontend is ended by its liveness probe because it cannot connect to search/index:9200/TCP (Service search/index:9200): ingress policy search/index-ingress does not let it in.

      - connection: \`search/frontend → search/index:9200/TCP (Service search/index:9200)\`

      - policy: \`search/index-ingress\` in \`examples/crash-loops/objects/networkpolicies.yaml:94\`

      \`\`\`
         --> examples/crash-loops/objects/networkpolicies.yaml:102:3
       99 |   podSelector:
      100 |     matchLabels:
      101 |       app: index
      102 |   policyTypes:
          |   ^^^^^^^^^^^^ lacks an ingress rule from search/frontend-75466d56b6-nfqfg on port 9200/TCP
      103 |     - Ingress
          = why    it has none, and so lets nothing in
          = right  - {from: [{podSelector: {matchLabels: {app: frontend}}}], ports: [{port: 9200, protocol: TCP}]}
      \`\`\`

      | for | evidence | says | source |
      | --- | --- | --- | --- |
      | neutral | event | liveness probe failed 10 times: Get "http://10.244.0.183:8000/": dial tcp 10.244.0.183:8000: connect: connection refused | pod search/frontend-75466d56b6-nfqfg |
      | neutral | event | the kubelet ended it for its liveness probe | pod search/frontend-75466d56b6-nfqfg |
      | blocked | log | "index:9200 not reachable yet (ETIMEDOUT), retrying": connect-timeout | examples/crash-loops/logs/search/frontend-75466d56b6-nfqfg/frontend.log:1 |
      | neutral | config | it connects to index:9200, which is Service search/index; its pods get it on 9200 | the log |
      | blocked | policy | ingress is denied: the policy that isolates it lets nothing through | search/index-ingress |
      | not-policy | policy | egress is open: no policy isolates it |  |
      | neutral | state | exited with 137 (killed (SIGKILL)) after 12 s; 4 restarts | pod search/frontend-75466d56b6-nfqfg |
      exit 1"
    `);
  });

  it('in colour, where the terminal has them, says the same', async () => {
    const argv = ['diagnose', ...snapshot];
    const coloured = await netwhy(argv, { colours: true });
    const plain = await netwhy(argv);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours are what is taken away
    expect(coloured.out.replace(/\u001b\[\d+m/g, '')).toBe(plain.out);
    expect(coloured.out).not.toBe(plain.out);
  });

  it('prints the same bytes for the same input', async () => {
    const argv = ['diagnose', ...snapshot, '-o', 'json'];
    expect((await netwhy(argv)).out).toBe((await netwhy(argv)).out);
  });
});
