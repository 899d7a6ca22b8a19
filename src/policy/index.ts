export { type ApplyingPolicies, type ApplyingPolicy, applyingPolicies } from './applying-policies.ts';
export { ask } from './ask.ts';
export { type Connectivity, clientsOf, connectivity } from './connectivity.ts';
export { DomainNames } from './domain-names.ts';
export { type Endpoint, formatEndpoint, type PodEndpoint, type RangeEndpoint, type ServicePath } from './endpoint.ts';
export { type Applied, type Change, type EngineOptions, type ObjectProblem, PolicyEngine } from './engine.ts';
export type { RulePart } from './evaluate/tiers.ts';
export { type RuleEffect, ruleEffects } from './explain.ts';
export type { ForeignEffect, ForeignPolicy } from './foreign/foreign-policy.ts';
export type { LintInput } from './lint/context.ts';
export {
  type LintCode,
  type LintFinding,
  type LintSeverity,
  lintSeverities,
  type RelatedPart,
} from './lint/finding.ts';
export { lint, lintCatalogue } from './lint/lint.ts';
export { namesCode } from './lint/suppression.ts';
export type {
  ConnectivityMap,
  MapConnection,
  MapEndpoint,
  MapGroup,
} from './map/connectivity-map.ts';
export type { Granularity } from './map/map-endpoints.ts';
export { type MapOptions, mapOf } from './map/map-of.ts';
export { type Matrix, type MatrixProbe, matrixOf, type ProbedPort } from './matrix.ts';
export { describeGap, type Gap, type GapKind } from './near-miss/gap.ts';
export { type NearMiss, nearMissesOf } from './near-miss/near-misses.ts';
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
export { type DataplaneSettings, type Profile, profileNamed, profiles, type SettingName } from './profile.ts';
export { dnsTarget } from './reference/dns.ts';
export {
  parseReference,
  parseTarget,
  type Reference,
  ReferenceSyntaxError,
  type TargetReference,
} from './reference/parse.ts';
export { closest, type Resolved, resolveRange, resolveReference, UnknownObjectError } from './reference/resolve.ts';
export { type NamedByDns, serviceOfName } from './reference/service-name.ts';
export { describeNoServers, type Server, type Target, targetOf } from './reference/target.ts';
export { rulePath } from './rule-path.ts';
export {
  type Answer,
  type Connection,
  type DirectionVerdict,
  denyingPolicies,
  type Verdict,
  verdictsOf,
} from './verdict.ts';
