import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { portRange } from '../../model/connection-set.ts';
import type { ConnectivityMap } from '../../policy/index.ts';
import { overFamily } from '../family-words.ts';
import { arbitraryMap, pairsOf } from './arbitrary-map.test-support.ts';
import { Painter, pictureOf } from './paint.ts';
import type { Picture } from './picture.ts';
import { MapBuilder, sampleMap, shapes, tcp, workload } from './sample-maps.test-support.ts';
import { lineCount } from './spokes.ts';

describe('a picture', () => {
  it('shows each connection of the map, and no other', () => {
    fc.assert(
      fc.property(arbitraryMap, (found) => {
        const map = onOnePort(found);
        expect(drawnPairs(pictureOf(map, { detail: 'workloads' }))).toEqual(pairsOf(map));
      }),
    );
  });

  it('by namespace shows that there is some connection', () => {
    fc.assert(
      fc.property(arbitraryMap, (found) => {
        const map = onOnePort(found);
        const drawn = new Set(drawnPairs(pictureOf(map, { detail: 'namespaces' })));
        expect(pairsOf(map).filter((pair) => !drawn.has(pair))).toEqual([]);
      }),
    );
  });

  it('in a close-up shows what is about the namespace', () => {
    fc.assert(
      fc.property(arbitraryMap, (found) => {
        const map = onOnePort(found);
        const painter = new Painter(map, []);
        const [namespace = ''] = painter.namespaces;
        const inside = new Set(painter.directory.namespaces.get(namespace));
        const isAbout = (pair: string) => pair.split(/[>:]/, 2).some((end) => inside.has(Number(end)));
        const drawn = new Set(drawnPairs(painter.closeUp(namespace)));
        expect(pairsOf(map).filter((pair) => isAbout(pair) && !drawn.has(pair))).toEqual([]);
      }),
    );
  });

  it.each(shapes)('of 10, 100 or 1,000 workloads has as few lines as can be followed: %s', (shape) => {
    for (const size of [10, 100, 1000]) {
      const picture = pictureOf(sampleMap(shape, size), {});
      expect(lineCount(picture)).toBeLessThanOrEqual(310);
      expect(picture.nodes.length).toBeLessThanOrEqual(110);
    }
  });

  it('joins workloads of a namespace that the same holds for', () => {
    const builder = new MapBuilder();
    const all = ['api', 'cache', 'db', 'web'].map((name) => builder.add(workload('shop', name)));
    const [api = 0, cache = 0, db = 0, web = 0] = all;
    builder.connect([web], [api], tcp(80)).connect([api], [cache, db], tcp(5432));
    const { nodes, links } = pictureOf(builder.map(), {});
    expect(nodes.map(({ label }) => label)).toEqual(['api', 'cache, db', 'web']);
    expect(links).toEqual([
      { from: [2], to: [0], label: 'TCP 80', standing: 'allowed' },
      { from: [0], to: [1], label: 'TCP 5432', standing: 'allowed' },
    ]);
  });

  it('tells what a namespace may do inside of itself in words', () => {
    const { nodes } = pictureOf(sampleMap('hub-and-spoke', 30), {});
    const billing = nodes.find(({ kind, namespace }) => kind === 'all' && namespace === 'billing');
    expect(billing?.notes).toEqual(['web, api, worker, db, cache', 'among themselves: everything']);
  });

  it('keeps a denied connection apart from those that are alike otherwise', () => {
    const map = sampleMap('closed', 4);
    const { nodes, links } = pictureOf(map, { denied: [{ from: 0, to: 3, label: 'TCP 5432' }] });
    expect(links).toEqual([{ from: [2], to: [1], label: 'TCP 5432', standing: 'denied' }]);
    expect(nodes.map(({ members }) => members)).toEqual([[2], [3], [0], [1]]);
  });
});

/** What is drawn can be compared where nothing tells connections apart but their ends. */
function onOnePort(map: ConnectivityMap): ConnectivityMap {
  return { ...map, connections: map.connections.map((found) => ({ ...found, ports: portRange('TCP', 80) })) };
}

/** Each pair of endpoints that a picture lets connect, as `pairsOf` has them. */
function drawnPairs({ nodes, links }: Picture): readonly string[] {
  const membersOf = (indexes: readonly number[]) => indexes.flatMap((index) => nodes[index]?.members ?? []);
  const inward = nodes.flatMap(({ notes, members }) =>
    notes.flatMap((note) => {
      const [, over] = /^(?:among themselves|inside): TCP 80(.*)$/.exec(note) ?? [];
      return over === undefined ? [] : [{ from: members, to: members, over }];
    }),
  );
  const drawn = links.map(({ from, to, family }) => {
    return { from: membersOf(from), to: membersOf(to), over: overFamily(family) };
  });
  const pairs = [...inward, ...drawn].flatMap(({ from, to, over }) =>
    from.flatMap((client) => to.flatMap((server) => (client === server ? [] : [`${client}>${server}:80${over}`]))),
  );
  return [...new Set(pairs)].sort();
}
