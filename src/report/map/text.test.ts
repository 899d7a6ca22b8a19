import { describe, expect, it } from 'vitest';
import { markdownTable } from '../text/table.ts';
import { mapDot } from './dot.ts';
import { mapMermaid } from './mermaid.ts';
import { dualStack, everyKind, MapBuilder, sampleMap, tcp, workload } from './sample-maps.test-support.ts';
import { mapSvg } from './svg.ts';
import { mapTable } from './table.ts';
import { mapText } from './text.ts';

describe('a map as text', () => {
  it('tells of an open cluster in one line', () => {
    expect(mapText(sampleMap('open', 1000), false)).toMatchInlineSnapshot(`
      "FROM                                            TO                                              PORTS
      everything in the cluster, everything outside   everything in the cluster, everything outside   everything"
    `);
  });

  it('names whole namespaces, those that are open inside in one row, and cuts long lists', () => {
    expect(mapText(sampleMap('hub-and-spoke', 30), false)).toMatchInlineSnapshot(`
      "FROM                             TO                                     PORTS
      everything in the cluster        shop/api                               TCP 53; UDP 53
      billing/*, ledger/*, mail/* +2   each its own namespace                 everything
      shop/web                         billing/*, ledger/*, mail/* +2         TCP 9090
      everything outside               billing/web, ledger/web, mail/web +2   TCP 80,443"
    `);
  });

  it('says how sure it is where it is not', () => {
    expect(mapText(everyKind(), false)).toMatchInlineSnapshot(`
      "FROM                                                          TO                           PORTS           CERTAINTY
      tools/*                                                       tools/*                      UDP all         allowed
      shop/api                                                      shop/db                      TCP 5000-5999   allowed
      shop/db                                                       10.0.0.0/8, 192.168.0.0/16   everything      allowed
      shop/web                                                      shop/api                     TCP 8080-8081   allowed
      tools/deployment/web, new pods app=new in namespaces team=x   shop/api                     TCP 8080        allowed
      everything outside                                            shop/web                     TCP 443         some pods only
      shop/ingress/front                                            shop/web                     TCP 8080        allowed
      every node                                                    shop/api, shop/db            TCP 10250       depends on the dataplane"
    `);
  });

  it('says over which address family alone, in a table and in a picture', () => {
    const map = dualStack();
    expect(mapText(map, false)).toMatchInlineSnapshot(`
      "FROM       TO        PORTS     CERTAINTY
      shop/web   shop/db   TCP 80    allowed
      shop/web   shop/db   TCP 443   over IPv4 only
      shop/web   shop/db   TCP 443   some pods only, over IPv6 only"
    `);
    expect(mapDot(map)).toContain('label="TCP 443 over IPv4 only"');
    expect(mapMermaid(map)).toContain('TCP 443 over IPv6 only (some pods)');
    expect(mapSvg(map)).toContain('>TCP 443 over IPv4 only</text>');
  });

  it('in the wide form names all', () => {
    const builder = new MapBuilder();
    const [client = 0, ...servers] = Array.from({ length: 6 }, (_, index) =>
      builder.add(workload(`ns-${index}`, 'web')),
    );
    const map = builder.connect([client], servers, tcp(80)).map();
    expect(mapText(map, false)).toContain('ns-1/web, ns-2/web, ns-3/web +2');
    expect(mapText(map, true)).toContain('ns-1/web, ns-2/web, ns-3/web, ns-4/web, ns-5/web');
  });

  it('says that nothing is allowed, or that there is nothing', () => {
    expect(mapText(sampleMap('closed', 10), false)).toBe('Nothing may connect to anything.');
    expect(mapText({ endpoints: [], groups: [], connections: [] }, false)).toBe(
      'There is nothing to map: the input has no pods.',
    );
  });

  it('is a table in Markdown', () => {
    const { header, rows } = mapTable(sampleMap('open', 10), false);
    expect(markdownTable(header, rows)).toContain(
      'outside | everything in the cluster, everything outside | everything |',
    );
  });
});
