import type { JsonObject } from '../../src/model/index.ts';
import type { Application } from './applications.ts';
import type { Random } from './random.ts';
import { teams } from './size.ts';

/** What a NetworkPolicy is made of; `app` selects an application of its namespace. */
interface Pieces {
  readonly random: Random;
  readonly app: () => JsonObject;
}

type Pattern = readonly [name: string, spec: (pieces: Pieces) => JsonObject];

const named = (name: string): JsonObject => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });
const block = (random: Random): JsonObject => {
  const second = random.below(64);
  return { ipBlock: { cidr: `172.${second}.0.0/16`, except: [`172.${second}.${random.below(8)}.0/24`] } };
};

/** One in two namespaces starts with the first, the others with the second. */
const foundations: readonly Pattern[] = [
  ['default-deny', () => ({ podSelector: {}, policyTypes: ['Ingress'] })],
  ['allow-same-namespace', () => ({ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] })],
];

/** What people add to it, each as often as its weight says. */
const additions: readonly (readonly [weight: number, pattern: Pattern])[] = [
  [
    6,
    [
      'allow-app',
      ({ app }) => ({
        podSelector: app(),
        ingress: [{ from: [{ podSelector: app() }, { podSelector: app() }], ports: [{ port: 'http' }] }],
      }),
    ],
  ],
  [
    3,
    [
      'allow-ingress-controller',
      ({ app }) => ({
        podSelector: app(),
        ingress: [{ from: [{ namespaceSelector: named('ingress-nginx') }], ports: [{ port: 8080 }, { port: 8443 }] }],
      }),
    ],
  ],
  [
    3,
    [
      'allow-team',
      ({ app, random }) => ({
        podSelector: app(),
        ingress: [
          {
            from: [
              {
                namespaceSelector: { matchLabels: { team: `team-${random.below(teams)}` } },
                podSelector: { matchExpressions: [{ key: 'tier', operator: 'In', values: ['frontend', 'backend'] }] },
              },
            ],
            ports: [{ port: 'http' }],
          },
        ],
      }),
    ],
  ],
  [
    3,
    [
      'egress-dns',
      ({ app }) => ({
        podSelector: app(),
        policyTypes: ['Egress'],
        egress: [
          {
            to: [{ namespaceSelector: named('kube-system') }],
            ports: [
              { protocol: 'UDP', port: 53 },
              { protocol: 'TCP', port: 53 },
            ],
          },
          { to: [{ podSelector: {} }] },
        ],
      }),
    ],
  ],
  [
    2,
    [
      'egress-outside',
      ({ app, random }) => ({
        podSelector: app(),
        policyTypes: ['Egress'],
        egress: [{ to: [block(random)], ports: [{ port: 443 }, { port: 8000, endPort: 8099 }] }],
      }),
    ],
  ],
  [1, ['ingress-outside', ({ app, random }) => ({ podSelector: app(), ingress: [{ from: [block(random)] }] })]],
];

/** The policy of a number: the first of each namespace, then the second, and so on. */
export function networkPolicy(
  index: number,
  namespaces: readonly string[],
  applications: readonly Application[],
  random: Random,
): JsonObject {
  const namespace = namespaces[index % namespaces.length] ?? '';
  const round = Math.floor(index / namespaces.length);
  const [pattern, spec] = round === 0 ? random.pick(foundations) : random.weighted(additions);
  const own = Math.ceil(applications.length / namespaces.length);
  const app = () => {
    const found = applications[(index % namespaces.length) + namespaces.length * random.below(own)];
    return { matchLabels: { 'app.kubernetes.io/name': found?.labels['app.kubernetes.io/name'] ?? 'web' } };
  };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `${pattern}-${round}`, namespace },
    spec: spec({ random, app }),
  };
}

/** A few of each admin kind: what is open and closed to everybody, and a floor below it all. */
export function adminPolicies(): readonly JsonObject[] {
  const environment = (name: string): JsonObject => ({ matchLabels: { environment: name } });
  const everywhere: JsonObject = { namespaces: {} };
  const alpha = (kind: string, name: string, spec: JsonObject): JsonObject => {
    return { apiVersion: 'policy.networking.k8s.io/v1alpha1', kind, metadata: { name }, spec };
  };
  const cluster = (name: string, spec: JsonObject): JsonObject => {
    return { apiVersion: 'policy.networking.k8s.io/v1alpha2', kind: 'ClusterNetworkPolicy', metadata: { name }, spec };
  };
  const from = (action: string, namespaces: JsonObject): JsonObject => ({ action, from: [{ namespaces }] });
  const system = named('kube-system');
  return [
    alpha('AdminNetworkPolicy', 'system-first', { priority: 1, subject: everywhere, ingress: [from('Allow', system)] }),
    alpha('AdminNetworkPolicy', 'production-apart', {
      priority: 10,
      subject: { namespaces: environment('production') },
      ingress: [from('Deny', environment('development'))],
    }),
    alpha('AdminNetworkPolicy', 'staging-as-it-likes', {
      priority: 20,
      subject: { namespaces: environment('staging') },
      ingress: [from('Pass', environment('staging'))],
    }),
    alpha('BaselineAdminNetworkPolicy', 'default', {
      subject: { namespaces: environment('production') },
      ingress: [from('Deny', environment('staging'))],
    }),
    cluster('no-metadata-service', {
      tier: 'Admin',
      priority: 5,
      subject: everywhere,
      egress: [{ action: 'Deny', to: [{ networks: ['169.254.169.254/32'] }] }],
    }),
    cluster('development-stays', {
      tier: 'Baseline',
      priority: 50,
      subject: { namespaces: environment('development') },
      egress: [{ action: 'Deny', to: [{ namespaces: environment('production') }] }],
    }),
  ];
}
