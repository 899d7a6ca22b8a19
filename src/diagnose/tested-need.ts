import { formatRange } from '../model/address.ts';
import type { Cluster } from '../model/cluster.ts';
import { fullName } from '../model/metadata.ts';
import type { Pod } from '../model/pod.ts';
import {
  type Connectivity,
  connectivity,
  describeNoServers,
  dnsTarget,
  type Endpoint,
  type PolicyEngine,
  type Target,
} from '../policy/index.ts';
import type { Case } from './case.ts';
import type { Destination, DiagnosedConnection } from './diagnosis.ts';
import type { Need } from './need.ts';

/** A need, and what the policies say to it and to the look-up before it. */
export interface TestedNeed {
  readonly need: Need;
  /** Undefined where the need leads to no server: then `nowhere` says why. */
  readonly answer?: Connectivity;
  readonly nowhere?: string;
  /** Of the look-up that comes first, where the client dials a name. */
  readonly lookup?: Lookup;
}

/** A DNS look-up, and what the policies say to it. */
export interface Lookup {
  readonly answer: Connectivity;
  readonly target: Target;
}

/** `resolver` is the DNS server that the log names. */
export function testNeed({ engine, evidence, policiesKnown }: Case, need: Need, resolver?: string): TestedNeed {
  if (!policiesKnown) return { need };
  const lookup = need.byName ? lookupOf(engine, evidence.pod, resolver) : undefined;
  const tested = { need, ...(lookup !== undefined && { lookup }) };
  if (need.meaning.kind !== 'target') return tested;
  const { target } = need.meaning;
  const answer = connectivity(engine, [{ kind: 'pod', pod: evidence.pod }], target);
  if (answer === undefined) return { ...tested, nowhere: describeNoServers(engine.cluster, target) };
  const { refusedBy } = answer.decisive;
  return refusedBy === undefined ? { ...tested, answer } : { ...tested, nowhere: refusedBy };
}

function lookupOf(engine: PolicyEngine, pod: Pod, resolver: string | undefined): Lookup | undefined {
  const target = dnsTarget(engine.cluster, pod, resolver);
  const answer = target === undefined ? undefined : connectivity(engine, [{ kind: 'pod', pod }], target);
  if (target === undefined || answer === undefined) return undefined;
  // Dropped by the Service itself: no policy is to blame.
  return answer.decisive.refusedBy === undefined ? { target, answer } : undefined;
}

/** How a report names the connection that an answer decides on. */
export function connectionOf({ engine, workload }: Case, answer: Connectivity, target: Target): DiagnosedConnection {
  const { port, protocol } = answer.decisive;
  return {
    from: workload,
    to: destinationOf(engine.cluster, answer.decisive.to, target),
    port,
    protocol,
    ...(target.service !== undefined &&
      target.servicePort !== undefined && { service: `${fullName(target.service)}:${target.servicePort}` }),
  };
}

function destinationOf(cluster: Cluster, to: Endpoint, { domain }: Target): Destination {
  if (domain !== undefined) return { kind: 'name', name: domain };
  if (to.kind === 'pod') return { kind: 'workload', workload: cluster.workloadOf(to.pod) };
  return to.node === undefined
    ? { kind: 'address', name: formatRange(to.range) }
    : { kind: 'node', name: to.node.name };
}
