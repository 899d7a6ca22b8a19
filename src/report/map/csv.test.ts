import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryMap, pairsOf } from './arbitrary-map.test-support.ts';
import { mapCsvLines } from './csv.ts';
import { dualStack, everyKind, sampleMap } from './sample-maps.test-support.ts';

describe('a map as CSV', () => {
  it('has a line for each pair that may connect', () => {
    fc.assert(
      fc.property(arbitraryMap, (map) => {
        const pairs = new Set(pairsOf(map).map((pair) => pair.replace(/:\d+/, '')));
        expect([...mapCsvLines(map)]).toHaveLength(pairs.size + 1);
      }),
    );
  });

  it('tells certainties apart, and quotes what must be', () => {
    expect([...mapCsvLines(everyKind())]).toMatchInlineSnapshot(`
      [
        "from,to,ports,certainty,family",
        "shop/api,shop/db,TCP 5000-5999,allowed,",
        "shop/db,"10.0.0.0/8, 192.168.0.0/16",everything,allowed,",
        "shop/web,shop/api,TCP 8080-8081,allowed,",
        "tools/job/web,tools/deployment/web,UDP all,allowed,",
        "tools/deployment/web,shop/api,TCP 8080,allowed,",
        "tools/deployment/web,tools/job/web,UDP all,allowed,",
        "node/a,shop/api,TCP 10250,implementation-defined,",
        "node/a,shop/db,TCP 10250,implementation-defined,",
        "node/b,shop/api,TCP 10250,implementation-defined,",
        "node/b,shop/db,TCP 10250,implementation-defined,",
        "everything outside,shop/web,TCP 443,some-pods,",
        "new pods app=new in namespaces team=x,shop/api,TCP 8080,allowed,",
        "shop/ingress/front,shop/web,TCP 8080,allowed,",
      ]
    `);
  });

  it('has a line for each address family where they differ', () => {
    expect([...mapCsvLines(dualStack())].slice(1)).toEqual([
      'shop/web,shop/db,TCP 80,allowed,',
      'shop/web,shop/db,TCP 443,allowed,IPv4',
      'shop/web,shop/db,TCP 443,some-pods,IPv6',
    ]);
  });

  it('comes line by line: a large map takes no more memory than a small one', () => {
    const lines = mapCsvLines(sampleMap('open', 5000));
    expect([lines.next().value, lines.next().value]).toEqual([
      'from,to,ports,certainty,family',
      'shop/web,shop/api,everything,allowed,',
    ]);
  });
});
