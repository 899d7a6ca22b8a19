import type { Family } from '../../model/address.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { Endpoint } from '../endpoint.ts';
import { evaluateSide, type Side } from '../evaluate/evaluate.ts';
import { type PolicySource, type Question, questionOf } from '../evaluate/question.ts';
import { pathFamilies } from '../path-families.ts';
import type { Direction } from '../policy.ts';
import type { DataplaneSettings } from '../profile.ts';
import { type ByFamily, everyFamily } from './by-family.ts';

/** Another pod of the class, on another node than any: what a pod may do to itself and to its node is left out. */
export function standIn(endpoint: Endpoint): Endpoint {
  if (endpoint.kind === 'range') return endpoint;
  const { node: _node, hostAddress: _hostAddress, ...pod } = endpoint.pod;
  return { kind: 'pod', pod: { ...pod, name: '' } };
}

/** What the policies at one end say of the other, over one address family. */
export interface FamilyAnswer {
  readonly question: Question;
  readonly side: Side;
}

/** What the policies at one end, a stand-in, say of another, over every address family that both have. */
export function sideAnswers(
  source: PolicySource,
  direction: Direction,
  end: Endpoint,
  other: Endpoint,
  settings: DataplaneSettings,
): readonly FamilyAnswer[] {
  return pathFamilies(source.cluster, end, other).map((family) =>
    sideAnswer(source, direction, end, other, settings, family),
  );
}

/** The same over one of the families that both have. */
export function sideAnswer(
  source: PolicySource,
  direction: Direction,
  end: Endpoint,
  other: Endpoint,
  settings: DataplaneSettings,
  family: Family | undefined,
): FamilyAnswer {
  const [from, to] = direction === 'ingress' ? [other, end] : [end, other];
  const question = questionOf({ from, to, protocol: 'TCP', port: 0 }, family);
  return { question, side: evaluateSide(source, question, direction, settings) };
}

/** Asks for each address family that two ends have in common; where that is one, or none is known, one answer is all. */
export function askFamilies<T>(
  cluster: Cluster,
  a: Endpoint,
  b: Endpoint,
  ask: (family: Family | undefined) => T,
): ByFamily<T> {
  const [first, second] = pathFamilies(cluster, a, b);
  const answer = ask(first);
  return second === undefined ? everyFamily(answer) : { 4: answer, 6: ask(second) };
}
