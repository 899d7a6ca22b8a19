import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Manifest, type Node, parseCidr } from '../../src/model/index.ts';
import { type Answer, type Endpoint, matrixOf, PolicyEngine, verdictsOf } from '../../src/policy/index.ts';
import { clusters, manifestsOf, networkPolicyClusters } from './arbitrary.ts';
import { outsideAddresses } from './arbitrary-cluster.ts';
import { addressesOf, addressesOfNode, type Family, familyOf, hasEnded, isPlanned, type Party } from './connection.ts';
import type { ClusterObjects, PodObject } from './objects.ts';
import { type Answers, answersOf } from './oracle.ts';

/** How many clusters the engine is held to; a measured run takes 10,000. */
const numRuns = Number(process.env['NETWHY_ORACLE_RUNS'] ?? 50);
/** Ample for a busy machine, where a cluster takes less than a tenth of it. */
const timeout = 30_000 + numRuns * 500;

const probes = [
  { protocol: 'TCP', port: 80 },
  { protocol: 'TCP', port: 81 },
  { protocol: 'UDP', port: 80 },
  { protocol: 'SCTP', port: 8080 },
] as const;

const named = { protocol: 'TCP', port: 'http' } as const;

function engineOf(manifests: readonly Manifest[]): PolicyEngine {
  const engine = new PolicyEngine();
  const { problems } = engine.apply(manifests.map((manifest) => ({ type: 'put', manifest })));
  expect(problems).toEqual([]);
  return engine;
}

function matrixAnswersOf(engine: PolicyEngine) {
  return matrixOf(engine, engine.cluster.livePods, [...probes, named]);
}

/** Somebody who may connect, or be connected to, over the families of its addresses. */
type Place =
  | { readonly kind: 'pod'; readonly pod: PodObject; readonly addresses: readonly string[] }
  | { readonly kind: 'address'; readonly addresses: readonly [string] };

/** The live pods of a cluster, the addresses of its nodes, and some outside of it. */
function placesOf({ pods, nodes }: ClusterObjects): readonly Place[] {
  return [
    ...podPlaces(pods),
    ...[...nodes.flatMap(addressesOfNode), ...outsideAddresses].map((address): Place => {
      return { kind: 'address', addresses: [address] };
    }),
  ];
}

function podPlaces(pods: readonly PodObject[]): readonly Place[] {
  return pods.filter((pod) => !hasEnded(pod)).map((pod) => ({ kind: 'pod', pod, addresses: addressesOf(pod) }));
}

/**
 * 27: each family that both ends have is a path. A pod without an address goes along with any; two of them have one path
 * of no family, unless one is only planned, and will have what other pods have. Two ends without a common family have none.
 */
function pathsOf(cluster: ClusterObjects, from: Place, to: Place): readonly (Family | undefined)[] {
  const [a, b] = [from, to].map(({ addresses }) => addresses.map(familyOf)) as [Family[], Family[]];
  if (a.length === 0 && b.length === 0) {
    const shown = [from, to].some(isPlannedPlace) ? familiesOf(cluster) : [];
    return shown.length === 0 ? [undefined] : shown;
  }
  return ([4, 6] as const).filter((family) =>
    [a, b].every((families) => families.length === 0 || families.includes(family)),
  );
}

function isPlannedPlace(place: Place): boolean {
  return place.kind === 'pod' && isPlanned(place.pod);
}

/** Those of the pods that have addresses of their own. */
function familiesOf({ pods }: ClusterObjects): readonly Family[] {
  const own = pods.filter((pod) => !hasEnded(pod) && pod.spec.hostNetwork !== true);
  return ([4, 6] as const).filter((family) => own.flatMap(addressesOf).some((address) => familyOf(address) === family));
}

function partyOf(place: Place, family: Family | undefined): Party {
  const address = place.addresses.find((candidate) => familyOf(candidate) === family);
  return place.kind === 'pod'
    ? { kind: 'pod', pod: place.pod, address }
    : { kind: 'address', address: place.addresses[0] };
}

