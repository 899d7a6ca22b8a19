import { type ConfigMap, decodeConfigMap } from './config-map.ts';
import { decodeEndpointSlice, decodeEndpoints, type EndpointSlice } from './endpoint-slice.ts';
import { decodeEvent, type Event } from './event.ts';
import { Fields } from './fields.ts';
import type { Manifest } from './manifest.ts';
import { decodeMetadata, type ObjectRef } from './metadata.ts';
import { decodeNamespace, type Namespace } from './namespace.ts';
import { decodeNode, type Node } from './node.ts';
import { decodePod, type Pod } from './pod.ts';
import { decodeService, type Service } from './service.ts';
import { decodeWorkload, isWorkloadKind, type Workload } from './workload.ts';

/** The objects of a cluster by kind and `namespace/name`; the name alone for cluster-wide kinds. */
export class ObjectStore {
  readonly namespaces = new Map<string, Namespace>();
  readonly nodes = new Map<string, Node>();
  readonly pods = new Map<string, Pod>();
  readonly services = new Map<string, Service>();
  readonly endpointSlices = new Map<string, readonly EndpointSlice[]>();
  /** Endpoints objects, each as one slice a subset. */
  readonly endpoints = new Map<string, readonly EndpointSlice[]>();
  readonly configMaps = new Map<string, ConfigMap>();
  readonly events = new Map<string, Event>();
  /** By `Kind/namespace/name`. */
  readonly workloads = new Map<string, Workload>();

  /**
   * Adds an object or replaces the one of its name. False for a kind that has no part in connections. Throws a FieldError
   * for an object of the wrong shape, and then keeps what it had.
   */
  put(manifest: Manifest, defaultNamespace: string): boolean {
    const fields = new Fields(manifest.value);
    const kind = fields.text('kind') ?? '';
    if (groupOfKind(kind)?.includes(groupOf(fields.text('apiVersion') ?? '')) !== true) return false;
    const { namespace, name } = decodeMetadata(manifest, defaultNamespace);
    const key = `${namespace}/${name}`;
    if (isWorkloadKind(kind)) this.workloads.set(`${kind}/${key}`, decodeWorkload(manifest, kind, defaultNamespace));
    else if (kind === 'Namespace') this.namespaces.set(name, decodeNamespace(manifest));
    else if (kind === 'Node') this.nodes.set(name, decodeNode(manifest));
    else if (kind === 'Pod') this.pods.set(key, decodePod(manifest, defaultNamespace));
    else if (kind === 'Service') this.services.set(key, decodeService(manifest, defaultNamespace));
    else if (kind === 'EndpointSlice') this.endpointSlices.set(key, [decodeEndpointSlice(manifest, defaultNamespace)]);
    else if (kind === 'Endpoints') this.endpoints.set(key, decodeEndpoints(manifest, defaultNamespace));
    else if (kind === 'ConfigMap') this.configMaps.set(key, decodeConfigMap(manifest, defaultNamespace));
    else this.events.set(key, decodeEvent(manifest, defaultNamespace));
    return true;
  }

  remove({ kind, namespace, name }: ObjectRef): boolean {
    const key = namespace === '' ? name : `${namespace}/${name}`;
    return isWorkloadKind(kind) ? this.workloads.delete(`${kind}/${key}`) : (this.mapOf(kind)?.delete(key) ?? false);
  }

  private mapOf(kind: string): Map<string, unknown> | undefined {
    const maps: Record<string, Map<string, unknown>> = {
      Namespace: this.namespaces,
      Node: this.nodes,
      Pod: this.pods,
      Service: this.services,
      EndpointSlice: this.endpointSlices,
      Endpoints: this.endpoints,
      ConfigMap: this.configMaps,
      Event: this.events,
    };
    return Object.hasOwn(maps, kind) ? maps[kind] : undefined;
  }
}

/** The API groups in which a kind is the one that is meant here; the core group is the empty string. */
function groupOfKind(kind: string): readonly string[] | undefined {
  switch (kind) {
    case 'Namespace':
    case 'Node':
    case 'Pod':
    case 'Service':
    case 'Endpoints':
    case 'ConfigMap':
    case 'ReplicationController':
      return [''];
    case 'Event':
      return ['', 'events.k8s.io'];
    case 'EndpointSlice':
      return ['discovery.k8s.io'];
    case 'Deployment':
    case 'ReplicaSet':
    case 'DaemonSet':
      return ['apps', 'extensions'];
    case 'StatefulSet':
      return ['apps'];
    case 'Job':
    case 'CronJob':
      return ['batch'];
    default:
      return undefined;
  }
}

function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}
