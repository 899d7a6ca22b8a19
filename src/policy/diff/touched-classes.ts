import { compare } from '../../model/compare.ts';
import type { PolicyEngine } from '../engine.ts';
import type { Direction } from '../policy.ts';
import type { ComparedCluster, JointClasses } from './joint-classes.ts';
import { describePolicy } from './policy-text.ts';

/**
 * What can have changed, by joint class. Of two endpoints that are not touched both clusters say the same, so that they need
 * not be asked: a change of one policy costs what it touches.
 */
export interface Touched {
  /** Endpoints that are others to policies than they were: new labels, another address, not there before. */
  readonly isOther: readonly boolean[];
  /** Endpoints that are others, or that other policies guard in this direction. */
  readonly ingress: readonly boolean[];
  readonly egress: readonly boolean[];
}

export function touchedClasses({ before, after, list }: JointClasses): Touched {
  if (!haveSameDataplane(before.engine, after.engine)) {
    const all = list.map(() => true);
    return { isOther: all, ingress: all, egress: all };
  }
  const isOther = list.map((joint) => {
    const [was, is] = [before.classes[joint.before ?? -1], after.classes[joint.after ?? -1]];
    return was === undefined || is === undefined || was.description !== is.description;
  });
  const guarded = (direction: Direction) => {
    const guards = [before, after].map((cluster) => guardsOf(cluster, direction)) as [Guards, Guards];
    return list.map((joint, number) => isOther[number] === true || guards[0](joint.before) !== guards[1](joint.after));
  };
  return { isOther, ingress: guarded('ingress'), egress: guarded('egress') };
}

/** Whether both settle alike what the specification leaves open, and give names the same addresses. */
function haveSameDataplane(before: PolicyEngine, after: PolicyEngine): boolean {
  const settings = ({ profile }: PolicyEngine) =>
    JSON.stringify(Object.entries(profile.settings).sort(([a], [b]) => compare(a, b)));
  return before.domainNames.isSameAs(after.domainNames) && settings(before) === settings(after);
}

type Guards = (classNumber: number | undefined) => string;

/** All that the policies of a class in one direction say, as text; worked out once for all classes of a row. */
function guardsOf({ engine, classes, sides }: ComparedCluster, direction: Direction): Guards {
  const rows = direction === 'ingress' ? sides.ingressRow : sides.egressRow;
  const known = new Map<number, string>();
  return (classNumber = -1) => {
    const endpoint = classes[classNumber]?.endpoint;
    const row = rows[classNumber];
    if (endpoint?.kind !== 'pod' || row === undefined) return '';
    const found = known.get(row);
    if (found !== undefined) return found;
    const policies = Object.values(engine.applying(endpoint.pod, direction)).flat();
    const foreign = engine.foreignPolicies.length === 0 ? [] : engine.foreignFor(endpoint.pod, direction);
    const effects = foreign.map(({ mayAllow, mayDeny }) => `${mayAllow} ${mayDeny}`);
    const text = [...policies.map(describePolicy), ...effects].join('\n');
    known.set(row, text);
    return text;
  };
}
