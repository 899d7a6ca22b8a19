import { append } from '../../model/append.ts';
import { compare } from '../../model/compare.ts';
import type { MapEndpoint } from '../../policy/index.ts';
import { endpointNames, namespaceOf } from './endpoint-names.ts';

/** Something that people have a word for, and that is the whole of it or one endpoint of a map. */
export type Part =
  | { readonly kind: 'cluster' }
  | { readonly kind: 'namespace'; readonly namespace: string }
  | { readonly kind: 'nodes' }
  | { readonly kind: 'endpoint'; readonly endpoint: number };

/** The endpoints of a map, with their names, and the sets of them that people have a word for. */
export class Directory {
  readonly endpoints: readonly MapEndpoint[];
  /** Of each endpoint; see `endpointNames`. */
  readonly names: readonly string[];
  /** The indexes of each namespace's pods or workloads, ascending; sorted by namespace. */
  readonly namespaces: ReadonlyMap<string, readonly number[]>;
  private readonly known = new Map<readonly number[], readonly Part[]>();
  private readonly podCount: number;
  private readonly nodeCount: number;

  constructor(endpoints: readonly MapEndpoint[]) {
    this.endpoints = endpoints;
    this.names = endpointNames(endpoints);
    this.namespaces = membersByNamespace(endpoints);
    this.podCount = endpoints.filter((endpoint) => namespaceOf(endpoint) !== undefined).length;
    this.nodeCount = endpoints.filter(({ kind }) => kind === 'node').length;
  }

  /** The namespace of a pod or a workload. */
  namespaceOf(index: number): string | undefined {
    const endpoint = this.endpoints[index];
    return endpoint === undefined ? undefined : namespaceOf(endpoint);
  }

  /** The fewest parts that make up a set: the widest first, then by name. Whatever is alone is named itself. */
  partsOf(members: readonly number[]): readonly Part[] {
    const parts = this.known.get(members) ?? this.findParts(members);
    this.known.set(members, parts);
    return parts;
  }

  private findParts(members: readonly number[]): readonly Part[] {
    const byNamespace = new Map<string, number[]>();
    const nodes: number[] = [];
    const others: number[] = [];
    for (const member of members) {
      const namespace = this.namespaceOf(member);
      if (namespace !== undefined) push(byNamespace, namespace, member);
      else if (this.endpoints[member]?.kind === 'node') nodes.push(member);
      else others.push(member);
    }
    const allNodes = nodes.length > 1 && nodes.length === this.nodeCount;
    return [
      ...this.podParts(byNamespace),
      ...(allNodes ? [{ kind: 'nodes' } as const] : nodes.map(endpointPart)),
      ...others.map(endpointPart),
    ];
  }

  /** What a part is called: `everything in the cluster`, `shop/*`, `every node`, or the endpoint's name. */
  nameOf(part: Part): string {
    switch (part.kind) {
      case 'cluster':
        return 'everything in the cluster';
      case 'namespace':
        return `${part.namespace}/*`;
      case 'nodes':
        return 'every node';
      case 'endpoint':
        return this.names[part.endpoint] ?? '';
    }
  }

  /** The endpoints of a part, ascending. */
  membersOf(part: Part): readonly number[] {
    switch (part.kind) {
      case 'cluster':
        return [...this.namespaces.values()].flat().sort((a, b) => a - b);
      case 'namespace':
        return this.namespaces.get(part.namespace) ?? [];
      case 'nodes':
        return this.endpoints.flatMap(({ kind }, index) => (kind === 'node' ? [index] : []));
      case 'endpoint':
        return [part.endpoint];
    }
  }

  private podParts(byNamespace: ReadonlyMap<string, readonly number[]>): readonly Part[] {
    const count = [...byNamespace.values()].reduce((sum, found) => sum + found.length, 0);
    if (count === this.podCount && this.namespaces.size > 1) return [{ kind: 'cluster' }];
    const whole: Part[] = [];
    const single: Part[] = [];
    for (const [namespace, found] of byNamespace) {
      const isWhole = found.length > 1 && found.length === this.namespaces.get(namespace)?.length;
      if (isWhole) whole.push({ kind: 'namespace', namespace });
      else append(single, found.map(endpointPart));
    }
    return [...whole, ...single];
  }
}

/** For `sort`: the wider first, then in the order of the map. */
export function byWidth(a: Part, b: Part): number {
  const order = ['cluster', 'namespace', 'endpoint', 'nodes'];
  const [first, second] = [a, b].map((part) => (part.kind === 'endpoint' ? part.endpoint : -1));
  const names = [a, b].map((part) => (part.kind === 'namespace' ? part.namespace : ''));
  return (
    order.indexOf(a.kind) - order.indexOf(b.kind) ||
    (first ?? 0) - (second ?? 0) ||
    compare(names[0] ?? '', names[1] ?? '')
  );
}

function endpointPart(endpoint: number): Part {
  return { kind: 'endpoint', endpoint };
}

function membersByNamespace(endpoints: readonly MapEndpoint[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [index, endpoint] of endpoints.entries()) {
    const namespace = namespaceOf(endpoint);
    if (namespace !== undefined) push(found, namespace, index);
  }
  return new Map([...found].sort(([a], [b]) => compare(a, b)));
}

function push(map: Map<string, number[]>, key: string, value: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
