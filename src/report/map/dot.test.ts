import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryMap } from './arbitrary-map.test-support.ts';
import { mapDot } from './dot.ts';
import { everyKind, MapBuilder, sampleMap, tcp, workload } from './sample-maps.test-support.ts';

describe('a map in the DOT language', () => {
  it('has a cluster for each namespace and a hub for each connection of several', () => {
    expect(mapDot(sampleMap('segmented', 4))).toMatchInlineSnapshot(`
      "digraph netwhy {
        graph [rankdir=LR, ranksep=0.7, nodesep=0.2, fontname="Helvetica", fontsize=11, label="4 workloads in 2 namespaces"]
        node [shape=box, style="rounded,filled", fillcolor="#ffffff", color="#64748b", fontname="Helvetica", fontsize=11]
        edge [fontname="Helvetica", fontsize=10, color="#475569", fontcolor="#334155", arrowsize=0.7]
        subgraph cluster_0 {
          graph [label="billing", style="rounded,filled", fillcolor="#f1f5f9", color="#cbd5e1"]
          n0 [label="web", tooltip="billing/web"]
          n1 [label="api", tooltip="billing/api"]
        }
        subgraph cluster_1 {
          graph [label="shop", style="rounded,filled", fillcolor="#f1f5f9", color="#cbd5e1"]
          n2 [label="web", tooltip="shop/web"]
          n3 [label="api", tooltip="shop/api"]
        }
        n4 [label="everything outside", tooltip="everything outside", shape=ellipse, fillcolor="#ede9fe"]
        h0 [label="TCP 443", shape=plain, style="", fontsize=10]
        n4 -> h0 [dir=none]
        h0 -> n0 [dir=forward]
        h0 -> n2 [dir=forward]
        n2 -> n3 [label="TCP 8080"]
        n3 -> n1 [label="TCP 8080,9090"]
        n0 -> n1 [label="TCP 8080"]
        n1 -> n3 [label="TCP 8080,9090"]
      }
      "
    `);
  });

  it('shows a denied connection in red and dashed', () => {
    const dot = mapDot(everyKind(), { denied: [{ from: 4, to: 1, label: 'TCP 5432' }] });
    expect(dot).toContain('n5 -> n1 [label="TCP 5432 (denied)", style=dashed, color="#dc2626", fontcolor="#dc2626"]');
  });

  it('stays what it is whatever names hold', () => {
    fc.assert(
      fc.property(arbitraryMap, (map) => {
        const statements = mapDot(map).replace(/"(?:[^"\\]|\\.){0,2000}"/g, '""');
        expect(statements.trimEnd()).toMatch(/^[\w\s{}[\]=,;>".-]*$/);
        expect(statements.split('{').length).toBe(statements.split('}').length);
      }),
    );
  });

  it('draws a name as it is: Graphviz reads escapes and entities in labels', () => {
    const builder = new MapBuilder();
    builder.connect([builder.add(workload('a', '\\N"'))], [builder.add(workload('b', '&lt;'))], tcp(80));
    expect(mapDot(builder.map())).toContain('label="\\\\N\\""');
    expect(mapDot(builder.map())).toContain('label="&amp;lt;"');
  });
});
