export {
  type Address,
  type AddressRange,
  type Family,
  formatAddress,
  formatRange,
  parseAddress,
  parseCidr,
} from './address.ts';
export type { AddressOwner } from './address-owners.ts';
export type { Backend } from './backend.ts';
export { Cluster } from './cluster.ts';
export type { ConfigMap } from './config-map.ts';
export {
  type ConnectionSet,
  formatConnections,
  formatPorts,
  isProtocol,
  type Protocol,
  protocols,
} from './connection-set.ts';
export type {
  Container,
  ContainerPort,
  EnvironmentSource,
  EnvironmentVariable,
  Probe,
  ProbeKind,
  ValueSource,
  VolumeMount,
} from './container.ts';
export type { ContainerStatus, Terminated, Waiting } from './container-status.ts';
export type { EndpointSlice, SliceEndpoint, SlicePort } from './endpoint-slice.ts';
export type { Event } from './event.ts';
export { FieldError, formatPath } from './fields.ts';
export type { Gateway, Listener } from './gateway.ts';
export type { GatewayParent, GatewayRoute, GatewayRouteKind } from './gateway-route.ts';
export type { Ingress } from './ingress.ts';
export type { IngressClass } from './ingress-class.ts';
export type { Interval, IntervalSet } from './interval-set.ts';
export { formatSelector, type Labels, type Operator, type Requirement, type Selector, selects } from './labels.ts';
export type { Json, JsonObject, Manifest } from './manifest.ts';
export { fullName, type Metadata, type NamespacedName, type ObjectRef, type OwnerReference } from './metadata.ts';
export type { Namespace } from './namespace.ts';
export type { ByNamespace } from './namespaced-map.ts';
export type { Node } from './node.ts';
export { type ClusterObjects, ObjectStore } from './object-store.ts';
export type { OpenShiftRoute } from './openshift-route.ts';
export type { ConfigVolume, Pod, PodCondition } from './pod.ts';
export type { ReferenceGrant } from './reference-grant.ts';
export type { Routing } from './routing.ts';
export type { Service, ServicePort, TrafficPolicy } from './service.ts';
export type { Path, Position, Source, SourceFile } from './source.ts';
export type { PodTemplate, Workload, WorkloadKind, WorkloadRef } from './workload.ts';
