import type { JsonObject } from '../../src/model/index.ts';
import type { Random } from './random.ts';
import { type ClusterSize, range } from './size.ts';

/** A workload with its pods and its Service. */
export interface Application {
  readonly namespace: string;
  readonly name: string;
  readonly kind: 'Deployment' | 'StatefulSet';
  readonly labels: Readonly<Record<string, string>>;
  readonly port: number;
  /** The numbers of its pods among all of the cluster. */
  readonly pods: readonly number[];
}

/** What applications of every namespace are called, with their ports. */
const roles = [
  { name: 'web', tier: 'frontend', port: 8080 },
  { name: 'api', tier: 'backend', port: 8443 },
  { name: 'worker', tier: 'backend', port: 9090 },
  { name: 'cache', tier: 'data', port: 6379 },
  { name: 'db', tier: 'data', port: 5432 },
  { name: 'queue', tier: 'data', port: 5672 },
] as const;

/** Spread evenly: application `i` is in namespace `i` modulo their number, and so are its pods. */
export function applicationsOf(
  { pods, workloads, namespaces: count }: ClusterSize,
  namespaces: readonly string[],
  random: Random,
): readonly Application[] {
  return range(Math.min(workloads, pods)).map((index) => {
    const round = Math.floor(index / count);
    const role = roles[round % roles.length] ?? roles[0];
    const name = round < roles.length ? role.name : `${role.name}-${Math.floor(round / roles.length)}`;
    const labels = { 'app.kubernetes.io/name': name, tier: role.tier, version: `v${1 + random.below(3)}` };
    return {
      namespace: namespaces[index % namespaces.length] ?? '',
      name,
      kind: role.tier === 'data' ? 'StatefulSet' : 'Deployment',
      labels,
      port: role.port,
      pods: range(Math.ceil((pods - index) / workloads)).map((replica) => index + replica * workloads),
    };
  });
}

/** The workload, what its controller has made of it, and its Service. */
export function objectsOf(application: Application, random: Random): readonly JsonObject[] {
  const { namespace, name, kind, labels, port, pods } = application;
  const hash = random
    .below(2 ** 32)
    .toString(36)
    .padStart(7, '0')
    .slice(0, 7);
  const isDeployment = kind === 'Deployment';
  const podLabels = isDeployment ? { ...labels, 'pod-template-hash': hash } : labels;
  const owner = isDeployment ? { kind: 'ReplicaSet', name: `${name}-${hash}` } : { kind, name };
  const spec = {
    containers: [{ name, image: `registry.example/${name}:1`, ports: [{ name: 'http', containerPort: port }] }],
  };
  const workload = (of: string, called: string, controller?: JsonObject): JsonObject => ({
    apiVersion: 'apps/v1',
    kind: of,
    metadata: { name: called, namespace, uid: `${of}-${namespace}-${called}`, labels, ...controller },
    spec: {
      replicas: pods.length,
      selector: { matchLabels: labels },
      template: { metadata: { labels: podLabels }, spec },
    },
  });
  return [
    workload(kind, name),
    ...(isDeployment ? [workload('ReplicaSet', owner.name, ownedBy({ kind, name }))] : []),
    ...pods.map((number, replica) => {
      const podName = isDeployment
        ? `${owner.name}-${(number + 60_466_176).toString(36).slice(-5)}`
        : `${name}-${replica}`;
      const ordinal = isDeployment ? {} : { 'statefulset.kubernetes.io/pod-name': podName };
      const metadata = {
        name: podName,
        namespace,
        uid: `pod-${number}`,
        labels: { ...podLabels, ...ordinal },
        ...ownedBy(owner),
      };
      return pod(number, metadata, spec);
    }),
    service(application),
  ];
}

function ownedBy({ kind, name }: { readonly kind: string; readonly name: string }): JsonObject {
  return { ownerReferences: [{ apiVersion: 'apps/v1', kind, name, uid: `${kind}-${name}`, controller: true }] };
}

function pod(number: number, metadata: JsonObject, spec: JsonObject): JsonObject {
  const node = number % 1000;
  const podIP = `10.${128 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`;
  const hostIP = `192.168.${node >> 8}.${node & 255}`;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata,
    spec: { nodeName: `node-${node}`, ...spec },
    status: { phase: 'Running', hostIP, podIP, podIPs: [{ ip: podIP }] },
  };
}

function service({ namespace, name, labels, pods: [first = 0] }: Application): JsonObject {
  const { version: _version, ...selector } = labels;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: {
      clusterIP: `10.${96 + (first >> 16)}.${(first >> 8) & 255}.${first & 255}`,
      selector,
      ports: [{ name: 'http', port: 80, targetPort: 'http' }],
    },
  };
}
