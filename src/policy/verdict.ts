import type { Family } from '../model/address.ts';
import { hasPort, type Protocol } from '../model/connection-set.ts';
import type { NetworkPolicy } from './network-policy/network-policy.ts';
import { assumptionsOf } from './assumptions.ts';
import { type Endpoint, familiesOf, partyOf, type ServicePath } from './endpoint.ts';
import type { PolicyEngine } from './engine.ts';
import type { AllowedPart, Question, Side } from './evaluate.ts';
import type { ForeignPolicy } from './foreign/foreign-policy.ts';
import type { Direction } from './network-policy/network-policy.ts';
import { describeSetting, type SettingName } from './profile.ts';
import { evaluateWorlds, type World } from './worlds.ts';

export type Answer = 'allowed' | 'denied' | 'implementation-defined';

export interface DirectionVerdict {
  readonly verdict: Answer;
  readonly isolatedBy: readonly NetworkPolicy[];
  /** The rules that let the port through. */
  readonly allowedBy: readonly AllowedPart[];
  /** Why no policy applies, where that is so. */
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
  /** The server's own. */
  readonly port: number;
  readonly via?: ServicePath;
  /** Missing where neither end has an address yet. */
  readonly family?: Family;
  readonly ingress: DirectionVerdict;
  readonly egress: DirectionVerdict;
  /** What an implementation-defined answer hangs on. */
  readonly dependsOn: readonly string[];
  /** What the input did not hold and was taken for granted. */
  readonly assumptions: readonly string[];
}

export interface Connection {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly protocol: Protocol;
  readonly port: number;
  readonly via?: ServicePath;
}

/** One verdict for each address family that both ends have: dual stack is two paths, and one says nothing of the other. */
export function verdictsOf(engine: PolicyEngine, connection: Connection): readonly Verdict[] {
  return pathFamilies(connection).map((family) => {
    const question: Question = {
      from: partyOf(connection.from, family),
      to: partyOf(connection.to, family),
      ...(connection.via !== undefined && { via: connection.via }),
    };
    const worlds = evaluateWorlds(engine, question, engine.profile);
    const ingress = directionVerdict(engine, worlds, connection, 'ingress');
    const egress = directionVerdict(engine, worlds, connection, 'egress');
    return {
      ...connection,
      verdict: combine(ingress.verdict, egress.verdict),
      ...(family !== undefined && { family }),
      ingress,
      egress,
      dependsOn: dependencies(worlds, [ingress, egress]),
      assumptions: assumptionsOf(engine, question, [...ingress.isolatedBy, ...egress.isolatedBy]),
    };
  });
}

/** Both sides must let it through; a denial by either is certain whatever the other says. */
export function combine(a: Answer, b: Answer): Answer {
  if (a === 'denied' || b === 'denied') return 'denied';
  return a === 'allowed' && b === 'allowed' ? 'allowed' : 'implementation-defined';
}

function pathFamilies({ from, to, via }: Connection): readonly (Family | undefined)[] {
  const sides = [familiesOf(from), familiesOf(to), via?.addresses.map((address) => address.family) ?? []];
  const known = sides.filter((families) => families.length > 0);
  const common = ([4, 6] as const).filter((family) => known.every((families) => families.includes(family)));
  return known.length === 0 || common.length === 0 ? [undefined] : common;
}

function directionVerdict(
  engine: PolicyEngine,
  worlds: readonly World[],
  connection: Connection,
  direction: Direction,
): DirectionVerdict {
  const sides = worlds.map((world) => world[direction]);
  const answers = sides.map((side) => hasPort(side.allowed, connection.protocol, connection.port));
  const verdict = answers.every(Boolean) ? 'allowed' : answers.some(Boolean) ? 'implementation-defined' : 'denied';
  const subject = direction === 'ingress' ? connection.to : connection.from;
  const isAlwaysExempt = sides.every((side) => side.exempt !== undefined);
  const foreign =
    subject.kind === 'pod' && !isAlwaysExempt
      ? engine
          .foreignFor(subject.pod, direction)
          .filter((policy) => (verdict === 'denied' ? policy.mayAllow : policy.mayDeny))
      : [];
  const exempt = sides[0]?.exempt;
  return {
    verdict: foreign.length > 0 ? 'implementation-defined' : verdict,
    isolatedBy: unique(sides.flatMap((side) => side.isolatedBy)),
    allowedBy: unique(sides.flatMap((side) => allowing(side, connection))),
    ...(isAlwaysExempt && exempt !== undefined && { exempt }),
    foreign,
  };
}

function allowing(side: Side, { protocol, port }: Connection): readonly AllowedPart[] {
  return side.parts.filter((part) => hasPort(part.allows, protocol, port));
}

function dependencies(worlds: readonly World[], sides: readonly DirectionVerdict[]): readonly string[] {
  if (sides.every((side) => side.verdict !== 'implementation-defined')) return [];
  const settings = new Set(worlds.flatMap((world) => Object.keys(world.assumed) as SettingName[]));
  const decisive = [...settings].filter((setting) => isDecisive(worlds, setting));
  const foreign = unique(sides.flatMap((side) => side.foreign)).map(
    (policy) => `${policy.kind} ${policy.namespace === '' ? '' : `${policy.namespace}/`}${policy.name}, a kind that netwhy does not evaluate`,
  );
  return [...decisive.map(describeSetting), ...foreign];
}

/** Whether two worlds that differ in this setting alone give different sets. */
function isDecisive(worlds: readonly World[], setting: SettingName): boolean {
  const others = (world: World) => JSON.stringify({ ...world.assumed, [setting]: '' });
  const answers = (world: World) => JSON.stringify([world.ingress.allowed, world.egress.allowed]);
  return worlds.some((a) => worlds.some((b) => others(a) === others(b) && answers(a) !== answers(b)));
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}