/** The same place as the engine knows it. */
function endpointOf({ cluster }: PolicyEngine, place: Place): Endpoint {
  if (place.kind === 'pod') {
    const { namespace, name } = place.pod.metadata;
    return { kind: 'pod', pod: cluster.pod(namespace, name)! };
  }
  const [address] = place.addresses;
  const range = parseCidr(`${address}/${familyOf(address) === 4 ? 32 : 128}`)!;
  const has = (node: Node) =>
    node.addresses.some(({ family, value }) => family === range.family && value === range.start);
  const node = cluster.nodes.find(has);
  return { kind: 'range', range, ...(node !== undefined && { node }) };
}

const words: Readonly<Record<Answers['combined'], Answer>> = {
  allowed: 'allowed',
  denied: 'denied',
  open: 'implementation-defined',
};

/**
 * Two ends in one network namespace: the oracle allows it, as nothing leaves the node, while the engine still asks whether
 * the dataplane sees pods of the host network as pods.
 */
function shareAddress(from: Party, to: Party): boolean {
  return from.address !== undefined && from.address === to.address;
}

function isSamePlace(a: Place, b: Place): boolean {
  return a.kind === 'pod' && b.kind === 'pod' && a.pod === b.pod;
}

/** The paths of every pair of places on which the engine and the oracle differ. */
function mismatches(cluster: ClusterObjects): readonly string[] {
  const engine = engineOf(manifestsOf(cluster));
  const places = placesOf(cluster).map((place) => ({ place, endpoint: endpointOf(engine, place) }));
  return places.flatMap((from) =>
    places.flatMap((to) =>
      probes.flatMap((probe) => {
        const verdicts = verdictsOf(engine, { from: from.endpoint, to: to.endpoint, ...probe });
        return pathsOf(cluster, from.place, to.place).flatMap((family) => {
          const wanted = wordsOf(cluster, from.place, to.place, family, probe);
          const verdict = verdicts.find((candidate) => candidate.family === family);
          const got = `${verdict?.ingress.verdict}, ${verdict?.egress.verdict}, ${verdict?.verdict}`;
          const path = `${nameOf(from.place)} → ${nameOf(to.place)}:${probe.port}/${probe.protocol} over ${family}`;
          return wanted === undefined || wanted === got ? [] : [`${path} must be ${wanted}, is ${got}`];
        });
      }),
    ),
  );
}

/** Ingress, egress and both, as the oracle has them; undefined where it is not compared. */
function wordsOf(
  cluster: ClusterObjects,
  from: Place,
  to: Place,
  family: Family | undefined,
  probe: (typeof probes)[number],
): string | undefined {
  const path = { from: partyOf(from, family), to: partyOf(to, family), family };
  if (!isSamePlace(from, to) && shareAddress(path.from, path.to)) return undefined;
  const { ingress, egress, combined } = answersOf(cluster, { ...path, ...probe });
  return [ingress, egress, combined].map((answer) => words[answer]).join(', ');
}

function nameOf(place: Place): string {
  return place.kind === 'pod' ? place.pod.metadata.name : place.addresses[0];
}

/** The answer of a matrix: the worst of all families. */
function cellOf(cluster: ClusterObjects, from: Place, to: Place, probe: (typeof probes)[number]): string | undefined {
  if (isSamePlace(from, to)) return '-';
  const paths = pathsOf(cluster, from, to).map((family) => ({
    from: partyOf(from, family),
    to: partyOf(to, family),
    family,
  }));
  if (paths.length === 0 || paths.some((path) => shareAddress(path.from, path.to))) return undefined;
  const answers = paths.map((path) => answersOf(cluster, { ...path, ...probe }).combined);
  if (answers.includes('denied')) return 'X';
  return answers.includes('open') ? '?' : '.';
}

