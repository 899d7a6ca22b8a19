import { rangeOf } from '../model/address.ts';
import type { Cluster } from '../model/cluster.ts';
import { fullName } from '../model/metadata.ts';
import type { Node } from '../model/node.ts';
import { doorFor } from './admission.ts';
import { bordersOf } from './atoms.ts';
import { type Endpoint, familiesOf, type RangeEndpoint, rangeEndpoint } from './endpoint.ts';
import type { PolicyEngine } from './engine.ts';
import { anywhere } from './reference/address-target.ts';
import type { Entry } from './reference/entry.ts';
import { combine, type Verdict, verdictsOf } from './verdict.ts';

/** The ends that a server may see in place of the client that is behind them. */
export interface Masks {
  readonly service: string;
  readonly endpoints: readonly Endpoint[];
  /** Whether they are all nodes, so that the server's own is among them. */
  readonly isAnyNode: boolean;
}

/**
 * `externalTrafficPolicy: Cluster` lets the node by which a connection comes in send it on to a pod of any node, and then
 * puts its own address in place of the client's (core/v1 ServiceSpec). Undefined where the client keeps its own: with
 * `Local`, and inside of the cluster at a cluster address.
 */
export function masksOf(engine: PolicyEngine, entry: Entry, client: Endpoint): Masks | undefined {
  const { cluster } = engine;
  const door = doorFor(entry, client);
  if (door === 'cluster' || entry.service.externalTrafficPolicy === 'Local') return undefined;
  const service = fullName(entry.service);
  if (entry.node !== undefined) return { service, endpoints: endpointsOf(entry.node), isAnyNode: false };
  // The client's own node takes what is for a load balancer's address, and sends it on itself (kube-proxy).
  if (client.kind === 'pod') return { service, endpoints: hostOf(cluster, client), isAnyNode: false };
  if (client.node !== undefined) return undefined;
  return { service, endpoints: cluster.nodes.length > 0 ? typicalNodes(engine) : anywhere, isAnyNode: true };
}

/** Two nodes for all that no block tells apart, as a server always lets its own node in. */
function typicalNodes({ cluster, policies }: PolicyEngine): readonly RangeEndpoint[] {
  const borders = { 4: bordersOf(policies, 4), 6: bordersOf(policies, 6) };
  const alike = new Map<string, RangeEndpoint[]>();
  for (const endpoint of cluster.nodes.flatMap(endpointsOf)) {
    const { family, start } = endpoint.range;
    const key = `${family}/${borders[family].filter((border) => border <= start).length}`;
    const found = alike.get(key) ?? [];
    if (found.length < 2 && found[0]?.node !== endpoint.node) found.push(endpoint);
    alike.set(key, found);
  }
  return [...alike.values()].flat();
}

/** The verdict on a connection of which the server may see other ends; `cut` gives the pieces that policies tell apart. */
export function masked(
  engine: PolicyEngine,
  verdict: Verdict,
  { service, endpoints, isAnyNode }: Masks,
  cut: (endpoint: Endpoint) => readonly Endpoint[],
): Verdict {
  const { to, ingress } = verdict;
  if (to.kind !== 'pod') return verdict;
  const isMaybeOwnNode = isAnyNode || (endpoints.length > 0 && to.pod.node === undefined);
  const differs =
    (isMaybeOwnNode && ingress.verdict !== 'allowed') ||
    endpoints
      .flatMap(cut)
      .filter((from) => verdict.family === undefined || familiesOf(from).includes(verdict.family))
      .some((from) => ingressFrom(engine, verdict, from) !== ingress.verdict);
  if (!differs) return verdict;
  const { exempt: _, ...open } = ingress;
  const answer = combine(verdict.egress.verdict, 'implementation-defined');
  const clause = `whether Service ${service} shows its pods the client's address or a node's (externalTrafficPolicy: Cluster)`;
  return {
    ...verdict,
    verdict: answer,
    ingress: { ...open, verdict: 'implementation-defined' },
    dependsOn: answer === 'denied' ? [] : [...verdict.dependsOn, clause],
  };
}

function ingressFrom(engine: PolicyEngine, { to, protocol, port }: Verdict, from: Endpoint): Verdict['verdict'] {
  return verdictsOf(engine, { from, to, protocol, port })
    .map((verdict) => verdict.ingress.verdict)
    .reduce(combine);
}

function endpointsOf(node: Node): readonly RangeEndpoint[] {
  return node.addresses.map((address) => ({ kind: 'range', range: rangeOf(address), node }));
}

/** The node on which a pod runs, as far as it is known. */
function hostOf(cluster: Cluster, { pod }: Extract<Endpoint, { readonly kind: 'pod' }>): readonly Endpoint[] {
  const node = pod.node === undefined ? undefined : cluster.node(pod.node);
  if (node !== undefined) return endpointsOf(node);
  return pod.hostAddress === undefined ? [] : [rangeEndpoint(cluster, rangeOf(pod.hostAddress))];
}
