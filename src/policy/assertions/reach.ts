import { haveCommonFamily } from '../connectivity.ts';
import type { Endpoint } from '../endpoint.ts';
import type { PolicyEngine } from '../engine.ts';
import { cutAtRules, type PortSpan } from '../port-spans.ts';
import { type Answer, type Verdict, verdictsOf } from '../verdict.ts';

/** The answer for one client, one server, and ports that the rules at both ends treat alike. */
export interface Reach {
  readonly answer: Answer;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly ports: PortSpan;
  /** The verdict for the first of the ports. */
  readonly verdict: Verdict;
  /** What an implementation-defined answer depends on, each as a clause. */
  readonly dependsOn: readonly string[];
}

/**
 * Who may reach whom: all that assertions ask of the engine about two endpoints, for each piece of the ports and each address
 * family. Empty where the ends have no family in common.
 */
export function reachOf(
  engine: PolicyEngine,
  from: Endpoint,
  to: Endpoint,
  ports: readonly PortSpan[],
): readonly Reach[] {
  if (!haveCommonFamily(from, to, false)) return [];
  return piecesOf(engine, from, to, ports).flatMap((span) =>
    verdictsOf(engine, { from, to, protocol: span.protocol, port: span.first }).map((verdict) => ({
      answer: verdict.verdict,
      from,
      to,
      ports: span,
      verdict,
      dependsOn: verdict.dependsOn,
    })),
  );
}

/** The policies that isolate an end do so whatever the port, so that a question about any port names them all. */
function piecesOf(engine: PolicyEngine, from: Endpoint, to: Endpoint, ports: readonly PortSpan[]): readonly PortSpan[] {
  const [first] = ports;
  if (first === undefined || ports.every((span) => span.first === span.last)) return ports;
  const isolating = verdictsOf(engine, { from, to, protocol: first.protocol, port: first.first }).flatMap(
    ({ ingress, egress }) => [...ingress.isolatedBy, ...egress.isolatedBy],
  );
  return cutAtRules(ports, [...new Set(isolating)], to);
}