const kinds = [
  { kind: 'NetworkPolicies', arbitrary: networkPolicyClusters },
  { kind: 'policies of every kind', arbitrary: clusters },
];

describe.each(kinds)('the engine agrees with a slow and obvious reading of the semantics of $kind', ({ arbitrary }) => {
  it(
    'on every pair of pods, nodes and addresses, port and address family',
    () => {
      fc.assert(
        fc.property(arbitrary, (cluster) => {
          expect(mismatches(cluster)).toEqual([]);
        }),
        { numRuns },
      );
    },
    timeout,
  );

  it(
    'in a matrix, where pods that no policy tells apart are asked about once',
    () => {
      fc.assert(
        fc.property(arbitrary, (cluster) => {
          const matrix = matrixAnswersOf(engineOf(manifestsOf(cluster)));
          const byName = new Map(
            podPlaces(cluster.pods).map((place) => [place.kind === 'pod' ? fullNameOf(place.pod) : '', place]),
          );
          for (const [at, probe] of probes.entries()) {
            for (const [row, from] of matrix.pods.entries()) {
              for (const [column, to] of matrix.pods.entries()) {
                const got = matrix.probes[at]?.combined[row]?.[column];
                expect(got).toBe(cellOf(cluster, byName.get(from)!, byName.get(to)!, probe) ?? got);
              }
            }
          }
        }),
        { numRuns },
      );
    },
    timeout,
  );
});

function fullNameOf({ metadata }: PodObject): string {
  return `${metadata.namespace}/${metadata.name}`;
}

describe('the state after apply', () => {
  it('is the same whether objects come at once or one by one, in any order', () => {
    const shuffled = clusters.chain((cluster) => {
      const manifests = manifestsOf(cluster);
      return fc.record({
        manifests: fc.constant(manifests),
        order: fc.shuffledSubarray([...manifests], { minLength: manifests.length }),
      });
    });
    fc.assert(
      fc.property(shuffled, ({ manifests, order }) => {
        const stepwise = new PolicyEngine();
        for (const manifest of order) {
          stepwise.apply([{ type: 'put', manifest }]);
          // A question in between must not leave anything behind.
          matrixAnswersOf(stepwise);
        }
        expect(matrixAnswersOf(stepwise)).toEqual(matrixAnswersOf(engineOf(manifests)));
      }),
      { numRuns: 60 },
    );
  });

  it('is what it was when what was put is removed again', () => {
    fc.assert(
      fc.property(clusters, clusters, (before, more) => {
        const engine = engineOf(manifestsOf(before));
        const expected = matrixAnswersOf(engine);
        // Other names, so that nothing of the first is replaced.
        const added = manifestsOf(more)
          .filter(({ value }) => value['kind'] !== 'Namespace')
          .map((manifest) => ({ ...manifest, value: renamed(manifest.value) }));
        const { changed } = engine.apply(added.map((manifest) => ({ type: 'put', manifest })));
        matrixAnswersOf(engine);
        const removed = engine.apply(changed.map((ref) => ({ type: 'remove', ref })));
        expect(removed.changed).toEqual(changed);
        expect(matrixAnswersOf(engine)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order of NetworkPolicies and their rules, peers and ports', () => {
    fc.assert(
      fc.property(clusters, (cluster) => {
        const networkPolicies = reversed(cluster.networkPolicies);
        expect(matrixAnswersOf(engineOf(manifestsOf({ ...cluster, networkPolicies })))).toEqual(
          matrixAnswersOf(engineOf(manifestsOf(cluster))),
        );
      }),
      { numRuns: 60 },
    );
  });
});

function renamed(value: Manifest['value']): Manifest['value'] {
  const metadata = value['metadata'] as Manifest['value'];
  return { ...value, metadata: { ...metadata, name: `more-${metadata['name'] as string}` } };
}

/** All lists the other way round, at any depth. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item) => reversed<unknown>(item)).reverse() as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, reversed<unknown>(field)])) as T;
}
