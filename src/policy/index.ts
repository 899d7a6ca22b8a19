export type { Affected } from './affected.ts';
export { type ApplyingPolicies, type ApplyingPolicy, applyingPolicies } from './applying-policies.ts';
export { ask } from './ask.ts';
export { clientsOf, connectivity } from './connectivity.ts';
export type {
  ChangeKind,
  ConnectionChange,
  ConnectivityDiff,
  DiffEndpoint,
  Presence,
  Standing,
  Witness,
} from './diff/connectivity-diff.ts';
export { diffOf } from './diff/diff-of.ts';
export { type Comparison, contains, equivalent } from './diff/equivalence.ts';
export { DomainNames } from './domain-names.ts';
export {
  type Endpoint,
  formatEndpoint,
  isOutside,
  type NodePortPath,
  type PodEndpoint,
  type RangeEndpoint,
  type ServicePath,
} from './endpoint.ts';
export { type Applied, type Change, type EngineOptions, type ObjectProblem, PolicyEngine } from './engine.ts';
export type { PolicySource, TieredPolicies } from './evaluate/question.ts';
export type { RulePart } from './evaluate/tiers.ts';
export { type RuleEffect, ruleEffects } from './explain.ts';
export type { ForeignEffect, ForeignPolicy } from './foreign/foreign-policy.ts';
export type { Connectivity } from './group-answer.ts';
export { decisiveChanges } from './history/decisive-changes.ts';
export { type ChangeBetween, findChange } from './history/first-change.ts';
export { MovingEngine } from './history/moving-engine.ts';
export type { KnownObject, ObjectChange, ObjectMap } from './history/object-changes.ts';
export type {
  ConnectivityMap,
  MapConnection,
  MapEndpoint,
  MapGroup,
} from './map/connectivity-map.ts';
export {
  type Exposure,
  exposureOf,
  type NamedPort,
  type PotentialConnections,
  type PotentialExposure,
} from './map/exposure.ts';
export { mapAssumptions } from './map/map-assumptions.ts';
export type { Granularity } from './map/map-endpoints.ts';
export { type MapOptions, mapOf } from './map/map-of.ts';
export { type NearConnection, nearConnections, TooManyPairsError } from './map/near-connections.ts';
export { isPartOf, type PotentialPods } from './map/potential-pods.ts';
export { type Matrix, type MatrixProbe, matrixOf, type ProbedPort } from './matrix.ts';
export { describeGap, type Gap, type GapKind } from './near-miss/gap.ts';
export type { NearMiss } from './near-miss/near-misses.ts';
export { nearMissesOf, type Obstacle, obstaclesOf } from './near-miss/obstacles.ts';
export { outsideOf } from './outside.ts';
export {
  type Action,
  type BlockPeer,
  type Direction,
  type DomainPeer,
  directions,
  type NodePeer,
  type Peer,
  type PodPeer,
  type PodSelection,
  type Policy,
  type PolicyKind,
  type PortRule,
  type Rule,
  type Tier,
} from './policy.ts';
export { formatSpans, type PortSpan } from './port-spans.ts';
export { type DataplaneSettings, type Profile, profileNamed, profiles, type SettingName } from './profile.ts';
export { dnsTarget } from './reference/dns.ts';
export type { Entry } from './reference/entry.ts';
export { describeNoServers } from './reference/no-servers.ts';
export {
  parseReference,
  parseTarget,
  type Reference,
  ReferenceSyntaxError,
  type TargetReference,
} from './reference/parse.ts';
export { closest, type Resolved, resolveRange, resolveReference, UnknownObjectError } from './reference/resolve.ts';
export type { WayInServer } from './reference/routing-backends.ts';
export type { RoutingObject } from './reference/routing-object.ts';
export type { Server } from './reference/server.ts';
export { type NamedByDns, serviceOfName } from './reference/service-name.ts';
export type { IngressProxy, Target } from './reference/target.ts';
export { targetOf } from './reference/target-of.ts';
export { type WayIn, waysIn } from './reference/ways-in.ts';
export { type PolicyRule, rivalsIn } from './rivals.ts';
export { rulePath } from './rule-path.ts';
export {
  type Answer,
  type Connection,
  type DirectionVerdict,
  denyingPolicies,
  type Verdict,
  verdictsOf,
} from './verdict.ts';
