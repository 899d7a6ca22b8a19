import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryMap } from '../arbitrary-map.test-support.ts';
import { pictureOf } from '../paint.ts';
import type { Picture } from '../picture.ts';
import { everyKind, sampleMap, shapes } from '../sample-maps.test-support.ts';
import { arrange } from './arrange.ts';
import type { Box } from './geometry.ts';
import type { Scene } from './scene.ts';

describe('the places on a picture', () => {
  it('keep nodes and labels apart, each namespace around its own', () => {
    fc.assert(
      fc.property(arbitraryMap, (map) => {
        const picture = pictureOf(map, { detail: 'workloads' });
        expectTidy(picture, arrange(picture));
      }),
    );
  });

  it.each(shapes)('are tidy at any size: %s', (shape) => {
    for (const size of [10, 100, 1000]) {
      const picture = pictureOf(sampleMap(shape, size), {});
      expectTidy(picture, arrange(picture));
    }
  });

  it('are joined by lines: each link reaches all of its nodes and points at each server', () => {
    fc.assert(
      fc.property(arbitraryMap, (map) => {
        const picture = pictureOf(map, { detail: 'workloads' });
        const { lines } = arrange(picture);
        for (const [link, { from, to }] of picture.links.entries()) {
          const own = lines.filter((line) => line.link === link);
          const reached = new Set(own.flatMap(({ node }) => node ?? []));
          expect([...reached].sort((a, b) => a - b)).toEqual([...new Set([...from, ...to])].sort((a, b) => a - b));
          const pointed = own.filter(({ arrowAtStart, arrowAtEnd }) => arrowAtStart || arrowAtEnd);
          expect(new Set(pointed.flatMap(({ node }) => node ?? []))).toEqual(new Set(to));
        }
      }),
    );
  });

  it('are as good to look at in long chains: lines go on at the left', () => {
    const { width, height } = arrange(pictureOf(sampleMap('chain', 1000), {}));
    expect(width / height).toBeLessThan(5);
  });

  it('have lines that run beside nodes, not across', () => {
    for (const map of [everyKind(), ...shapes.map((shape) => sampleMap(shape, 100))]) {
      const picture = pictureOf(map, {});
      const scene = arrange(picture);
      for (const { curve, node } of scene.lines) {
        const level = [
          { from: curve.start.x, to: curve.bend[0], y: curve.start.y },
          { from: curve.bend[1], to: curve.end.x, y: curve.end.y },
        ];
        for (const [index, box] of scene.nodes.entries()) {
          if (index === node) continue;
          expect(level.filter((part) => crosses(part, box))).toEqual([]);
        }
      }
    }
  });
});

function expectTidy(picture: Picture, { nodes, labels, namespaces, width, height }: Scene): void {
  const apart = [...nodes, ...labels];
  const sorted = apart.toSorted((a, b) => a.x - b.x);
  for (const [index, box] of sorted.entries()) {
    expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height).toBe(true);
    for (const other of sorted.slice(index + 1)) {
      if (other.x >= box.x + box.width) break;
      expect(overlap(box, other), `${JSON.stringify(box)} and ${JSON.stringify(other)}`).toBe(false);
    }
  }
  for (const [index, node] of picture.nodes.entries()) {
    const box = nodes[index]!;
    for (const namespace of namespaces) {
      if (namespace.name === node.namespace) expect(holds(namespace, box)).toBe(true);
      else expect(overlap(namespace, box)).toBe(false);
    }
  }
}

function overlap(a: Box, b: Box): boolean {
  const slack = 0.01;
  return (
    a.x + a.width > b.x + slack &&
    b.x + b.width > a.x + slack &&
    a.y + a.height > b.y + slack &&
    b.y + b.height > a.y + slack
  );
}

function holds(outer: Box, inner: Box): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}

function crosses(part: { readonly from: number; readonly to: number; readonly y: number }, box: Box): boolean {
  const slack = 0.5;
  return (
    part.to > box.x + slack &&
    part.from < box.x + box.width - slack &&
    part.y > box.y + slack &&
    part.y < box.y + box.height - slack
  );
}
