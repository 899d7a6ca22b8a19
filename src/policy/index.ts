export { type ApplyingPolicies, type ApplyingPolicy, applyingPolicies } from './applying-policies.ts';
export { ask } from './ask.ts';
export { clientsOf, connectivity } from './connectivity.ts';
export { type Endpoint, formatEndpoint, type PodEndpoint, type RangeEndpoint, type ServicePath } from './endpoint.ts';
export { type Applied, type Change, type EngineOptions, type ObjectProblem, PolicyEngine } from './engine.ts';
export type { AllowedPart } from './evaluate.ts';
export { type RuleEffect, ruleEffects } from './explain.ts';
export type { ForeignEffect, ForeignPolicy } from './foreign/foreign-policy.ts';
export type { Connectivity } from './group-answer.ts';
export { type Matrix, type MatrixProbe, matrixOf, type ProbedPort } from './matrix.ts';
export { describeGap, type Gap, type GapKind } from './near-miss/gap.ts';
export { type NearMiss, nearMissesOf } from './near-miss/near-misses.ts';
export {
  type BlockPeer,
  type Direction,
  directions,
  type NetworkPolicy,
  type Peer,
  type PodPeer,
  type PortRule,
  type Rule,
} from './network-policy/network-policy.ts';
export { type DataplaneSettings, type Profile, profileNamed, profiles, type SettingName } from './profile.ts';
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
export { rulePath } from './rule-path.ts';
export { type Answer, type Connection, type DirectionVerdict, type Verdict, verdictsOf } from './verdict.ts';
