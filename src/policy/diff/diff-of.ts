import { compare } from '../../model/compare.ts';
import { formatConnections } from '../../model/connection-set.ts';
import type { PolicyEngine } from '../engine.ts';
import { groupsOf } from '../map/groups.ts';
import type { MapOptions } from '../map/map-of.ts';
import { changedRectangles } from './changed-rectangles.ts';
import type { ChangeKind, ConnectionChange, ConnectivityDiff, Presence, Standing } from './connectivity-diff.ts';
import { endpointChanges } from './endpoint-changes.ts';
import { JointClasses } from './joint-classes.ts';
import { jointEndpoints } from './joint-endpoints.ts';
import { Passages } from './passages.ts';
import { touchedClasses } from './touched-classes.ts';
import { witnessOf } from './witness.ts';

/**
 * Which connections open and close between two clusters, by what policies mean and not by their text: a policy that is
 * written in another way is no change, and a label that is, is one. Endpoints are matched by kind, namespace and name. As in
 * a map, what a pod's own node may do is left out.
 */
export function diffOf(
  before: PolicyEngine,
  after: PolicyEngine,
  { by = 'workload' }: MapOptions = {},
): ConnectivityDiff {
  const joint = new JointClasses(before, after);
  const endpoints = jointEndpoints(joint, by);
  const passages = new Passages(joint.before.sides.outcomes, joint.after.sides.outcomes);
  const rectangles = changedRectangles(joint, touchedClasses(joint), passages);
  const found = endpointChanges(joint, endpoints, rectangles, passages);
  const { groups, indexOf } = groupsOf(found.flatMap(({ from, to }) => [from, to]));
  const changes = found.map((rectangle): ConnectionChange => {
    const { change, ports, family, before: was, after: is } = rectangle;
    const witness = witnessOf(before, after, rectangle, endpoints);
    return {
      change,
      presence: presenceOf(was, is),
      from: indexOf(rectangle.from),
      to: indexOf(rectangle.to),
      ports,
      ...(family !== undefined && { family }),
      before: was,
      after: is,
      ...(witness !== undefined && { witness }),
    };
  });
  return {
    endpoints: endpoints.map(({ endpoint, presence }) => ({ endpoint, presence })),
    groups,
    changes: changes.sort(inOrder),
  };
}

function presenceOf(before: Standing, after: Standing): Presence {
  if (before === 'absent') return 'new';
  return after === 'absent' ? 'gone' : 'both';
}

const presences: readonly Presence[] = ['both', 'new', 'gone'];
const kinds: readonly ChangeKind[] = ['opened', 'closed', 'unsure'];

function inOrder(a: ConnectionChange, b: ConnectionChange): number {
  return (
    presences.indexOf(a.presence) - presences.indexOf(b.presence) ||
    kinds.indexOf(a.change) - kinds.indexOf(b.change) ||
    a.from - b.from ||
    a.to - b.to ||
    (a.family ?? 0) - (b.family ?? 0) ||
    compare(`${a.before} ${a.after}`, `${b.before} ${b.after}`) ||
    compare(formatConnections(a.ports), formatConnections(b.ports))
  );
}
