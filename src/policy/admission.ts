import { formatRange, rangeContains, rangeOf } from '../model/address.ts';
import { fullName } from '../model/metadata.ts';
import type { Service } from '../model/service.ts';
import { type Endpoint, formatEndpoint } from './endpoint.ts';
import type { Entry } from './reference/entry.ts';
import type { Server } from './reference/server.ts';
import { combine, type Verdict } from './verdict.ts';

/** What a Service makes of one client's connection before any policy sees it (core/v1 ServiceSpec). */
export interface Admission {
  /** Those among which it chooses; where it refuses the client, those that are behind it. */
  readonly servers: readonly Server[];
  /** Why it drops the connection. */
  readonly refusal?: string;
  /** What its answer depends on, as a clause: `whether …`. */
  readonly dependsOn?: string;
  /** What was assumed, as a sentence. */
  readonly assumption?: string;
}

/** The door by which a client comes in: nobody outside of the cluster reaches a cluster address. */
export function doorFor({ door, service }: Entry, client: Endpoint): Entry['door'] {
  if (door !== 'cluster' || isInside(client)) return door;
  if (service.type === 'LoadBalancer') return 'load-balancer';
  return service.type === 'NodePort' ? 'node-port' : 'cluster';
}

/** Whether an end is a pod or a node of the cluster. */
export function isInside(endpoint: Endpoint): boolean {
  return endpoint.kind === 'pod' || endpoint.node !== undefined;
}

export function admit(entry: Entry, client: Endpoint, servers: readonly Server[]): Admission {
  const { service } = entry;
  const door = doorFor(entry, client);
  if (door === 'load-balancer') return admittedByBalancer(service, client, servers);
  if (door === 'cluster' && service.internalTrafficPolicy === 'Local' && isInside(client)) {
    return onNode(service, 'internalTrafficPolicy', nodeOf(client), servers);
  }
  // What comes from pods and from the node itself goes to all endpoints (kube-proxy's KUBE-EXT chain).
  const isForNode = door === 'node-port' && service.externalTrafficPolicy === 'Local' && client.kind === 'range';
  if (isForNode && entry.node !== undefined && nodeOf(client) !== entry.node.name) {
    return onNode(service, 'externalTrafficPolicy', entry.node.name, servers);
  }
  return { servers };
}

/** The verdict on a pair with what the Service does to it. */
export function asAdmitted(verdict: Verdict, { refusal, dependsOn, assumption }: Admission): Verdict {
  if (refusal === undefined && dependsOn === undefined && assumption === undefined) return verdict;
  const assumptions = assumption === undefined ? verdict.assumptions : [...verdict.assumptions, assumption];
  if (refusal !== undefined) return { ...verdict, verdict: 'denied', dependsOn: [], assumptions, refusedBy: refusal };
  if (dependsOn === undefined || verdict.verdict === 'denied') return { ...verdict, assumptions };
  return {
    ...verdict,
    verdict: combine(verdict.verdict, 'implementation-defined'),
    dependsOn: [...verdict.dependsOn, dependsOn],
    assumptions,
  };
}

/** Ranges of clients have been cut at the borders of the sources, so that one address of them speaks for all. */
function admittedByBalancer(service: Service, client: Endpoint, servers: readonly Server[]): Admission {
  const { balancerSources } = service;
  const ranges = client.kind === 'range' ? [client.range] : client.pod.addresses.map(rangeOf);
  const isTaken =
    ranges.length > 0 &&
    ranges.every(({ family, start }) =>
      balancerSources.some((source) => rangeContains(source, { family, value: start })),
    );
  if (balancerSources.length === 0 || isTaken) return { servers };
  const sources = `loadBalancerSourceRanges of Service ${fullName(service)} (${balancerSources.map(formatRange).join(', ')})`;
  // kube-proxy applies them to every client, other dataplanes to those outside only.
  if (isInside(client)) return { servers, dependsOn: `whether ${sources} are for clients inside of the cluster too` };
  return { servers, refusal: `${sources} do not hold ${formatEndpoint(client)}` };
}

/** The servers on one node; where that is not known, all of them. */
function onNode(
  service: Service,
  policy: 'internalTrafficPolicy' | 'externalTrafficPolicy',
  node: string | undefined,
  servers: readonly Server[],
): Admission {
  const said = `${policy} of Service ${fullName(service)} is Local`;
  const placed = servers.filter(({ endpoint }) => nodeOf(endpoint) !== undefined);
  if (node === undefined || placed.length < servers.length) {
    return { servers, assumption: `${said}: its pods are taken to run on the node where that matters` };
  }
  const local = servers.filter(({ endpoint }) => nodeOf(endpoint) === node);
  if (local.length > 0) return { servers: local };
  return { servers, refusal: `${said}, and no pod of it runs on node ${node}` };
}

function nodeOf(endpoint: Endpoint): string | undefined {
  return endpoint.kind === 'pod' ? endpoint.pod.node : endpoint.node?.name;
}
