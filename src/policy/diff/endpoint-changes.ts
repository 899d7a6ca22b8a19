import { formatConnections } from '../../model/connection-set.ts';
import { groupBy } from '../../model/group-by.ts';
import { mergeRectangles, type SetPair } from '../map/merge.ts';
import { outcomeOf } from '../map/sides.ts';
import type { ChangedRectangle } from './changed-rectangles.ts';
import type { JointClass, JointClasses } from './joint-classes.ts';
import type { JointEndpoint } from './joint-endpoints.ts';
import { absent, type Passages } from './passages.ts';
import { type PassagePair, type PortChange, portChanges } from './port-changes.ts';

/** What changes from all endpoints of one set to all of another, by their index. */
export interface EndpointChange extends SetPair, PortChange {}

/** Turns joint classes into the endpoints that they stand for. */
export function endpointChanges(
  joint: JointClasses,
  endpoints: readonly JointEndpoint[],
  rectangles: readonly ChangedRectangle[],
  passages: Passages,
): readonly EndpointChange[] {
  const members: number[][] = joint.list.map(() => []);
  for (const [index, { parts }] of endpoints.entries()) {
    for (const { number } of parts) members[number]?.push(index);
  }
  const isMixed = (index: number) => (endpoints[index]?.parts.length ?? 0) > 1;
  const pairs = new MixedPairs();
  const uniform = rectangles.flatMap(({ from, to, pair: outcomes }) => {
    const membersOf = (set: readonly number[]) => {
      const all = [...new Set(set.flatMap((number) => members[number] ?? []))].sort((a, b) => a - b);
      return { mixed: all.filter(isMixed), uniform: all.filter((index) => !isMixed(index)) };
    };
    const [clients, servers] = [membersOf(from), membersOf(to)];
    pairs.add(clients, servers);
    const pair = { from: clients.uniform, to: servers.uniform };
    return passages.changesOf(outcomes).map((change) => ({ ...pair, ...change }));
  });
  const mixed = pairs.changes((from, to) => changesBetween(joint, endpoints[from], endpoints[to], passages));
  const found = [...uniform, ...mixed].filter(({ from, to }) => from.length > 0 && to.length > 0);
  return mergeRectangles(found, keyOf).flatMap((change) => withoutItself(change, endpoints));
}

/** A pod by itself has no other of its endpoint to connect to. */
function withoutItself(change: EndpointChange, endpoints: readonly JointEndpoint[]): readonly EndpointChange[] {
  const { from, to } = change;
  const [one] = from.length === 1 ? from : to;
  const isAlone = (from.length === 1 || to.length === 1) && !hasSeveralPods(endpoints[one ?? -1]);
  if (!isAlone || one === undefined) return [change];
  const others = (set: readonly number[]) => set.filter((index) => index !== one);
  const left = from.length === 1 ? { ...change, to: others(to) } : { ...change, from: others(from) };
  return left.from.length > 0 && left.to.length > 0 ? [left] : [];
}

function hasSeveralPods(endpoint: JointEndpoint | undefined): boolean {
  return (endpoint?.parts ?? []).flatMap(({ pods }) => pods).length > 1;
}

interface Members {
  readonly mixed: readonly number[];
  readonly uniform: readonly number[];
}

/** Pairs of endpoints to be looked at one by one, as policies tell the pods of one of them apart: few. */
class MixedPairs {
  private readonly servers = new Map<number, Set<number>>();
  private readonly clients = new Map<number, Set<number>>();

  add(clients: Members, servers: Members): void {
    for (const from of clients.mixed) addAll(this.servers, from, [...servers.mixed, ...servers.uniform]);
    for (const to of servers.mixed) addAll(this.clients, to, clients.uniform);
  }

  changes(between: (from: number, to: number) => readonly PortChange[]): readonly EndpointChange[] {
    const outgoing = [...this.servers].flatMap(([from, servers]) =>
      alike([...servers], (to) => between(from, to)).flatMap(({ members: to, changes }) =>
        changes.map((change) => ({ from: [from], to, ...change })),
      ),
    );
    const incoming = [...this.clients].flatMap(([to, clients]) =>
      alike([...clients], (from) => between(from, to)).flatMap(({ members: from, changes }) =>
        changes.map((change) => ({ from, to: [to], ...change })),
      ),
    );
    return [...outgoing, ...incoming];
  }
}

function addAll(sets: Map<number, Set<number>>, key: number, members: readonly number[]): void {
  const known = sets.get(key) ?? new Set();
  for (const member of members) known.add(member);
  sets.set(key, known);
}

function alike(members: readonly number[], changesOf: (member: number) => readonly PortChange[]) {
  const found = members.toSorted((a, b) => a - b).map((member) => ({ member, changes: changesOf(member) }));
  const groups = groupBy(found, ({ changes }) => changes.map(keyOf).join());
  return [...groups.values()].map((group) => {
    return { members: group.map(({ member }) => member), changes: group[0]?.changes ?? [] };
  });
}

function keyOf({ change, family, before, after, ports }: PortChange): string {
  return `${change} ${family} ${before} ${after} ${formatConnections(ports)}`;
}

/** All that changes between the pods of two endpoints. */
function changesBetween(
  joint: JointClasses,
  from: JointEndpoint | undefined,
  to: JointEndpoint | undefined,
  passages: Passages,
): readonly PortChange[] {
  const pairs = new Map<string, PassagePair>();
  for (const a of from?.parts ?? []) {
    for (const b of to?.parts ?? []) {
      // A pod alone of its class has no other of it to connect to.
      if (a === b && a.pods.length < 2) continue;
      const [before, after] = [pairIn(joint, 'before', a.number, b.number), pairIn(joint, 'after', a.number, b.number)];
      const id = passages.idOf(before.outcome, after.outcome);
      const families = new Set([before, after].filter(({ outcome }) => outcome !== absent).map(({ only }) => only));
      const [only] = families.size === 1 ? families : [];
      pairs.set(`${id} ${only}`, { ...passages.passagesOf(id), ...(only !== undefined && { only }) });
    }
  }
  return portChanges([...pairs.values()]);
}

/** What one cluster says of two joint classes, and the address family that they have in common there if it is one. */
function pairIn(joint: JointClasses, side: keyof JointClass, from: number, to: number) {
  const { sides } = joint[side];
  const [client, server] = [joint.list[from]?.[side], joint.list[to]?.[side]];
  if (client === undefined || server === undefined) return { outcome: absent, only: undefined };
  return { outcome: outcomeOf(sides, client, server), only: sides.ingress.onlyFamily(server, client) };
}
