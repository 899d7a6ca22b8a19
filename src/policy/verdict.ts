import type { Address, Family } from '../model/address.ts';
import { hasPort, type Protocol } from '../model/connection-set.ts';
import { fullName } from '../model/metadata.ts';
import { assumptionsOf } from './assumptions.ts';
import type { Endpoint, NodePortPath, ServicePath } from './endpoint.ts';
import type { PolicyEngine } from './engine.ts';
import type { Side } from './evaluate/evaluate.ts';
import { questionOf } from './evaluate/question.ts';
import type { RulePart } from './evaluate/tiers.ts';
import type { ForeignPolicy } from './foreign/foreign-policy.ts';
import { pathFamilies } from './path-families.ts';
import type { Action, Direction, Policy } from './policy.ts';
import { describeSetting, type SettingName } from './profile.ts';
import { describeTies } from './rivals.ts';
import { evaluateWorlds, type World } from './worlds.ts';

/**
 * Whether policies let a connection through; `implementation-defined` where dataplanes differ and it is not known which
 * one.
 */
export type Answer = 'allowed' | 'denied' | 'implementation-defined';

/** What the policies at one end of a connection say: ingress at the server, egress at the client. */
export interface DirectionVerdict {
  readonly verdict: Answer;
  /** The NetworkPolicies that isolate this end in this direction, and have a word in it. */
  readonly isolatedBy: readonly Policy[];
  /** The rules that let the connection through. */
  readonly allowedBy: readonly RulePart[];
  /** The rules of admin and baseline policies that deny it. */
  readonly deniedBy: readonly RulePart[];
  /** The rules of admin policies that leave it to the tiers after them. */
  readonly passedBy: readonly RulePart[];
  /** Why no policy applies, for traffic that policies never touch. */
  readonly exempt?: string;
  /** Policies of kinds that are not evaluated and may decide otherwise. */
  readonly foreign: readonly ForeignPolicy[];
}

/** The answer for one client, one server and one port. */
export interface Verdict {
  readonly verdict: Answer;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly protocol: Protocol;
  /** The server's own port, after any Service. */
  readonly port: number;
  readonly via?: ServicePath;
  /** The node of which the client dials a port, where it does. */
  readonly nodePort?: NodePortPath;
  /** The address family of the path; missing where neither end has an address yet, or they have no family in common. */
  readonly family?: Family;
  readonly ingress: DirectionVerdict;
  readonly egress: DirectionVerdict;
  /** What an implementation-defined answer depends on, each as a clause: `whether …`. */
  readonly dependsOn: readonly string[];
  /** What the input does not hold and was assumed, each as a sentence. */
  readonly assumptions: readonly string[];
  /** Why a Service drops the connection before any policy sees it; the verdict is `denied` then. */
  readonly refusedBy?: string;
}

/** A connection to ask about. */
export interface Connection {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly protocol: Protocol;
  /** The server's own port, after any Service. */
  readonly port: number;
  readonly via?: ServicePath;
  readonly nodePort?: NodePortPath;
}

/** One verdict for each address family that both ends have: in a dual-stack cluster the two paths may differ. */
export function verdictsOf(engine: PolicyEngine, connection: Connection): readonly Verdict[] {
  const { from, to, via, nodePort } = connection;
  const dialled = nodePort === undefined ? via?.addresses : [addressOf(nodePort.endpoint)];
  return pathFamilies(engine.cluster, from, to, dialled).map((family) => verdictOf(engine, connection, family));
}

function addressOf({ range }: NodePortPath['endpoint']): Address {
  return { family: range.family, value: range.start };
}

function verdictOf(engine: PolicyEngine, connection: Connection, family: Family | undefined): Verdict {
  const question = questionOf(connection, family);
  const worlds = evaluateWorlds(engine, question, engine.profile);
  const ingress = sideOutcome(engine, worlds, connection, 'ingress');
  const egress = sideOutcome(engine, worlds, connection, 'egress');
  const verdict = answerOf(ingress.outcomes.map((outcome, world) => both(outcome, egress.outcomes[world] ?? outcome)));
  const isOpen = verdict === 'implementation-defined';
  const assumptions = [
    ...assumptionsOf(engine, question.from, 'ingress', () =>
      policiesAsked(engine, connection.to, ingress.verdict, 'ingress'),
    ),
    ...assumptionsOf(engine, question.to, 'egress', () =>
      policiesAsked(engine, connection.from, egress.verdict, 'egress'),
    ),
  ];
  const { from, to, protocol, port, via, nodePort } = connection;
  return {
    verdict,
    from,
    to,
    protocol,
    port,
    ingress: ingress.verdict,
    egress: egress.verdict,
    dependsOn: isOpen ? dependencies(worlds, connection, [ingress.verdict, egress.verdict]) : [],
    assumptions: [...new Set(assumptions)].sort(),
    ...(via !== undefined && { via }),
    ...(nodePort !== undefined && { nodePort }),
    ...(family !== undefined && { family }),
  };
}

/** The policies that may have decided at one end. */
function policiesAsked(
  engine: PolicyEngine,
  subject: Endpoint,
  { isolatedBy, exempt }: DirectionVerdict,
  direction: Direction,
): readonly Policy[] {
  if (subject.kind !== 'pod' || exempt !== undefined) return [];
  const { admin, baseline } = engine.applying(subject.pod, direction);
  return [...admin, ...isolatedBy, ...baseline];
}

