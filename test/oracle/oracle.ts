import { type Decision, type DnsRecords, decisionsOf } from './admin-policy.ts';
import { type Connection, staysInside } from './connection.ts';
import { networkPoliciesLet } from './network-policy.ts';
import type { ClusterObjects } from './objects.ts';
import { type Reading, readings } from './reading.ts';

// The checklist of semantics once more, decided for one connection at a time. It shares no code with the engine.

/** `open` where the specification is silent, or DNS would have to be known. */
export type Answer = 'allowed' | 'denied' | 'open';

export interface Answers {
  /** What the policies of the server's side say. */
  readonly ingress: Answer;
  /** What the policies of the client's side say. */
  readonly egress: Answer;
  readonly combined: Answer;
}

export function answersOf(cluster: ClusterObjects, connection: Connection, dns?: DnsRecords): Answers {
  const outcomes = readings.map((reading) => ({
    ingress: outcomesOf(cluster, connection, 'ingress', reading, dns),
    egress: outcomesOf(cluster, connection, 'egress', reading, dns),
  }));
  return {
    ingress: answerOf(outcomes.flatMap(({ ingress }) => ingress)),
    egress: answerOf(outcomes.flatMap(({ egress }) => egress)),
    // 34, 41: both sides must let it through.
    combined: answerOf(
      outcomes.flatMap(({ ingress, egress }) => ingress.flatMap((lets) => egress.map((alsoLets) => lets && alsoLets))),
    ),
  };
}

function answerOf(outcomes: readonly boolean[]): Answer {
  if (outcomes.every(Boolean)) return 'allowed';
  return outcomes.some(Boolean) ? 'open' : 'denied';
}

/** Whether one side lets a connection through: every outcome that is possible. */
function outcomesOf(
  cluster: ClusterObjects,
  connection: Connection,
  direction: 'ingress' | 'egress',
  reading: Reading,
  dns: DnsRecords,
): readonly boolean[] {
  // 29, 54
  if (staysInside(connection)) return [true];
  const admin = [...decisionsOf(cluster, 'admin', connection, direction, reading, dns)];
  // 41, 48: Admin → NetworkPolicy → Baseline → allowed.
  return admin.flatMap((decision) => settled(decision) ?? afterAdmin());

  function afterAdmin(): readonly boolean[] {
    const lets = networkPoliciesLet(cluster, connection, direction, reading);
    // 46: where NetworkPolicies isolate, they are final.
    if (lets !== undefined) return [lets];
    const baseline = [...decisionsOf(cluster, 'baseline', connection, direction, reading, dns)];
    return baseline.flatMap((decision) => settled(decision) ?? [true]);
  }
}

/** The outcome of a decision that is final. */
function settled(decision: Decision): readonly boolean[] | undefined {
  switch (decision) {
    case 'allow':
      return [true];
    case 'deny':
      return [false];
    case 'pass':
    case 'none':
      return undefined;
  }
}
