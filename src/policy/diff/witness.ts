import { type ConnectionSet, hasPort, type Protocol, protocols } from '../../model/connection-set.ts';
import { type Pod, servingContainers } from '../../model/pod.ts';
import { haveCommonFamily } from '../connectivity.ts';
import { type Endpoint, isSamePod } from '../endpoint.ts';
import type { PolicyEngine } from '../engine.ts';
import { type Answer, type Connection, type Verdict, verdictsOf } from '../verdict.ts';
import type { ChangeKind, Witness } from './connectivity-diff.ts';
import type { EndpointChange } from './endpoint-changes.ts';
import type { JointEndpoint } from './joint-endpoints.ts';

/** How many pairs of pods are tried: one of the first shows the change, but where pods of one node are exempt. */
const maximumTries = 64;

/** One connection that shows a change; undefined where none that a policy can name does. */
export function witnessOf(
  before: PolicyEngine,
  after: PolicyEngine,
  change: EndpointChange,
  endpoints: readonly JointEndpoint[],
): Witness | undefined {
  let first: Witness | undefined;
  let tries = 0;
  for (const [from, to] of endPairs(change, endpoints)) {
    if (tries++ >= maximumTries) break;
    const port = portOf(change.ports, to.after ?? to.before);
    if (port === undefined) return undefined;
    const was = from.before && to.before && worstOf(before, { from: from.before, to: to.before, ...port });
    const is = from.after && to.after && worstOf(after, { from: from.after, to: to.after, ...port });
    const [client, server] = [from.after ?? from.before, to.after ?? to.before];
    if (client === undefined || server === undefined) continue;
    const witness = {
      from: client,
      to: server,
      ...port,
      ...(was !== undefined && { before: was }),
      ...(is !== undefined && { after: is }),
    };
    if (changeOf(was?.verdict, is?.verdict) === change.change) return witness;
    first ??= witness;
  }
  return first;
}

/** What becomes of a connection that has these answers; undefined where it stays as it is. */
function changeOf(before: Answer = 'denied', after: Answer = 'denied'): ChangeKind | undefined {
  if (before === after) return undefined;
  if (before === 'implementation-defined' || after === 'implementation-defined') return 'unsure';
  return after === 'allowed' ? 'opened' : 'closed';
}

/** An end of a connection in each cluster that has it. */
interface End {
  readonly before?: Endpoint;
  readonly after?: Endpoint;
}

function* endPairs({ from, to }: EndpointChange, endpoints: readonly JointEndpoint[]): Generator<readonly [End, End]> {
  const servers = to.slice(0, maximumTries).flatMap((index) => endsOf(endpoints[index]));
  for (const index of from) {
    for (const client of endsOf(endpoints[index])) {
      for (const server of servers) if (!areOne(client, server)) yield [client, server];
    }
  }
}

function endsOf(joint: JointEndpoint | undefined): readonly End[] {
  return (joint?.parts ?? []).flatMap(({ pods, outside }): readonly End[] => {
    if (outside !== undefined) return [{ before: outside, after: outside }];
    return pods.map(({ before, after }) => ({
      ...(before !== undefined && { before: { kind: 'pod', pod: before } }),
      ...(after !== undefined && { after: { kind: 'pod', pod: after } }),
    }));
  });
}

function areOne(a: End, b: End): boolean {
  const same = (one: Endpoint | undefined, other: Endpoint | undefined) =>
    one !== undefined && other !== undefined && isSamePod(one, other);
  return same(a.before, b.before) || same(a.after, b.after);
}

const answers: readonly Answer[] = ['denied', 'implementation-defined', 'allowed'];

/** A client may use any of the address families. */
function worstOf(engine: PolicyEngine, connection: Connection): Verdict | undefined {
  const { from, to } = connection;
  if (!isName(from) && !isName(to) && !haveCommonFamily(from, to, false)) return undefined;
  return verdictsOf(engine, connection).reduce<Verdict | undefined>(
    (worst, verdict) =>
      worst === undefined || answers.indexOf(verdict.verdict) < answers.indexOf(worst.verdict) ? verdict : worst,
    undefined,
  );
}

/** A name may have addresses of any family. */
function isName(endpoint: Endpoint): boolean {
  return endpoint.kind === 'range' && endpoint.domain !== undefined;
}

/** A port that the server declares, or else the first. */
function portOf(
  ports: ConnectionSet,
  server: Endpoint | undefined,
): { readonly protocol: Protocol; readonly port: number } | undefined {
  const declared = server?.kind === 'pod' ? declaredPorts(server.pod) : [];
  const known = declared.find(({ protocol, port }) => hasPort(ports, protocol, port));
  if (known !== undefined) return known;
  const protocol = protocols.find((name) => ports[name].length > 0);
  const port = protocol && ports[protocol][0]?.[0];
  return protocol === undefined || port === undefined ? undefined : { protocol, port };
}

function declaredPorts(pod: Pod) {
  return servingContainers(pod)
    .flatMap((container) => container.ports)
    .map(({ protocol, port }) => ({ protocol, port }));
}
