import { counted } from '../../model/counted.ts';
import { listLabel } from './list-label.ts';
import type { Part } from './part.ts';
import type { PartTable } from './part-table.ts';
import type { NodeKind, PictureNode } from './picture.ts';
import type { PartLink } from './picture-links.ts';

/** The nodes of a picture, and of each part the node that it is drawn in. */
export interface Blocks {
  readonly nodes: readonly PictureNode[];
  readonly nodeOfPart: ReadonlyMap<number, number>;
}

/** How long a label may get: what is cut is told in the node's title. */
const labelLength = 30;
/** How many ranges of addresses there may be below the first. */
const shownRanges = 4;

/** Joins endpoints that the same links name into one node, and makes one of each wider part that a link names. */
export function blocksOf(parts: PartTable, links: readonly PartLink[], only: string | undefined): Blocks {
  const roles = rolesOf(links);
  const nodes: PictureNode[] = [];
  const nodeOfPart = new Map<number, number>();
  const add = (node: PictureNode, numbers: readonly (number | undefined)[]) => {
    for (const number of numbers) if (number !== undefined) nodeOfPart.set(number, nodes.length);
    nodes.push(node);
  };
  const cluster = parts.known({ kind: 'cluster' });
  if (cluster !== undefined && roles.has(cluster)) add(clusterNode(parts), [cluster]);
  for (const namespaces of closedNamespaces(parts, roles, only)) {
    add(
      closedNode(parts, namespaces),
      namespaces.map((namespace) => parts.known({ kind: 'namespace', namespace })),
    );
  }
  for (const [namespace, members] of parts.directory.namespaces) {
    if (!parts.isOpen(namespace)) continue;
    const whole = parts.known({ kind: 'namespace', namespace });
    const isNamed = whole !== undefined && roles.has(whole);
    const blocks = joinAlike(parts, members, roles);
    if (isNamed) add(allNode(parts, namespace), [whole]);
    if (isNamed && blocks.size === 1 && blocks.has('')) continue;
    for (const block of blocks.values()) add(blockNode(parts, block, namespace), numbersOf(parts, block));
  }
  const nodesPart = parts.known({ kind: 'nodes' });
  if (nodesPart !== undefined && roles.has(nodesPart)) add(allNodesNode(parts), [nodesPart]);
  for (const block of outsideBlocks(parts, roles)) add(blockNode(parts, block), numbersOf(parts, block));
  return { nodes, nodeOfPart };
}

/** Of each part that a link names: in which links it stands, and on which side. */
function rolesOf(links: readonly PartLink[]): ReadonlyMap<number, string> {
  const roles = new Map<number, string>();
  for (const [index, { from, to }] of links.entries()) {
    for (const number of from) roles.set(number, `${roles.get(number) ?? ''}${index}>`);
    for (const number of to) roles.set(number, `${roles.get(number) ?? ''}${index}<`);
  }
  return roles;
}

function joinAlike(
  parts: PartTable,
  members: readonly number[],
  roles: ReadonlyMap<number, string>,
): ReadonlyMap<string, readonly number[]> {
  const blocks = new Map<string, number[]>();
  for (const endpoint of members) {
    const number = parts.known({ kind: 'endpoint', endpoint });
    const role = (number === undefined ? undefined : roles.get(number)) ?? '';
    const block = blocks.get(role);
    if (block === undefined) blocks.set(role, [endpoint]);
    else block.push(endpoint);
  }
  return blocks;
}

/** What is not a pod of the cluster, by its kind; only ways in are worth a node without any link. */
function outsideBlocks(parts: PartTable, roles: ReadonlyMap<number, string>): readonly (readonly number[])[] {
  const { endpoints } = parts.directory;
  return (['way-in', 'range', 'domain', 'node', 'potential'] as const).flatMap((kind) => {
    const members = endpoints.flatMap((endpoint, index) => (endpoint.kind === kind ? [index] : []));
    const blocks = [...joinAlike(parts, members, roles)];
    return blocks.flatMap(([role, block]) => (role === '' && kind !== 'way-in' ? [] : [block]));
  });
}

function numbersOf(parts: PartTable, block: readonly number[]): readonly (number | undefined)[] {
  return block.map((endpoint) => parts.known({ kind: 'endpoint', endpoint }));
}

