import { type ConfigMap, decodeConfigMap } from './config-map.ts';
import { decodeEndpointSlice, decodeEndpoints, type EndpointSlice } from './endpoint-slice.ts';
import { decodeEvent, type Event } from './event.ts';
import { Fields } from './fields.ts';
import { decodeGateway, type Gateway } from './gateway.ts';
import { decodeGatewayRoute, type GatewayRoute, type GatewayRouteKind, gatewayRouteKinds } from './gateway-route.ts';
import { decodeIngress, type Ingress } from './ingress.ts';
import { decodeIngressClass, type IngressClass } from './ingress-class.ts';
import type { Manifest } from './manifest.ts';
import { decodeMetadata, type Metadata, type ObjectRef } from './metadata.ts';
import { decodeNamespace, type Namespace } from './namespace.ts';
import { type ByNamespace, NamespacedMap } from './namespaced-map.ts';
import { decodeNode, type Node } from './node.ts';
import { decodeOpenShiftRoute, type OpenShiftRoute } from './openshift-route.ts';
import { decodePod, type Pod } from './pod.ts';
import { decodeReferenceGrant, type ReferenceGrant } from './reference-grant.ts';
import { decodeService, type Service } from './service.ts';
import { decodeWorkload, type Workload, type WorkloadKind } from './workload.ts';

/**
 * The objects of a cluster that have a part in connections, decoded, as they were at one time: for each kind by namespace
 * and name. Cluster-wide kinds have the empty namespace.
 */
export interface ClusterObjects {
  readonly namespaces: ByNamespace<Namespace>;
  readonly nodes: ByNamespace<Node>;
  readonly pods: ByNamespace<Pod>;
  readonly services: ByNamespace<Service>;
  /** One slice for each key. */
  readonly endpointSlices: ByNamespace<readonly EndpointSlice[]>;
  /** Endpoints objects, with one slice for each of their subsets. */
  readonly endpoints: ByNamespace<readonly EndpointSlice[]>;
  readonly ingresses: ByNamespace<Ingress>;
  readonly ingressClasses: ByNamespace<IngressClass>;
  readonly gateways: ByNamespace<Gateway>;
  /** Routes of all kinds of gateway.networking.k8s.io; within a namespace their keys are `Kind/name`. */
  readonly gatewayRoutes: ByNamespace<GatewayRoute>;
  readonly referenceGrants: ByNamespace<ReferenceGrant>;
  readonly openShiftRoutes: ByNamespace<OpenShiftRoute>;
  readonly configMaps: ByNamespace<ConfigMap>;
  readonly events: ByNamespace<Event>;
  /** Workloads of all kinds; within a namespace their keys are `Kind/name`. */
  readonly workloads: ByNamespace<Workload>;
}

/** Holds the objects of a cluster, and follows their changes. */
export class ObjectStore {
  private readonly maps: ObjectMaps = {
    namespaces: new NamespacedMap(),
    nodes: new NamespacedMap(),
    pods: new NamespacedMap(),
    services: new NamespacedMap(),
    endpointSlices: new NamespacedMap(),
    endpoints: new NamespacedMap(),
    ingresses: new NamespacedMap(),
    ingressClasses: new NamespacedMap(),
    gateways: new NamespacedMap(),
    gatewayRoutes: new NamespacedMap(),
    referenceGrants: new NamespacedMap(),
    openShiftRoutes: new NamespacedMap(),
    configMaps: new NamespacedMap(),
    events: new NamespacedMap(),
    workloads: new NamespacedMap(),
  };

  /**
   * Adds an object, or replaces the one of its kind and name; `defaultNamespace` is for objects that name none. False
   * for a kind that has no part in connections. Throws a FieldError for an object of the wrong shape, and then keeps
   * what it had.
   */
  put(manifest: Manifest, defaultNamespace: string): boolean {
    const fields = new Fields(manifest.value);
    const kind = objectKinds.get(fields.text('kind') ?? '');
    if (kind?.groups.includes(groupOf(fields.text('apiVersion') ?? '')) !== true) return false;
    kind.put(this.maps, manifest, kind.isClusterWide ? '' : defaultNamespace);
    return true;
  }

  /** Forgets an object; false where there was none of its kind and name. */
  remove(object: ObjectRef): boolean {
    return objectKinds.get(object.kind)?.remove(this.maps, object) ?? false;
  }

