import { allConnections, type ConnectionSet, intersectConnections } from '../../model/connection-set.ts';
import type { Endpoint } from '../endpoint.ts';
import { evaluateSide, type Side } from '../evaluate/evaluate.ts';
import { type PolicySource, type Question, questionOf } from '../evaluate/question.ts';
import { pathFamilies } from '../path-families.ts';
import type { Direction } from '../policy.ts';
import type { DataplaneSettings } from '../profile.ts';

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
  const [from, to] = direction === 'ingress' ? [other, end] : [end, other];
  return pathFamilies(source.cluster, from, to).map((family) => {
    const question = questionOf({ from, to, protocol: 'TCP', port: 0 }, family);
    return { question, side: evaluateSide(source, question, direction, settings) };
  });
}

/** What every address family lets through: a client may use any of them. */
export function allowedByAll(answers: readonly FamilyAnswer[]): ConnectionSet {
  return answers.map(({ side }) => side.allowed).reduce(intersectConnections, allConnections);
}
