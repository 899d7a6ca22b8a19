import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryMap } from './arbitrary-map.test-support.ts';
import { everyKind, sampleMap, shapes } from './sample-maps.test-support.ts';
import { mapSvg } from './svg.ts';
import { xmlProblem } from './well-formed.test-support.ts';

describe('a map as SVG', () => {
  it('is well-formed whatever names hold, and the same at each call', () => {
    fc.assert(
      fc.property(arbitraryMap, (map) => {
        const denied = [{ from: 0, to: map.endpoints.length - 1, label: '"<&>' }];
        const svg = mapSvg(map, { denied });
        expect(xmlProblem(svg)).toBeUndefined();
        expect(mapSvg(map, { denied })).toBe(svg);
      }),
    );
  });

  it('gives every node and every connection a title', () => {
    const svg = mapSvg(everyKind(), { denied: [{ from: 4, to: 1, label: 'TCP 5432' }] });
    expect([...svg.matchAll(/<title>([^<]*)<\/title>/g)].map(([, title]) => title)).toMatchInlineSnapshot(`
      [
        "Who may connect to whom: 5 workloads in 2 namespaces",
        "shop/ingress/front → shop/web: TCP 8080",
        "shop/web → shop/api: TCP 8080-8081",
        "everything outside → shop/web: TCP 443 (some pods only)",
        "shop/api → shop/db: TCP 5000-5999",
        "shop/db → 10.0.0.0/8, 192.168.0.0/16: everything",
        "every node → shop/api, shop/db: TCP 10250 (depends on the dataplane)",
        "tools/deployment/web, new pods app=new in namespaces team=x → shop/api: TCP 8080",
        "tools/deployment/web → shop/db: TCP 5432 (denied)",
        "shop/api",
        "shop/db",
        "shop/web",
        "all of tools: 2 workloads",
        "tools/job/web",
        "tools/deployment/web",
        "every node",
        "shop/ingress/front",
        "10.0.0.0/8, 192.168.0.0/16",
        "everything outside",
        "new pods app=new in namespaces team=x",
      ]
    `);
  });

  it('runs nothing and loads nothing', () => {
    expect(mapSvg(everyKind())).not.toMatch(/<script|<image|<foreignObject|href=|url\(|@import| on[a-z]+=/);
  });

  it('of an open cluster has the same few lines at any size', () => {
    const lines = (size: number) => mapSvg(sampleMap('open', size)).split('class="link').length;
    expect(lines(1000)).toBe(lines(10));
  });

  it.each(shapes)('holds no number that is none: %s', (shape) => {
    expect(mapSvg(sampleMap(shape, 100))).not.toMatch(/NaN|Infinity|undefined/);
  });
});