/** What may happen in one world: it takes both where a policy that is not evaluated may turn the answer. */
interface Outcome {
  readonly mayPass: boolean;
  readonly mayFail: boolean;
}

/** What may happen where both sides must let a connection through. */
function both(ingress: Outcome, egress: Outcome): Outcome {
  return { mayPass: ingress.mayPass && egress.mayPass, mayFail: ingress.mayFail || egress.mayFail };
}

function answerOf(outcomes: readonly Outcome[]): Answer {
  if (outcomes.every(({ mayFail }) => !mayFail)) return 'allowed';
  return outcomes.some(({ mayPass }) => mayPass) ? 'implementation-defined' : 'denied';
}

/**
 * The answer where both sides must let a connection through: a denial by either is certain, whatever the other says.
 */
export function combine(a: Answer, b: Answer): Answer {
  if (a === 'denied' || b === 'denied') return 'denied';
  return a === 'allowed' && b === 'allowed' ? 'allowed' : 'implementation-defined';
}

interface SideOutcome {
  readonly verdict: DirectionVerdict;
  /** In each world. */
  readonly outcomes: readonly Outcome[];
}

/** The policies to look at where one end denies a connection: those with a rule that does, or those that isolate it. */
export function denyingPolicies({ deniedBy, isolatedBy }: DirectionVerdict): readonly Policy[] {
  return deniedBy.length > 0 ? unique(deniedBy.map(({ policy }) => policy)) : isolatedBy;
}

function sideOutcome(
  engine: PolicyEngine,
  worlds: readonly World[],
  connection: Connection,
  direction: Direction,
): SideOutcome {
  const sides = worlds.map((world) => world[direction]);
  const subject = direction === 'ingress' ? connection.to : connection.from;
  const known = subject.kind === 'pod' ? engine.foreignFor(subject.pod, direction) : [];
  const outcomes = sides.map((side) => {
    const lets = hasPort(side.allowed, connection.protocol, connection.port);
    const isBeyondAll = side.exempt !== undefined && side.exempt.fromNetworkPoliciesOnly !== true;
    const foreign = isBeyondAll ? [] : known.filter((policy) => (lets ? policy.mayDeny : policy.mayAllow));
    return { foreign, mayPass: lets || foreign.length > 0, mayFail: !lets || foreign.length > 0 };
  });
  const answer = answerOf(outcomes);
  // Where every world gives one answer, the commonest one says why.
  const telling = answer === 'implementation-defined' ? sides : sides.slice(0, 1);
  const deniedBy = unique(telling.flatMap((side) => deciding(side, connection, 'deny')));
  const exempt = sides.every((side) => side.exempt !== undefined) ? sides[0]?.exempt : undefined;
  return {
    verdict: {
      verdict: answer,
      isolatedBy: unique(telling.flatMap((side) => (isSettledBefore(side, connection) ? [] : side.isolatedBy))),
      allowedBy: unique(telling.flatMap((side) => deciding(side, connection, 'allow'))),
      deniedBy,
      passedBy: unique(telling.flatMap((side) => deciding(side, connection, 'pass'))),
      foreign: unique(outcomes.flatMap(({ foreign }) => foreign)),
      ...(exempt !== undefined && deniedBy.length === 0 && { exempt: exempt.reason }),
    },
    outcomes,
  };
}

function deciding(side: Side, { protocol, port }: Connection, action: Action): readonly RulePart[] {
  return side.parts.filter((part) => part.rule.action === action && hasPort(part.decides, protocol, port));
}

/** Whether the admin tier leaves nothing of the connection to the NetworkPolicies. */
function isSettledBefore(side: Side, connection: Connection): boolean {
  const { protocol, port } = connection;
  return side.parts.some(
    ({ policy, rule, decides }) =>
      policy.tier === 'admin' && rule.action !== 'pass' && hasPort(decides, protocol, port),
  );
}

function dependencies(
  worlds: readonly World[],
  connection: Connection,
  sides: readonly DirectionVerdict[],
): readonly string[] {
  const settings = new Set(worlds.flatMap((world) => Object.keys(world.assumed) as SettingName[]));
  const decisive = [...settings].filter((setting) => isDecisive(worlds, connection, setting));
  const foreign = unique(sides.flatMap((side) => side.foreign)).map(
    (policy) => `${policy.kind} ${fullName(policy)}, a kind that netwhy does not evaluate`,
  );
  const clauses = decisive.flatMap((setting) => {
    const ties = setting === 'equalPriorities' ? describeTies(sides) : [];
    return ties.length > 0 ? ties : [describeSetting(setting)];
  });
  return [...clauses, ...foreign];
}

/** Whether two worlds that differ in this setting alone give different answers. */
function isDecisive(worlds: readonly World[], { protocol, port }: Connection, setting: SettingName): boolean {
  const others = (world: World) => JSON.stringify({ ...world.assumed, [setting]: '' });
  const lets = (world: World) => hasPort(world.allowed, protocol, port);
  return worlds.some((a) => worlds.some((b) => others(a) === others(b) && lets(a) !== lets(b)));
}

function unique<T>(items: readonly T[]): readonly T[] {
  return items.length < 2 ? items : [...new Set(items)];
}
