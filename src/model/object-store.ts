import { type ConfigMap, decodeConfigMap } from './config-map.ts';
import { decodeEndpointSlice, decodeEndpoints, type EndpointSlice } from './endpoint-slice.ts';
import { decodeEvent, type Event } from './event.ts';
import { Fields } from './fields.ts';
import { decodeGateway, type Gateway } from './gateway.ts';
import { decodeGatewayRoute, type GatewayRoute, type GatewayRouteKind, gatewayRouteKinds } from './gateway-route.ts';
import { decodeIngress, type Ingress } from './ingress.ts';
import { decodeIngressClass, type IngressClass } from './ingress-class.ts';
import type { Manifest } from './manifest.ts';
import { decodeMetadata, fullName, type ObjectRef } from './metadata.ts';
import { decodeNamespace, type Namespace } from './namespace.ts';
import { decodeNode, type Node } from './node.ts';
import { decodeOpenShiftRoute, type OpenShiftRoute } from './openshift-route.ts';
import { decodePod, type Pod } from './pod.ts';
import { decodeReferenceGrant, type ReferenceGrant } from './reference-grant.ts';
import { decodeService, type Service } from './service.ts';
import { decodeWorkload, type Workload, type WorkloadKind } from './workload.ts';

/**
 * The objects of a cluster that have a part in connections, decoded, a map for each kind. Keys are `namespace/name`, or
 * the name alone for cluster-wide kinds.
 */
export class ObjectStore {
  readonly namespaces = new Map<string, Namespace>();
  readonly nodes = new Map<string, Node>();
  readonly pods = new Map<string, Pod>();
  readonly services = new Map<string, Service>();
  /** One slice for each key. */
  readonly endpointSlices = new Map<string, readonly EndpointSlice[]>();
  /** Endpoints objects, with one slice for each of their subsets. */
  readonly endpoints = new Map<string, readonly EndpointSlice[]>();
  readonly ingresses = new Map<string, Ingress>();
  readonly ingressClasses = new Map<string, IngressClass>();
  readonly gateways = new Map<string, Gateway>();
  /** Routes of all kinds of gateway.networking.k8s.io; their keys are `Kind/namespace/name`. */
  readonly gatewayRoutes = new Map<string, GatewayRoute>();
  readonly referenceGrants = new Map<string, ReferenceGrant>();
  readonly openShiftRoutes = new Map<string, OpenShiftRoute>();
  readonly configMaps = new Map<string, ConfigMap>();
  readonly events = new Map<string, Event>();
  /** Workloads of all kinds; their keys are `Kind/namespace/name`. */
  readonly workloads = new Map<string, Workload>();

  /**
   * Adds an object, or replaces the one of its kind and name; `defaultNamespace` is for objects that name none. False
   * for a kind that has no part in connections. Throws a FieldError for an object of the wrong shape, and then keeps
   * what it had.
   */
  put(manifest: Manifest, defaultNamespace: string): boolean {
    const fields = new Fields(manifest.value);
    const kind = objectKinds.get(fields.text('kind') ?? '');
    if (kind?.groups.includes(groupOf(fields.text('apiVersion') ?? '')) !== true) return false;
    kind.put(this, manifest, kind.isClusterWide ? '' : defaultNamespace);
    return true;
  }

  /** Forgets an object; false where there was none of its kind and name. */
  remove(object: ObjectRef): boolean {
    return objectKinds.get(object.kind)?.remove(this, fullName(object)) ?? false;
  }
}

/** Whether the objects of a kind that the store takes belong to no namespace. */
export function isClusterWideKind(kind: string): boolean {
  return objectKinds.get(kind)?.isClusterWide ?? false;
}

interface ObjectKind {
  /** The API groups in which the name means this kind; the core group is the empty string. */
  readonly groups: readonly string[];
  readonly isClusterWide: boolean;
  readonly put: (store: ObjectStore, manifest: Manifest, namespace: string) => void;
  readonly remove: (store: ObjectStore, key: string) => boolean;
}

