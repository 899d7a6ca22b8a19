import { rangeOf } from '../model/address.ts';
import type { Cluster } from '../model/cluster.ts';
import { fullName } from '../model/metadata.ts';
import type { Node } from '../model/node.ts';
import { doorFor } from './admission.ts';
import { bordersOf } from './atoms.ts';
import { type Endpoint, familiesOf, formatEndpoint, type RangeEndpoint, rangeEndpoint } from './endpoint.ts';
import type { PolicyEngine } from './engine.ts';
import { anywhere } from './reference/address-target.ts';
import type { Entry } from './reference/entry.ts';
import { type Answer, combine, type Verdict, verdictsOf } from './verdict.ts';

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

/** Gives a verdict as it is where the server may see other ends. */
type Masking = (verdict: Verdict, masks: Masks) => Verdict;

/**
 * Asks about each server and each mask once, however many clients there are. `cut` gives the pieces of a range that
 * policies tell apart.
 */
export function masking(engine: PolicyEngine, cut: (endpoint: Endpoint) => readonly Endpoint[]): Masking {
  const known = new Map<Endpoint, Map<string, Answer>>();
  const ingressFrom = (from: Endpoint, { to, protocol, port }: Verdict): Answer => {
    const answers = known.get(to) ?? new Map<string, Answer>();
    known.set(to, answers);
    const key = `${formatEndpoint(from)} ${familiesOf(from).join()} ${port}`;
    const verdicts = answers.has(key) ? [] : verdictsOf(engine, { from, to, protocol, port });
    const answer = answers.get(key) ?? verdicts.map((verdict) => verdict.ingress.verdict).reduce(combine);
    answers.set(key, answer);
    return answer;
  };
  return (verdict, masks) =>
    seesAlike(verdict, masks, cut, ingressFrom) ? verdict : asUncertain(verdict, masks.service);
}

/** Whether the server lets all in that it may see, or none of them. */
function seesAlike(
  verdict: Verdict,
  { endpoints, isAnyNode }: Masks,
  cut: (endpoint: Endpoint) => readonly Endpoint[],
  ingressFrom: (from: Endpoint, verdict: Verdict) => Answer,
): boolean {
  const { to, ingress, family } = verdict;
  if (to.kind !== 'pod') return true;
  const isMaybeOwnNode = isAnyNode || (endpoints.length > 0 && to.pod.node === undefined);
  if (isMaybeOwnNode && ingress.verdict !== 'allowed') return false;
  return endpoints
    .flatMap(cut)
    .filter((from) => family === undefined || familiesOf(from).includes(family))
    .every((from) => ingressFrom(from, verdict) === ingress.verdict);
}

function asUncertain(verdict: Verdict, service: string): Verdict {
  const { exempt: _, ...ingress } = verdict.ingress;
  const answer = combine(verdict.egress.verdict, 'implementation-defined');
  const clause = `whether Service ${service} shows its pods the client's address or a node's (externalTrafficPolicy: Cluster)`;
  return {
    ...verdict,
    verdict: answer,
    ingress: { ...ingress, verdict: 'implementation-defined' },
    dependsOn: answer === 'denied' ? [] : [...verdict.dependsOn, clause],
  };
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
