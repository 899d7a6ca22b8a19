import { fullName } from '../model/metadata.ts';
import { type Endpoint, familiesOf, type PodEndpoint } from './endpoint.ts';
import type { PolicyEngine } from './engine.ts';
import { type Connectivity, distinct, isWorse } from './group-answer.ts';
import type { Direction } from './network-policy/network-policy.ts';
import { anywhere } from './reference/address-target.ts';
import type { IngressProxy, Target } from './reference/target.ts';
import { combine, type Verdict } from './verdict.ts';

/** Answers for a target without a proxy. */
type Asking = (clients: readonly Endpoint[], target: Target) => Connectivity | undefined;

/**
 * Two connections in place of one: from the clients to the proxy, and from the proxy to the servers. Where the input does
 * not hold the proxy's pods, each is certain only if it would be whoever they were.
 */
export function throughProxy(
  ask: Asking,
  engine: PolicyEngine,
  clients: readonly Endpoint[],
  { proxy, ...direct }: Target & { readonly proxy: IngressProxy },
): Connectivity | undefined {
  const pods: readonly PodEndpoint[] = proxy.pods.map((pod) => ({ kind: 'pod', pod }));
  const [server] = direct.servers;
  if (server === undefined) return undefined;
  const unknownPlace = anywhere.map((endpoint) => ({ endpoint, port: server.port }));
  const first =
    proxy.front === undefined
      ? towardsAnybody(
          engine,
          ask(clients, { protocol: direct.protocol, servers: unknownPlace, domain: '' }),
          proxy,
          'egress',
        )
      : ask(clients, proxy.front);
  const second =
    pods.length === 0 ? towardsAnybody(engine, ask(anywhereFor(direct), direct), proxy, 'ingress') : ask(pods, direct);
  return first === undefined || second === undefined ? undefined : inSequence(first, second);
}

/** IPv4 is assumed for servers that have no address yet. */
function anywhereFor({ servers }: Target): readonly Endpoint[] {
  const known = servers.flatMap(({ endpoint }) => familiesOf(endpoint));
  const families = known.length === 0 ? [4] : known;
  return anywhere.filter(({ range }) => families.includes(range.family));
}

function inSequence(first: Connectivity, second: Connectivity): Connectivity {
  const verdict = combine(first.verdict, second.verdict);
  const undecided = [first, second].filter((answer) => answer.verdict === verdict);
  return {
    verdict,
    decisive: isWorse(first.verdict, second.verdict) ? first.decisive : second.decisive,
    pairs: [...first.pairs, ...second.pairs],
    dependsOn: distinct(undecided.flatMap((answer) => answer.dependsOn)),
    assumptions: distinct([...first.assumptions, ...second.assumptions]),
  };
}

/** Makes of an answer for every address one for a peer that may be a pod, a node, or outside of the cluster. */
function towardsAnybody(
  engine: PolicyEngine,
  answer: Connectivity | undefined,
  { object }: IngressProxy,
  direction: Direction,
): Connectivity | undefined {
  if (answer === undefined) return undefined;
  const { pairs } = answer;
  if (pairs.every((pair) => pair.verdict === 'allowed' && isForAnybody(engine, pair, direction))) return answer;
  const closed = pairs.find((pair) => isForNobody(pair, direction));
  if (closed !== undefined) return { ...answer, verdict: 'denied', decisive: closed, dependsOn: [] };
  const clause = `which pods take the connections of ${object.kind} ${fullName(object)}: the input holds none that show it`;
  return { ...answer, verdict: 'implementation-defined', dependsOn: [clause] };
}

/** Every address is not yet every pod: a dataplane may apply no ipBlock to pods. */
function isForAnybody({ profile }: PolicyEngine, pair: Verdict, direction: Direction): boolean {
  const { isolatedBy, allowedBy } = pair[direction];
  if (isolatedBy.length === 0 || allowedBy.some(({ peer }) => peer === undefined)) return true;
  return profile.settings.ipBlockMatchesPods === 'yes' && profile.settings.ipBlockMatchesNodes === 'yes';
}

function isForNobody(pair: Verdict, direction: Direction): boolean {
  const { isolatedBy, verdict } = pair[direction];
  return verdict === 'denied' && isolatedBy.every((policy) => (policy[direction] ?? []).length === 0);
}