type Decoder<T> = (manifest: Manifest, namespace: string) => T;

const core = [''];
const ingressGroups = ['networking.k8s.io', 'extensions'];
const gatewayGroups = ['gateway.networking.k8s.io'];

const workloadGroups: Readonly<Record<WorkloadKind, readonly string[]>> = {
  Deployment: ['apps', 'extensions'],
  ReplicaSet: ['apps', 'extensions'],
  DaemonSet: ['apps', 'extensions'],
  StatefulSet: ['apps'],
  ReplicationController: core,
  Job: ['batch'],
  CronJob: ['batch'],
};

/** A `Map`, since a kind may be called `constructor`. */
const objectKinds: ReadonlyMap<string, ObjectKind> = new Map([
  ['Namespace', clusterWide(objectKind(core, decodeNamespace, (store) => store.namespaces))],
  ['Node', clusterWide(objectKind(core, decodeNode, (store) => store.nodes))],
  ['Pod', objectKind(core, decodePod, (store) => store.pods)],
  ['Service', objectKind(core, decodeService, (store) => store.services)],
  ['EndpointSlice', objectKind(['discovery.k8s.io'], decodeOneSlice, (store) => store.endpointSlices)],
  ['Endpoints', objectKind(core, decodeEndpoints, (store) => store.endpoints)],
  ['Ingress', objectKind(ingressGroups, decodeIngress, (store) => store.ingresses)],
  ['IngressClass', clusterWide(objectKind(ingressGroups, decodeIngressClass, (store) => store.ingressClasses))],
  ['Gateway', objectKind(gatewayGroups, decodeGateway, (store) => store.gateways)],
  ['ReferenceGrant', objectKind(gatewayGroups, decodeReferenceGrant, (store) => store.referenceGrants)],
  ['Route', objectKind(['route.openshift.io'], decodeOpenShiftRoute, (store) => store.openShiftRoutes)],
  ['ConfigMap', objectKind(core, decodeConfigMap, (store) => store.configMaps)],
  ['Event', objectKind(['', 'events.k8s.io'], decodeEvent, (store) => store.events)],
  ...gatewayRouteKinds.map((kind): [string, ObjectKind] => [kind, gatewayRoute(kind)]),
  ...(Object.keys(workloadGroups) as WorkloadKind[]).map((kind): [string, ObjectKind] => [kind, workload(kind)]),
]);

function objectKind<T>(
  groups: readonly string[],
  decode: Decoder<T>,
  mapOf: (store: ObjectStore) => Map<string, T>,
  prefix = '',
): ObjectKind {
  return {
    groups,
    isClusterWide: false,
    put: (store, manifest, namespace) => {
      mapOf(store).set(`${prefix}${fullName(decodeMetadata(manifest, namespace))}`, decode(manifest, namespace));
    },
    remove: (store, key) => mapOf(store).delete(`${prefix}${key}`),
  };
}

function clusterWide(kind: ObjectKind): ObjectKind {
  return { ...kind, isClusterWide: true };
}

function workload(kind: WorkloadKind): ObjectKind {
  const decode: Decoder<Workload> = (manifest, namespace) => decodeWorkload(manifest, kind, namespace);
  return objectKind(workloadGroups[kind], decode, (store) => store.workloads, `${kind}/`);
}

function gatewayRoute(kind: GatewayRouteKind): ObjectKind {
  const decode: Decoder<GatewayRoute> = (manifest, namespace) => decodeGatewayRoute(manifest, kind, namespace);
  return objectKind(gatewayGroups, decode, (store) => store.gatewayRoutes, `${kind}/`);
}

function decodeOneSlice(manifest: Manifest, namespace: string): readonly EndpointSlice[] {
  return [decodeEndpointSlice(manifest, namespace)];
}

function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}
