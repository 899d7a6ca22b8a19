import type { ChangeKind, ConnectivityDiff } from '../../policy/index.ts';
import { describedChanges } from './described-change.ts';
import { listed } from './names.ts';

const colours: Readonly<Record<ChangeKind, string>> = {
  opened: 'forestgreen',
  closed: 'firebrick',
  unsure: 'goldenrod',
};

/** A diff as a graph for Graphviz: a node for each group, an edge for each change; dashed where an end is new or gone. */
export function diffDot(diff: ConnectivityDiff): string {
  const changes = describedChanges(diff);
  const labels = new Map(
    changes.flatMap(({ change, from, to }) => [[change.from, from] as const, [change.to, to] as const]),
  );
  const nodes = [...labels]
    .sort(([a], [b]) => a - b)
    .map(([group, names]) => `  g${group} [label=${quoted(listed(names, 8))}];`);
  const edges = changes.map(({ change, ports }) => {
    const style = change.presence === 'both' ? 'solid' : 'dashed';
    const label = quoted(`${change.change} ${ports}`);
    return `  g${change.from} -> g${change.to} [label=${label}, color=${colours[change.change]}, style=${style}];`;
  });
  return ['digraph diff {', '  rankdir=LR;', '  node [shape=box];', ...nodes, ...edges, '}'].join('\n');
}

/** In a quoted string of DOT a backslash escapes; line ends are written as such. */
function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
