import fc from 'fast-check';
import { portRange } from '../../model/connection-set.ts';
import type { ConnectivityMap, MapEndpoint } from '../../policy/index.ts';
import { overFamily } from '../family-words.ts';
import { cidr, MapBuilder, workload } from './sample-maps.test-support.ts';

/** Names as nobody should give them. */
const hostileNames = [
  '"]; end',
  '</script><b>&amp;',
  '\\N\\"',
  '`x` **b**',
  'end',
  '%%{init: {}}%%\n',
  '--> A',
  '1. x',
  '#35;',
  '\u0000\u202e\ud800',
  "'onload='",
];

/** Small maps of all shapes, with workloads in up to three namespaces and addresses outside. */
export const arbitraryMap: fc.Arbitrary<ConnectivityMap> = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
    outside: fc.integer({ min: 0, max: 2 }),
    isHostile: fc.boolean(),
    rectangles: fc.array(
      fc.record({
        from: fc.array(fc.nat(), { minLength: 1, maxLength: 8 }),
        to: fc.array(fc.nat(), { minLength: 1, maxLength: 8 }),
        port: fc.integer({ min: 80, max: 82 }),
        family: fc.constantFrom(undefined, undefined, 4 as const, 6 as const),
      }),
      { maxLength: 6 },
    ),
  })
  .map(({ sizes, outside, isHostile, rectangles }) => {
    const builder = new MapBuilder();
    const name = (index: number) => (isHostile ? (hostileNames[index % hostileNames.length] ?? '') : `w${index}`);
    const workloads = sizes.flatMap((size, namespace) =>
      Array.from({ length: size }, (_, index) => workload(`ns-${namespace}`, name(index + namespace))),
    );
    const ranges = Array.from(
      { length: outside },
      (_, index): MapEndpoint => ({ kind: 'range', ranges: [cidr(`10.${index}.0.0/16`)] }),
    );
    const indexes = [...workloads, ...ranges].map((endpoint) => builder.add(endpoint));
    const members = (numbers: readonly number[]) => numbers.map((number) => number % indexes.length);
    for (const { from, to, port, family } of rectangles) {
      builder.connect(members(from), members(to), portRange('TCP', port), 'allowed', family);
    }
    return builder.map();
  });

/** Each pair of endpoints with each port, as `from>to:port`, and `over IPv4 only` where it is so; sorted. */
export function pairsOf({ groups, connections }: ConnectivityMap): readonly string[] {
  const pairs = connections.flatMap(({ from, to, ports, family }) =>
    (groups[from]?.members ?? []).flatMap((client) =>
      (groups[to]?.members ?? []).flatMap((server) =>
        client === server
          ? []
          : ports.TCP.flatMap(([start, end]) => portsFrom(client, server, start, end)).map(
              (pair) => `${pair}${overFamily(family)}`,
            ),
      ),
    ),
  );
  return [...new Set(pairs)].sort();
}

function portsFrom(client: number, server: number, start: number, end: number): readonly string[] {
  return Array.from({ length: end - start }, (_, offset) => `${client}>${server}:${start + offset}`);
}
