import { formatRange } from '../model/address.ts';
import type { Cluster } from '../model/cluster.ts';
import { fullName } from '../model/metadata.ts';
import { type Connectivity, connectivity, describeNoServers, type Endpoint, type Target } from '../policy/index.ts';
import type { Case } from './case.ts';
import type { Destination, DiagnosedConnection } from './diagnosis.ts';
import { dnsTarget } from './dns.ts';
import type { Need } from './need.ts';

/** A need, and what the policies say to it and to the look-up before it. */
export interface TestedNeed {
  readonly need: Need;
  /** Undefined where the need leads to no server: then `nowhere` says why. */
  readonly answer?: Connectivity;
  readonly nowhere?: string;
  /** Of the look-up that comes first, where the client dials a name. */
  readonly lookup?: Connectivity;
}

export function testNeed({ engine, evidence, policiesKnown }: Case, need: Need): TestedNeed {
  if (!policiesKnown) return { need };
  const clients = [{ kind: 'pod', pod: evidence.pod }] as const;
  const dns = need.byName && !usesNodeResolver(evidence) ? dnsTarget(engine.cluster) : undefined;
  const lookup = dns === undefined ? undefined : connectivity(engine, clients, dns);
  const tested = { need, ...(lookup !== undefined && { lookup }) };
  if (need.meaning.kind !== 'target') return tested;
  const { target } = need.meaning;
  const answer = connectivity(engine, clients, target);
  return answer === undefined
    ? { ...tested, nowhere: describeNoServers(engine.cluster, target) }
    : { ...tested, answer };
}

/** dnsPolicy Default, and hostNetwork without ClusterFirstWithHostNet: the node's resolver answers, not the cluster's. */
function usesNodeResolver({ pod }: Case['evidence']): boolean {
  return (
    pod.dnsPolicy === 'Default' ||
    pod.dnsPolicy === 'None' ||
    (pod.hostNetwork && pod.dnsPolicy !== 'ClusterFirstWithHostNet')
  );
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
