import { fullName } from '../model/metadata.ts';
import { isInside } from './admission.ts';
import { type Endpoint, familiesOf, type PodEndpoint, type RangeEndpoint } from './endpoint.ts';
import type { PolicyEngine } from './engine.ts';
import { type Connectivity, distinct, isWorse } from './group-answer.ts';
import type { Direction } from './policy.ts';
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
  if (direct.servers.length === 0) return undefined;
  if (proxy.front !== undefined) {
    const pods: readonly PodEndpoint[] = proxy.pods.map((pod) => ({ kind: 'pod', pod }));
    return inSequence(ask(clients, proxy.front), ask(pods, direct));
  }
  const second = towardsAnybody(engine, ask(anybodyFor(direct), direct), proxy, 'ingress');
  // Outside of the cluster nothing stands between a client and a proxy of which the place is not known.
  const inside = clients.filter(isInside);
  if (inside.length === 0) return clients.length === 0 ? undefined : second;
  const servers = anybody.map((endpoint) => ({ endpoint, port: proxy.port }));
  const first = ask(inside, { protocol: direct.protocol, servers, domain: proxy.object.name });
  return inSequence(towardsAnybody(engine, first, proxy, 'egress'), second);
}

const anybody: readonly RangeEndpoint[] = anywhere.map((endpoint) => ({ ...endpoint, isStandIn: true }));

/** IPv4 is assumed for servers that have no address yet. */
function anybodyFor({ servers }: Target): readonly Endpoint[] {
  const known = servers.flatMap(({ endpoint }) => familiesOf(endpoint));
  const families = known.length === 0 ? [4] : known;
  return anybody.filter(({ range }) => families.includes(range.family));
}

function inSequence(first: Connectivity | undefined, second: Connectivity | undefined): Connectivity | undefined {
  if (first === undefined || second === undefined) return undefined;
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
  const closed = pairs.find((pair) => isForNobody(engine, pair, direction));
  if (closed !== undefined) return { ...answer, verdict: 'denied', decisive: closed, dependsOn: [] };
  const clause = `which pods take the connections of ${object.kind} ${fullName(object)}: the input holds none that show it`;
  const open = pairs.find((pair) => pair.verdict !== 'allowed') ?? answer.decisive;
  const decisive: Verdict = {
    ...open,
    verdict: 'implementation-defined',
    [direction]: { ...open[direction], verdict: 'implementation-defined' },
  };
  return { ...answer, verdict: 'implementation-defined', decisive, dependsOn: [clause] };
}

/** Every address is not yet every pod: a dataplane may apply no ipBlock to pods. */
function isForAnybody(engine: PolicyEngine, pair: Verdict, direction: Direction): boolean {
  const { profile } = engine;
  const { isolatedBy, allowedBy } = pair[direction];
  if (hasAdminRules(engine, pair, direction)) return false;
  if (isolatedBy.length === 0 || allowedBy.some(({ peer }) => peer === undefined)) return true;
  return profile.settings.ipBlockMatchesPods === 'yes' && profile.settings.ipBlockMatchesNodes === 'yes';
}

function isForNobody(engine: PolicyEngine, pair: Verdict, direction: Direction): boolean {
  const { isolatedBy, verdict } = pair[direction];
  if (hasAdminRules(engine, pair, direction)) return false;
  return verdict === 'denied' && isolatedBy.every((policy) => (policy[direction] ?? []).length === 0);
}

/** The rules of the admin kinds always name peers, so that what they say of addresses tells nothing of pods. */
function hasAdminRules(engine: PolicyEngine, pair: Verdict, direction: Direction): boolean {
  const subject = direction === 'ingress' ? pair.to : pair.from;
  if (subject.kind !== 'pod') return false;
  const { admin, baseline } = engine.applying(subject.pod, direction);
  return admin.length + baseline.length > 0;
}
