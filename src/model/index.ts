export {
  type Address,
  type AddressRange,
  type Family,
  formatAddress,
  formatRange,
  parseAddress,
  parseCidr,
} from './address.ts';
export { type AddressOwner, Cluster } from './cluster.ts';
export {
  type ConnectionSet,
  formatConnections,
  formatPorts,
  isProtocol,
  type Protocol,
  protocols,
} from './connection-set.ts';
export type { Container, Probe, ProbeKind } from './container.ts';
export { FieldError, formatPath } from './fields.ts';
export { formatSelector, type Labels, type Requirement, type Selector, selects } from './labels.ts';
export type { Json, JsonObject, Manifest } from './manifest.ts';
export { fullName, type Metadata, type ObjectRef } from './metadata.ts';
export type { Pod } from './pod.ts';
export type { Service } from './service.ts';
export type { Path, Position, Source, SourceFile } from './source.ts';
export type { WorkloadRef } from './workload.ts';