function clusterNode(parts: PartTable): PictureNode {
  const { directory } = parts;
  const part: Part = { kind: 'cluster' };
  const members = directory.membersOf(part);
  const notes = [`${countedPods(parts, members)} in ${counted(directory.namespaces.size, 'namespace')}`];
  return { kind: 'cluster', label: directory.nameOf(part), notes, members, title: directory.nameOf(part) };
}

function allNode(parts: PartTable, namespace: string): PictureNode {
  const members = parts.directory.membersOf({ kind: 'namespace', namespace });
  const names = members.map((member) => shortName(parts, member, namespace));
  const label = `all of ${namespace}`;
  const title = `${label}: ${countedPods(parts, members)}`;
  return {
    kind: 'all',
    namespace,
    label: listLabel([label], labelLength),
    notes: [listLabel(names, labelLength)],
    members,
    title,
  };
}

/** Closed namespaces, each by itself; in a close-up of another, those that the same holds for together. */
function closedNamespaces(
  parts: PartTable,
  roles: ReadonlyMap<number, string>,
  only: string | undefined,
): readonly (readonly string[])[] {
  const closed = [...parts.directory.namespaces.keys()].filter((namespace) => !parts.isOpen(namespace));
  if (only === undefined) return closed.map((namespace) => [namespace]);
  const alike = new Map<string, string[]>();
  for (const namespace of closed) {
    const number = parts.known({ kind: 'namespace', namespace });
    const role = number === undefined ? undefined : roles.get(number);
    if (role !== undefined) alike.set(role, [...(alike.get(role) ?? []), namespace]);
  }
  return [...alike.values()];
}

function closedNode(parts: PartTable, namespaces: readonly string[]): PictureNode {
  const members = namespaces.flatMap((namespace) => parts.directory.membersOf({ kind: 'namespace', namespace }));
  const count = countedPods(parts, members);
  const notes = [namespaces.length === 1 ? count : `${count} in ${counted(namespaces.length, 'namespace')}`];
  const label = listLabel(namespaces, labelLength);
  return { kind: 'namespace', label, notes, members, title: `${namespaces.join(', ')}: ${count}` };
}

function allNodesNode(parts: PartTable): PictureNode {
  const part: Part = { kind: 'nodes' };
  const members = parts.directory.membersOf(part);
  const label = parts.directory.nameOf(part);
  return { kind: 'nodes', label, notes: [counted(members.length, 'node')], members, title: label };
}

function blockNode(parts: PartTable, members: readonly number[], namespace?: string): PictureNode {
  const names = members.map((member) => shortName(parts, member, namespace));
  const kind = kindOf(parts, members);
  return {
    kind,
    ...(namespace !== undefined && { namespace }),
    ...(kind === 'ranges' ? addressLines(names) : { label: listLabel(names, labelLength), notes: [] }),
    members,
    title: members.map((member) => parts.directory.names[member] ?? '').join(', '),
  };
}

/** Half an address says nothing: each range has a line of its own, and of many it is said how many more there are. */
function addressLines(names: readonly string[]): Pick<PictureNode, 'label' | 'notes'> {
  const [label = '', ...others] = names.flatMap((name) => name.split(', '));
  const shown = others.slice(0, others.length > shownRanges ? shownRanges - 1 : shownRanges);
  const more = others.length - shown.length;
  return { label, notes: more === 0 ? shown : [...shown, `and ${counted(more, 'more range')}`] };
}

function kindOf(parts: PartTable, [first = 0]: readonly number[]): NodeKind {
  const kind = parts.directory.endpoints[first]?.kind ?? 'workload';
  switch (kind) {
    case 'workload':
    case 'pod':
      return 'workloads';
    case 'node':
      return 'nodes';
    case 'range':
    case 'domain':
      return 'ranges';
    case 'potential':
      return 'potential';
    case 'way-in':
      return 'ways-in';
  }
}

/** A name without the namespace in whose box it stands. */
function shortName(parts: PartTable, member: number, namespace: string | undefined): string {
  const name = parts.directory.names[member] ?? '';
  return namespace !== undefined && name.startsWith(`${namespace}/`) ? name.slice(namespace.length + 1) : name;
}

function countedPods(parts: PartTable, members: readonly number[]): string {
  const isPods = parts.directory.endpoints[members[0] ?? 0]?.kind === 'pod';
  return counted(members.length, isPods ? 'pod' : 'workload');
}
