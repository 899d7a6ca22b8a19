import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryMap } from './arbitrary-map.test-support.ts';
import { mapMermaid } from './mermaid.ts';
import { everyKind, MapBuilder, sampleMap, shapes, tcp, workload } from './sample-maps.test-support.ts';

function edgesOf(chart: string): number {
  return chart.split('\n').filter((line) => / (<?-->|<?-\.->|---|-\.-)[| ]/.test(line)).length;
}

describe('a map as a flowchart of Mermaid', () => {
  it('has a subgraph for each namespace and a hub for each connection of several', () => {
    expect(mapMermaid(sampleMap('segmented', 4))).toMatchInlineSnapshot(`
      "flowchart LR
      %% 4 workloads in 2 namespaces
      subgraph s0["billing"]
        n0["web"]
        n1["api"]
      end
      subgraph s1["shop"]
        n2["web"]
        n3["api"]
      end
      n4(["everything outside"])
      h0(["TCP 443"])
      n4 --- h0
      h0 --> n0
      h0 --> n2
      n2 -->|"TCP 8080"| n3
      n3 -->|"TCP 8080,9090"| n1
      n0 -->|"TCP 8080"| n1
      n1 -->|"TCP 8080,9090"| n3
      "
    `);
  });

  it('shows a denied connection in red and dashed', () => {
    const chart = mapMermaid(everyKind(), { denied: [{ from: 4, to: 1, label: 'TCP 5432' }] });
    expect(chart).toContain('n5 -.->|"TCP 5432 (denied)"| n1\nlinkStyle 11 stroke:#dc2626,color:#dc2626');
  });

  it('stays within what Mermaid draws, and says what it leaves out', () => {
    for (const shape of shapes) {
      const chart = mapMermaid(sampleMap(shape, 1000));
      expect(edgesOf(chart)).toBeLessThanOrEqual(500);
      expect(chart.length).toBeLessThanOrEqual(50_000);
    }
    expect(mapMermaid(sampleMap('chain', 1000))).toContain(
      '%% By namespace: there are too many workloads for Mermaid.',
    );
    const builder = new MapBuilder();
    const all = Array.from({ length: 800 }, (_, index) => builder.add(workload(`ns-${index}`, 'web')));
    for (const [index, server] of all.entries())
      builder.connect([all[(index + 1) % 800] ?? 0], [server], tcp(index + 1));
    const cut = mapMermaid(builder.map());
    expect(edgesOf(cut)).toBe(500);
    expect(cut).toContain('more["300 more connections are too many for Mermaid: see -o svg or -o html"]');
  });

  it('stays what it is whatever names hold', () => {
    fc.assert(
      fc.property(arbitraryMap, (map) => {
        const statements = mapMermaid(map).replace(/"[\p{L}\p{N} ./:;,+()=!?#<>-]{0,500}"/gu, '""');
        for (const line of statements
          .trimEnd()
          .split('\n')
          .filter((text) => !text.startsWith('%%'))) {
          expect(line).toMatch(
            /^(flowchart LR|subgraph s\d+\[""\]|end| {0,2}[nh]\d+[[(>/]{1,2}""[\])/]{1,2}|[nh]\d+ [<.>-]{3,5}(\|""\|)? [nh]\d+|linkStyle [\d,]+ .*)$/,
          );
        }
      }),
    );
  });
});
