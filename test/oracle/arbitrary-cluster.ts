import fc from 'fast-check';
import type { ContainerText, Labels, NamespaceObject, NodeObject, PodObject } from './objects.ts';

// Small vocabularies, so that selectors, blocks and ports meet what they are asked about.

export const namespaceNames = ['a', 'b', 'c'] as const;
const nodeNames = ['n0', 'n1'] as const;

export const labels: fc.Arbitrary<Labels> = fc.dictionary(
  fc.constantFrom('app', 'tier', 'constructor'),
  fc.constantFrom('x', 'y', ''),
  { maxKeys: 2 },
);
export const protocol = fc.constantFrom('TCP' as const, 'UDP' as const, 'SCTP' as const);
export const portNumber = fc.constantFrom(79, 80, 81, 8080);
export const portName = fc.constantFrom('http', 'web');

/** Present, null, or missing: the API server takes the last two for the same. */
export function maybe<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null | undefined> {
  return fc.oneof({ weight: 4, arbitrary: value }, fc.constant(null), fc.constant(undefined));
}

// Addresses of a cluster differ in their last ten bits. Pods have the first 512, nodes follow, then what is outside.
export const addressBits = 10;
const nodeBits = 512;
const outsideBits = 768;
export const ip4 = (bits: number) => `10.0.${bits >> 8}.${bits & 255}`;
export const ip6 = (bits: number) => `fd00::${bits.toString(16)}`;

/** Addresses of nobody in the cluster, some of which blocks near those of the cluster hold. */
export const outsideAddresses: readonly string[] = [
  ip4(outsideBits),
  ip4(outsideBits + 255),
  ip6(outsideBits),
  '203.0.113.7',
];

const namespaces: fc.Arbitrary<readonly NamespaceObject[]> = fc
  .tuple(...namespaceNames.map(() => fc.option(maybe(labels), { nil: 'no manifest' as const })))
  .map((all) =>
    all.flatMap((own, index) =>
      own === 'no manifest'
        ? []
        : [{ kind: 'Namespace', metadata: { name: namespaceNames[index] ?? '', labels: own } }],
    ),
  );

/** What a node's pods have to know of it; its manifest may be missing. */
interface NodeRecord {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly hasManifest: boolean;
  readonly labels: Labels;
}

const nodeRecords = fc.tuple(
  ...nodeNames.map((name, index) =>
    fc.record({
      name: fc.constant(name),
      addresses: fc.constantFrom(
        [ip4(nodeBits + index)],
        [ip4(nodeBits + index), ip6(nodeBits + index)],
        [ip6(nodeBits + index)],
      ),
      hasManifest: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
      labels,
    }),
  ),
);

function nodeObject({ name, addresses, labels }: NodeRecord): NodeObject {
  const ips = addresses.map((address) => ({ type: 'InternalIP', address }));
  return {
    kind: 'Node',
    metadata: { name, labels },
    status: { addresses: [...ips, { type: 'Hostname', address: name }] },
  };
}

// A container may give a name once only, but containers of one pod may share it.
const containerPorts = maybe(
  fc.uniqueArray(fc.record({ name: portName, containerPort: portNumber, protocol: maybe(protocol) }), {
    maxLength: 3,
    selector: ({ name }) => name,
  }),
);
const container: fc.Arbitrary<ContainerText> = fc.record({ name: fc.constant('main'), ports: containerPorts });
const initContainer: fc.Arbitrary<ContainerText> = fc.record({
  name: fc.constant('init'),
  ports: containerPorts,
  restartPolicy: fc.constantFrom('Always', undefined),
});

const podRecord = fc.record({
  namespace: fc.constantFrom(...namespaceNames),
  labels: maybe(labels),
  kind: fc.oneof(
    { weight: 6, arbitrary: fc.constant('running' as const) },
    { weight: 2, arbitrary: fc.constant('host network' as const) },
    fc.constantFrom('without address' as const, 'ended' as const, 'planned' as const),
  ),
  node: fc.nat(1),
  bits: fc.nat(nodeBits / 8 - 1),
  families: fc.constantFrom([4] as const, [4, 6] as const, [6] as const),
  containers: fc.array(container, { minLength: 1, maxLength: 2 }),
  initContainers: maybe(fc.array(initContainer, { maxLength: 1 })),
});
type PodRecord = typeof podRecord extends fc.Arbitrary<infer T> ? T : never;

/** A pod as the kubelet would report it; the index keeps names and addresses apart. */
function podObject(record: PodRecord, index: number, nodes: readonly NodeRecord[]): PodObject {
  const { namespace, labels, kind, containers, initContainers } = record;
  const node = nodes[record.node];
  const isScheduled = kind !== 'without address' && kind !== 'planned' && node !== undefined;
  // An address that was an ended pod's may be another's now.
  const bits = record.bits * 8 + (kind === 'ended' ? 0 : index);
  const own = record.families.map((family) => (family === 4 ? ip4(bits) : ip6(bits)));
  const addresses = kind === 'host network' ? (node?.addresses ?? []) : own;
  const hostIP = node?.addresses[0];
  return {
    kind: 'Pod',
    metadata: { namespace, name: `p${index}`, labels },
    spec: {
      containers: containers.map((each, at) => ({ ...each, name: `${each.name}-${at}` })),
      ...(initContainers !== undefined && { initContainers }),
      ...(kind === 'host network' && { hostNetwork: true }),
      ...(isScheduled && { nodeName: node.name }),
    },
    ...(kind !== 'planned' && {
      status: {
        phase: kind === 'ended' ? 'Succeeded' : isScheduled ? 'Running' : 'Pending',
        ...(isScheduled && { podIPs: addresses.map((ip) => ({ ip })) }),
        ...(isScheduled && hostIP !== undefined && { hostIP }),
      },
    }),
  };
}

const somePods: fc.Arbitrary<readonly PodRecord[]> = fc.array(podRecord, { minLength: 1, maxLength: 5 });
/** As they stand in a repository: nothing shows the address families of the cluster. */
const plannedPods: fc.Arbitrary<readonly PodRecord[]> = somePods.map((pods) =>
  pods.map((pod) => ({ ...pod, kind: 'planned' as const })),
);

/** Namespaces, nodes and pods. */
export const inhabitants = fc
  .record({
    namespaces,
    nodes: nodeRecords,
    pods: fc.oneof({ weight: 6, arbitrary: somePods }, { weight: 1, arbitrary: plannedPods }),
  })
  .map(({ namespaces, nodes, pods }) => ({
    namespaces,
    nodes: nodes.filter(({ hasManifest }) => hasManifest).map(nodeObject),
    pods: pods.map((pod, index) => podObject(pod, index, nodes)),
  }));
