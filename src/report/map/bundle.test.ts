import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryMap, pairsOf } from './arbitrary-map.test-support.ts';
import { bundlesOf } from './bundle.ts';
import { MapBuilder, sampleMap, tcp, workload } from './sample-maps.test-support.ts';

describe('bundles', () => {
  it('say what the map says, in no more lines', () => {
    fc.assert(
      fc.property(arbitraryMap, (map) => {
        const bundles = bundlesOf(map);
        expect(bundles.length).toBeLessThanOrEqual(map.connections.length);
        const builder = new MapBuilder();
        for (const { from, to, ports, certainty, family } of bundles) {
          builder.connect(from, to, ports, certainty, family);
        }
        expect(pairsOf(builder.map())).toEqual(pairsOf(map));
      }),
    );
  });

  it('join what differs in one respect only', () => {
    const builder = new MapBuilder();
    const [a = 0, b = 0, c = 0, d = 0] = ['a', 'b', 'c', 'd'].map((name) => builder.add(workload('shop', name)));
    builder.connect([a], [c], tcp(80)).connect([a], [d], tcp(80)).connect([b], [c, d], tcp(80));
    builder.connect([a, b], [c, d], tcp(443));
    expect(bundlesOf(builder.map())).toEqual([{ from: [a, b], to: [c, d], ports: tcp(80, 443), certainty: 'allowed' }]);
  });

  it('are few in an open cluster of any size', () => {
    expect(bundlesOf(sampleMap('open', 1000))).toHaveLength(2);
  });
});
