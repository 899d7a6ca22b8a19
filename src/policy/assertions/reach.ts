import type { Family } from '../../model/address.ts';
import { haveCommonFamily } from '../connectivity.ts';
import type { Endpoint } from '../endpoint.ts';
import type { PolicyEngine } from '../engine.ts';
import { inOrder } from '../evaluate/question.ts';
import type { Direction, Policy } from '../policy.ts';
import { cutAtRules, joined, type PortSpan } from '../port-spans.ts';
import { rulePath } from '../rule-path.ts';
import { type Answer, type Verdict, verdictsOf } from '../verdict.ts';

/** The answer for one client, one server, and ports of which the same rules decide. */
export interface Reach {
  readonly answer: Answer;
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** Not empty, in ascending order of each protocol. */
  readonly ports: readonly PortSpan[];
  /** The address family over which this is the answer, where it is another one over the other. */
  readonly family?: Family;
  /** The verdict for the first of the ports. */
  readonly verdict: Verdict;
  /** What an implementation-defined answer depends on, each as a clause. */
  readonly dependsOn: readonly string[];
}

/**
 * Who may reach whom: all that assertions ask of the engine about two endpoints, over every address family that they have in
 * common. Empty where there is none.
 */
export function reachOf(
  engine: PolicyEngine,
  from: Endpoint,
  to: Endpoint,
  ports: readonly PortSpan[],
): readonly Reach[] {
  if (!haveCommonFamily(from, to, false)) return [];
  const found = new Map<string, { readonly verdict: Verdict; readonly ports: PortSpan[]; readonly alone: Alone }>();
  for (const span of piecesOf(engine, from, to, ports)) {
    const verdicts = verdictsOf(engine, { from, to, protocol: span.protocol, port: span.first });
    const areAlike = verdicts.every(({ verdict }) => verdict === verdicts[0]?.verdict);
    for (const verdict of verdicts) {
      const { family } = verdict;
      const alone = areAlike || family === undefined ? {} : { family };
      const key = `${alone.family} ${decidedBy(verdict)}`;
      const same = found.get(key);
      if (same === undefined) found.set(key, { verdict, ports: [span], alone });
      else if (!same.ports.includes(span)) same.ports.push(span);
    }
  }
  return [...found.values()].map(({ verdict, ports: spans, alone }) => {
    const { verdict: answer, dependsOn } = verdict;
    return { answer, from, to, ports: joined(spans), ...alone, verdict, dependsOn };
  });
}

type Alone = Pick<Reach, 'family'>;

/** Equal texts mean the same answer by the same rules. */
function decidedBy({ verdict, ingress, egress, dependsOn }: Verdict): string {
  const parts = [ingress, egress].flatMap(({ allowedBy, deniedBy }) => [...allowedBy, ...deniedBy]);
  const rules = parts.map(({ policy, rule, peer }) => rulePath(policy, peer?.path ?? rule.path));
  return [verdict, ...rules, ...dependsOn].join('\n');
}

function piecesOf(engine: PolicyEngine, from: Endpoint, to: Endpoint, ports: readonly PortSpan[]): readonly PortSpan[] {
  if (ports.every((span) => span.first === span.last)) return ports;
  const asked = [...policiesAt(engine, from, 'egress'), ...policiesAt(engine, to, 'ingress')];
  return cutAtRules(ports, asked, to);
}

function policiesAt(engine: PolicyEngine, end: Endpoint, direction: Direction): readonly Policy[] {
  return end.kind === 'pod' ? inOrder(engine.applying(end.pod, direction)) : [];
}
