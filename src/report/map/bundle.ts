import { formatConnections, unionConnections } from '../../model/connection-set.ts';
import type { ConnectivityMap, MapConnection } from '../../policy/index.ts';

/** Connections from every member of one set to every member of another. A member never connects to itself. */
export interface Bundle extends Omit<MapConnection, 'from' | 'to'> {
  /** Ascending; `to` alike. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** The same for connections that are allowed in one way. */
export function wayOf({ certainty, family }: Pick<MapConnection, 'certainty' | 'family'>): string {
  return `${certainty} ${family}`;
}

/** The connections of a map in as few bundles as merging them side by side gives. */
export function bundlesOf({ groups, connections }: ConnectivityMap): readonly Bundle[] {
  const bundles = connections.map(({ from, to, ...connection }) => ({
    from: groups[from]?.members ?? [],
    to: groups[to]?.members ?? [],
    ...connection,
  }));
  return mergeBundles(bundles.filter(holdsAPair));
}

/**
 * Joins bundles that differ in one respect only: in their ports, in their servers or in their clients. What the bundles
 * say together stays the same; a member may be any number.
 */
export function mergeBundles(bundles: readonly Bundle[]): readonly Bundle[] {
  const sets = new SetTable();
  const interned = mergePorts(
    bundles.map(({ from, to, ...bundle }) => ({
      from: sets.idOf(from),
      to: sets.idOf(to),
      portsText: formatConnections(bundle.ports),
      ...bundle,
    })),
  );
  const serversFirst = mergeClients(mergeServers(interned, sets), sets);
  const clientsFirst = mergeServers(mergeClients(interned, sets), sets);
  const merged = mergePorts(clientsFirst.length < serversFirst.length ? clientsFirst : serversFirst);
  return merged.map(({ from, to, portsText: _portsText, ...bundle }) => ({
    from: sets.membersOf(from),
    to: sets.membersOf(to),
    ...bundle,
  }));
}

/** A bundle whose sets are numbers of a SetTable, so that they compare at once. */
interface InternedBundle extends Omit<Bundle, 'from' | 'to'> {
  readonly from: number;
  readonly to: number;
  readonly portsText: string;
}

class SetTable {
  private readonly ids = new Map<string, number>();
  private readonly sets: (readonly number[])[] = [];

  idOf(members: readonly number[]): number {
    const key = members.join(' ');
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    this.ids.set(key, this.sets.length);
    return this.sets.push(members) - 1;
  }

  membersOf(id: number): readonly number[] {
    return this.sets[id] ?? [];
  }

  union(ids: readonly number[]): number {
    const [first = 0, ...others] = new Set(ids);
    if (others.length === 0) return first;
    const members = new Set([first, ...others].flatMap((id) => this.membersOf(id)));
    return this.idOf([...members].sort((a, b) => a - b));
  }
}

function mergePorts(bundles: readonly InternedBundle[]): readonly InternedBundle[] {
  const together = groupBy(bundles, (bundle) => `${bundle.from} ${bundle.to} ${wayOf(bundle)}`);
  return together.map(([first, ...others]) => {
    if (others.length === 0) return first;
    const ports = unionConnections([first, ...others].map((bundle) => bundle.ports));
    return { ...first, ports, portsText: formatConnections(ports) };
  });
}

function mergeServers(bundles: readonly InternedBundle[], sets: SetTable): readonly InternedBundle[] {
  const together = groupBy(bundles, (bundle) => `${bundle.from} ${wayOf(bundle)} ${bundle.portsText}`);
  return together.map((same) => ({ ...same[0], to: sets.union(same.map((bundle) => bundle.to)) }));
}

function mergeClients(bundles: readonly InternedBundle[], sets: SetTable): readonly InternedBundle[] {
  const together = groupBy(bundles, (bundle) => `${bundle.to} ${wayOf(bundle)} ${bundle.portsText}`);
  return together.map((same) => ({ ...same[0], from: sets.union(same.map((bundle) => bundle.from)) }));
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function holdsAPair({ from, to }: Bundle): boolean {
  if (from.length === 0 || to.length === 0) return false;
  return from.length > 1 || to.length > 1 || from[0] !== to[0];
}