  /** The objects as they are now, whatever changes later. It costs nothing, and what does not change is shared. */
  objects(): ClusterObjects {
    const { maps } = this;
    return {
      namespaces: maps.namespaces.frozen(),
      nodes: maps.nodes.frozen(),
      pods: maps.pods.frozen(),
      services: maps.services.frozen(),
      endpointSlices: maps.endpointSlices.frozen(),
      endpoints: maps.endpoints.frozen(),
      ingresses: maps.ingresses.frozen(),
      ingressClasses: maps.ingressClasses.frozen(),
      gateways: maps.gateways.frozen(),
      gatewayRoutes: maps.gatewayRoutes.frozen(),
      referenceGrants: maps.referenceGrants.frozen(),
      openShiftRoutes: maps.openShiftRoutes.frozen(),
      configMaps: maps.configMaps.frozen(),
      events: maps.events.frozen(),
      workloads: maps.workloads.frozen(),
    };
  }
}

/** A map that can change for each of the kinds. */
type ObjectMaps = {
  readonly [Kind in keyof ClusterObjects]: ClusterObjects[Kind] extends ByNamespace<infer T> ? NamespacedMap<T> : never;
};

/** Whether the objects of a kind that the store takes belong to no namespace. */
export function isClusterWideKind(kind: string): boolean {
  return objectKinds.get(kind)?.isClusterWide ?? false;
}

interface ObjectKind {
  /** The API groups in which the name means this kind; the core group is the empty string. */
  readonly groups: readonly string[];
  readonly isClusterWide: boolean;
  readonly put: (maps: ObjectMaps, manifest: Manifest, namespace: string) => void;
  readonly remove: (maps: ObjectMaps, object: ObjectRef) => boolean;
}

type Decoder<T> = (fields: Fields, metadata: Metadata) => T;

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
  [
    'Namespace',
    clusterWide(
      objectKind(
        core,
        (_, metadata) => decodeNamespace(metadata),
        (maps) => maps.namespaces,
      ),
    ),
  ],
  ['Node', clusterWide(objectKind(core, decodeNode, (maps) => maps.nodes))],
  ['Pod', objectKind(core, decodePod, (maps) => maps.pods)],
  ['Service', objectKind(core, decodeService, (maps) => maps.services)],
  ['EndpointSlice', objectKind(['discovery.k8s.io'], decodeOneSlice, (maps) => maps.endpointSlices)],
  ['Endpoints', objectKind(core, decodeEndpoints, (maps) => maps.endpoints)],
  ['Ingress', objectKind(ingressGroups, decodeIngress, (maps) => maps.ingresses)],
  ['IngressClass', clusterWide(objectKind(ingressGroups, decodeIngressClass, (maps) => maps.ingressClasses))],
  ['Gateway', objectKind(gatewayGroups, decodeGateway, (maps) => maps.gateways)],
  ['ReferenceGrant', objectKind(gatewayGroups, decodeReferenceGrant, (maps) => maps.referenceGrants)],
  ['Route', objectKind(['route.openshift.io'], decodeOpenShiftRoute, (maps) => maps.openShiftRoutes)],
  ['ConfigMap', objectKind(core, decodeConfigMap, (maps) => maps.configMaps)],
  ['Event', objectKind(['', 'events.k8s.io'], decodeEvent, (maps) => maps.events)],
  ...gatewayRouteKinds.map((kind): [string, ObjectKind] => [kind, gatewayRoute(kind)]),
  ...(Object.keys(workloadGroups) as WorkloadKind[]).map((kind): [string, ObjectKind] => [kind, workload(kind)]),
]);

function objectKind<T>(
  groups: readonly string[],
  decode: Decoder<T>,
  mapOf: (maps: ObjectMaps) => NamespacedMap<T>,
  prefix = '',
): ObjectKind {
  return {
    groups,
    isClusterWide: false,
    put: (maps, manifest, namespace) => {
      const metadata = decodeMetadata(manifest, namespace);
      const value = decode(new Fields(manifest.value), metadata);
      mapOf(maps).set(metadata.namespace, `${prefix}${metadata.name}`, value);
    },
    remove: (maps, { namespace, name }) => mapOf(maps).delete(namespace, `${prefix}${name}`),
  };
}

function clusterWide(kind: ObjectKind): ObjectKind {
  return { ...kind, isClusterWide: true };
}

function workload(kind: WorkloadKind): ObjectKind {
  const decode: Decoder<Workload> = (fields, metadata) => decodeWorkload(fields, metadata, kind);
  return objectKind(workloadGroups[kind], decode, (maps) => maps.workloads, `${kind}/`);
}

function gatewayRoute(kind: GatewayRouteKind): ObjectKind {
  const decode: Decoder<GatewayRoute> = (fields, metadata) => decodeGatewayRoute(fields, metadata, kind);
  return objectKind(gatewayGroups, decode, (maps) => maps.gatewayRoutes, `${kind}/`);
}

function decodeOneSlice(fields: Fields, metadata: Metadata): readonly EndpointSlice[] {
  return [decodeEndpointSlice(fields, metadata)];
}

function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}
