import type { Family } from '../../model/address.ts';
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
    const found = witnessesBetween(before, after, from, to, port, change.family);
    const shown = found.find((witness) => changeOf(witness.before?.verdict, witness.after?.verdict) === change.change);
    if (shown !== undefined) return shown;
    first ??= found[0];
  }
  return first;
}

interface ServerPort {
  readonly protocol: Protocol;
  readonly port: number;
}

/** What both clusters say of two ends, over each address family or the one that is given. */
function witnessesBetween(
  before: PolicyEngine,
  after: PolicyEngine,
  from: End,
  to: End,
  port: ServerPort,
  family: Family | undefined,
): readonly Witness[] {
  const [client, server] = [from.after ?? from.before, to.after ?? to.before];
  if (client === undefined || server === undefined) return [];
  const was = from.before && to.before && verdictsBetween(before, { from: from.before, to: to.before, ...port });
  const is = from.after && to.after && verdictsBetween(after, { from: from.after, to: to.after, ...port });
  const isPath = (verdict: Verdict) => verdict.family === undefined || verdict.family === family;
  if (family !== undefined && ![was, is].some((verdicts) => verdicts?.some(isPath))) return [];
  return (family === undefined ? families : [family]).map((each) => {
    const [verdictBefore, verdictAfter] = [was && over(was, each), is && over(is, each)];
    return {
      from: client,
      to: server,
      ...port,
      ...(verdictBefore !== undefined && { before: verdictBefore }),
      ...(verdictAfter !== undefined && { after: verdictAfter }),
    };
  });
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

const families: readonly Family[] = [4, 6];

/** One for each address family that both ends have. */
function verdictsBetween(engine: PolicyEngine, connection: Connection): readonly Verdict[] {
  const { from, to } = connection;
  const canMeet = isName(from) || isName(to) || haveCommonFamily(from, to, false);
  return canMeet ? verdictsOf(engine, connection) : [];
}

/** The verdict over a family; of ends that have one family, or of which none is known, the only one there is. */
function over(verdicts: readonly Verdict[], family: Family): Verdict | undefined {
  return verdicts.find((verdict) => verdict.family === family) ?? verdicts[0];
}

/** A name may have addresses of any family. */
function isName(endpoint: Endpoint): boolean {
  return endpoint.kind === 'range' && endpoint.domain !== undefined;
}

/** A port that the server declares, or else the first. */
function portOf(ports: ConnectionSet, server: Endpoint | undefined): ServerPort | undefined {
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
