import fc from 'fast-check';
import type { JsonObject, Manifest } from '../../src/model/index.ts';
import type {
  ClusterRecord,
  NamespaceRecord,
  PeerRecord,
  PodRecord,
  PolicyRecord,
  PortRecord,
} from './network-policy.ts';

// Small vocabularies, so that selectors, blocks and ports meet what they are asked about.

const namespaceNames = ['a', 'b', 'c'] as const;
const labels = fc.dictionary(fc.constantFrom('app', 'tier', 'constructor'), fc.constantFrom('x', 'y', ''), {
  maxKeys: 2,
});
const protocol = fc.constantFrom('TCP' as const, 'UDP' as const, 'SCTP' as const);
const portNumber = fc.constantFrom(79, 80, 81, 8080);
const portName = fc.constantFrom('http', 'web');

/** Present, null, or missing: the API server takes the last two for the same. */
function maybe<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null | undefined> {
  return fc.oneof({ weight: 4, arbitrary: value }, fc.constant(null), fc.constant(undefined));
}

const namespaces: fc.Arbitrary<readonly NamespaceRecord[]> = fc
  .tuple(...namespaceNames.map(() => fc.option(labels)))
  .map((all) => all.map((own, index) => ({ name: namespaceNames[index] ?? '', labels: own })));

const lastBits = fc.integer({ min: 0, max: 1023 });
const ip4 = (bits: number) => `10.0.${bits >> 8}.${bits & 255}`;
const ip6 = (bits: number) => `fd00::${bits.toString(16)}`;

const pod = fc.record({
  namespace: fc.constantFrom(...namespaceNames),
  labels,
  ip4: fc.option(lastBits.map(ip4)),
  ip6: fc.option(lastBits.map(ip6)),
  ports: fc.array(fc.record({ name: portName, containerPort: portNumber, protocol }), { maxLength: 3 }),
});
const pods: fc.Arbitrary<readonly PodRecord[]> = fc
  .array(pod, { minLength: 1, maxLength: 5 })
  .map((all) => all.map((record, index) => ({ ...record, name: `p${index}` })));

const key = fc.constantFrom('app', 'tier', 'constructor');
const someValues = fc.array(fc.constantFrom('x', 'y', ''), { minLength: 1, maxLength: 2 });
const expression = fc.oneof(
  fc.record({ key, operator: fc.constantFrom('In', 'NotIn'), values: someValues }),
  fc.record({ key, operator: fc.constantFrom('Exists', 'DoesNotExist') }),
);
const selector = (asked: fc.Arbitrary<Record<string, string>>) =>
  fc.record({ matchLabels: maybe(asked), matchExpressions: maybe(fc.array(expression, { maxLength: 2 })) });
const namespaceName = fc.constantFrom(...namespaceNames).map((name) => ({ 'kubernetes.io/metadata.name': name }));

/** A block of the last ten bits of an address, or all of its family. */
const block = fc
  .record({
    isIPv6: fc.boolean(),
    bits: lastBits,
    prefix: fc.integer({ min: -1, max: 10 }),
    holes: fc.array(fc.tuple(lastBits, fc.nat(9)), { maxLength: 2 }),
  })
  .map(({ isIPv6, bits, prefix, holes }) => {
    const [write, before] = isIPv6 ? [ip6, 118] : [ip4, 22];
    const cidr = prefix < 0 ? `${write(bits)}/0` : `${write(bits)}/${before + prefix}`;
    const fixed = Math.max(prefix, 0);
    const hostBits = (1 << (10 - fixed)) - 1;
    const except = holes
      .map(([hole, longer]) => ({
        at: (bits & ~hostBits) | (hole & hostBits),
        length: fixed + 1 + (longer % (11 - fixed)),
      }))
      .filter(({ length }) => length <= 10)
      .map(({ at, length }) => `${write(at)}/${before + length}`);
    return { cidr, except };
  });

const peer: fc.Arbitrary<PeerRecord> = fc.oneof(
  fc.record({ podSelector: selector(labels), namespaceSelector: maybe(selector(fc.oneof(labels, namespaceName))) }),
  fc.record({ podSelector: maybe(selector(labels)), namespaceSelector: selector(fc.oneof(labels, namespaceName)) }),
  fc.record({ ipBlock: block }),
);
const port: fc.Arbitrary<PortRecord> = fc.oneof(
  fc.record({ protocol: maybe(protocol), port: maybe(fc.oneof(portNumber, portName)) }),
  fc.record({
    protocol: maybe(protocol),
    port: fc.constantFrom(79, 80),
    endPort: maybe(fc.constantFrom(80, 81, 9000)),
  }),
);
const peers = maybe(fc.array(peer, { maxLength: 2 }));
const ports = maybe(fc.array(port, { maxLength: 2 }));
const policy: fc.Arbitrary<PolicyRecord> = fc.record({
  namespace: fc.constantFrom(...namespaceNames),
  spec: fc.record({
    podSelector: maybe(selector(labels)),
    policyTypes: maybe(fc.subarray(['Ingress' as const, 'Egress' as const])),
    ingress: maybe(fc.array(fc.record({ from: peers, ports }), { maxLength: 2 })),
    egress: maybe(fc.array(fc.record({ to: peers, ports }), { maxLength: 2 })),
  }),
});

export const clusters: fc.Arbitrary<ClusterRecord> = fc.record({
  namespaces,
  pods,
  policies: fc.array(policy, { maxLength: 4 }),
});

/** The manifests of a record: namespaces that have any, pods, policies. */
export function manifestsOf({ namespaces, pods, policies }: ClusterRecord): readonly Manifest[] {
  const values = [
    ...namespaces.flatMap(({ name, labels }) =>
      labels === null ? [] : [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }],
    ),
    ...pods.map(podValue),
    ...policies.map(({ namespace, spec }, index) => {
      const metadata = { name: `policy-${index}`, namespace };
      return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec };
    }),
  ];
  const source = { file: { path: 'generated', text: '' }, document: 0, start: 0, end: 0 };
  return values.map((value) => ({ value: value as unknown as JsonObject, source }));
}

function podValue({ namespace, name, labels, ip4, ip6, ports }: PodRecord) {
  const podIPs = [ip4, ip6].filter((ip) => ip !== null).map((ip) => ({ ip }));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, labels },
    spec: { containers: [{ name: 'main', ports }] },
    status: { phase: 'Running', podIP: podIPs[0]?.ip, podIPs },
  };
}
