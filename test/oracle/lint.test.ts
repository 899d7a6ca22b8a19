import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatConnections, type JsonObject, type Manifest } from '../../src/model/index.ts';
import { type ConnectivityMap, type MapEndpoint, mapOf, PolicyEngine } from '../../src/policy/index.ts';
import { type LintFinding, lint } from '../../src/policy/lint/index.ts';
import { clusters, manifestsOf, networkPolicyClusters } from './arbitrary.ts';

const labels = fc.constantFrom({}, { matchLabels: { app: 'x' } }, { matchLabels: { app: 'y' } });
const pods = fc.record({ pods: fc.record({ namespaceSelector: labels, podSelector: labels }) });
const ports = fc.option(
  fc.constantFrom([{ portNumber: { port: 80 } }], [{ portRange: { start: 79, end: 81 } }], [{ namedPort: 'http' }]),
  { nil: undefined },
);
const rulesOf = (action: fc.Arbitrary<string>, peersKey: 'from' | 'to') =>
  fc.array(fc.record({ action, [peersKey]: fc.array(pods, { minLength: 1, maxLength: 2 }), ports }), { maxLength: 2 });
const specOf = (action: fc.Arbitrary<string>) =>
  fc.record({ subject: pods, ingress: rulesOf(action, 'from'), egress: rulesOf(action, 'to') });
const adminSpec = fc
  .tuple(specOf(fc.constantFrom('Allow', 'Deny', 'Pass')), fc.nat(2))
  .map(([spec, priority]) => ({ ...spec, priority }));

function adminManifest(kind: string, name: string, spec: object): JsonObject {
  const plain = JSON.parse(JSON.stringify(spec)) as JsonObject;
  return { apiVersion: 'policy.networking.k8s.io/v1alpha1', kind, metadata: { name }, spec: plain };
}

/** A cluster of NetworkPolicies, and some of the admin kinds; each object has a place of its own. */
const anyCluster: fc.Arbitrary<readonly Manifest[]> = fc
  .tuple(
    networkPolicyClusters,
    fc.array(adminSpec, { maxLength: 3 }),
    fc.option(specOf(fc.constantFrom('Allow', 'Deny'))),
  )
  .map(([cluster, admins, baseline]) => [
    ...manifestsOf(cluster).map(({ value }) => value),
    ...admins.map((spec, index) => adminManifest('AdminNetworkPolicy', `admin-${index}`, spec)),
    ...(baseline === null ? [] : [adminManifest('BaselineAdminNetworkPolicy', 'default', baseline)]),
  ])
  .map((values) =>
    values.map((value) => ({
      value,
      source: { file: { path: 'generated', text: '' }, document: 0, start: 0, end: 0 },
    })),
  );

function engineOf(manifests: readonly Manifest[]) {
  const engine = new PolicyEngine();
  const applied = engine.apply(manifests.map((manifest) => ({ type: 'put', manifest })));
  return { engine, applied };
}

/** What a map says of each pair, addresses outside by the first of each range of another, finer map. */
function pairsOf(map: ConnectivityMap, finer: ConnectivityMap): ReadonlyMap<string, string> {
  const inside = map.endpoints.map((endpoint) => namesOf(endpoint, finer));
  const pairs = new Map<string, string>();
  for (const { from, to, ports, certainty, family } of map.connections) {
    for (const client of map.groups[from]!.members.flatMap((member) => inside[member]!)) {
      for (const server of map.groups[to]!.members.flatMap((member) => inside[member]!)) {
        if (client === server) continue;
        const key = `${client} → ${server}`;
        pairs.set(key, [pairs.get(key) ?? '', `${certainty} ${family} ${formatConnections(ports)}`].sort().join(' '));
      }
    }
  }
  return new Map([...pairs].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function namesOf(endpoint: MapEndpoint, finer: ConnectivityMap): readonly string[] {
  if (endpoint.kind === 'pod') return [`${endpoint.namespace}/${endpoint.name}`];
  if (endpoint.kind !== 'range') return [];
  const samples = finer.endpoints.flatMap((other) => (other.kind === 'range' ? other.ranges : []));
  return samples
    .filter(({ family, start }) =>
      endpoint.ranges.some((range) => range.family === family && range.start <= start && start < range.end),
    )
    .map(({ family, start }) => `${family}:${start}`);
}

/** The object without the part at a path. */
function without(manifest: Manifest, path: readonly (string | number)[]): Manifest {
  const value = structuredClone(manifest.value) as Record<string, unknown>;
  let parent: Record<string | number, unknown> = value;
  for (const step of path.slice(0, -1)) parent = parent[step] as Record<string | number, unknown>;
  const last = path.at(-1)!;
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
  return { ...manifest, value: value as JsonObject };
}

/** The codes of entries of NetworkPolicies that do nothing. NW208 is of ports that pods beside the addresses may have. */
const idleCodes = ['NW202', 'NW203', 'NW205', 'NW206', 'NW207', 'NW302', 'NW304'];

/** The rule, or its peer or port; undefined for what is in no rule. */
function entryPath(path: readonly (string | number)[], isWhole: boolean): readonly (string | number)[] {
  return path.slice(0, isWhole ? 3 : 5);
}

/** Each path once, so that one does not move what is at another; none inside of what goes as a whole. */
function lastFirst(paths: readonly (readonly (string | number)[])[]): readonly (readonly (string | number)[])[] {
  const wanted = paths.filter((path) => typeof path[2] === 'number');
  const unique = [...new Map(wanted.map((path) => [path.join(), path])).values()];
  const outermost = unique.filter((path) => !unique.some((other) => path.join().startsWith(`${other.join()},`)));
  return outermost.sort((a, b) => Number(b[2]) - Number(a[2]) || Number(b[4] ?? 0) - Number(a[4] ?? 0));
}

function withPolicyTypes(manifest: Manifest, isNamed: boolean): Manifest {
  if (!isNamed) return manifest;
  const spec = { ...(manifest.value['spec'] as JsonObject), policyTypes: ['Ingress', 'Egress'] };
  return { ...manifest, value: { ...manifest.value, spec } };
}

/** Whether two maps say the same of each pair. The addresses of a family are on a map only where something has any. */
function expectSame(after: ConnectivityMap, before: ConnectivityMap, why: string): void {
  const shown = (map: ConnectivityMap) => (family: number) =>
    map.endpoints.some((end) => end.kind === 'range' && end.ranges.some((range) => range.family === family));
  const hidden = [4, 6].filter((family) => !shown(after)(family) || !shown(before)(family));
  const ofBoth = (map: ConnectivityMap) =>
    [...pairsOf(map, before)].filter(([pair]) => !hidden.some((family) => ` ${pair}`.includes(` ${family}:`)));
  expect(ofBoth(after), why).toEqual(ofBoth(before));
}

describe('what the linter says could be left out', () => {
  it('leaves the map as it is without it', () => {
    const seen = { NW301: 0, NW302: 0, NW303: 0, NW304: 0 };
    fc.assert(
      fc.property(anyCluster, (manifests) => {
        const { engine, applied } = engineOf(manifests);
        const map = mapOf(engine, { by: 'pod' });
        for (const { code, source, path, message } of lint({ engine, manifests, applied })) {
          if (!isSpareCode(code)) continue;
          seen[code] += 1;
          const rest = manifests.flatMap((manifest) => {
            if (manifest.source !== source) return [manifest];
            return code === 'NW301' ? [] : [without(manifest, path)];
          });
          const changed = engineOf(rest);
          expect(changed.applied.problems).toEqual([]);
          expectSame(mapOf(changed.engine, { by: 'pod' }), map, `${code} ${path.join('.')} ${message}`);
        }
      }),
      { numRuns: 300 },
    );
    for (const [code, count] of Object.entries(seen)) expect(count, code).toBeGreaterThan(0);
  });

  it('opens nothing where all of it is taken out, as it is told', () => {
    const seen = { whole: 0, policyTypes: 0 };
    fc.assert(
      fc.property(anyCluster, (manifests) => {
        const { engine, applied } = engineOf(manifests);
        const findings = lint({ engine, manifests, applied }).filter(
          ({ code, object }) => object.kind === 'NetworkPolicy' && idleCodes.includes(code),
        );
        const rest = manifests.map((manifest) => {
          const own = findings.filter(({ source, instead }) => source === manifest.source && instead === undefined);
          const isWhole = ({ message }: LintFinding) => message.includes('take out the whole rule');
          const isNamed = own.some(({ message }) => message.includes('policyTypes: [Ingress, Egress]'));
          seen.whole += own.filter(isWhole).length;
          seen.policyTypes += isNamed ? 1 : 0;
          const paths = own.map((finding) => entryPath(finding.path, isWhole(finding)));
          return withPolicyTypes(lastFirst(paths).reduce(without, manifest), isNamed);
        });
        const changed = engineOf(rest);
        expect(changed.applied.problems).toEqual([]);
        expectSame(mapOf(changed.engine, { by: 'pod' }), mapOf(engine, { by: 'pod' }), JSON.stringify(findings));
      }),
      { numRuns: 500 },
    );
    for (const [advice, count] of Object.entries(seen)) expect(count, advice).toBeGreaterThan(0);
  });

  it('holds for all NetworkPolicies together', () => {
    fc.assert(
      fc.property(clusters, (cluster) => {
        const manifests = manifestsOf(cluster).map((manifest) => ({ ...manifest, source: { ...manifest.source } }));
        const { engine, applied } = engineOf(manifests);
        const map = mapOf(engine, { by: 'pod' });
        const spare = new Set(
          lint({ engine, manifests, applied })
            .filter(({ code }) => code === 'NW301')
            .map(({ source }) => source),
        );
        const changed = engineOf(manifests.filter(({ source }) => !spare.has(source)));
        expectSame(mapOf(changed.engine, { by: 'pod' }), map, 'all of them');
      }),
      { numRuns: 200 },
    );
  });

  it('is found in every cluster without an error, whatever it holds', () => {
    fc.assert(
      fc.property(anyCluster, (manifests) => {
        const { engine, applied } = engineOf(manifests);
        const once = lint({ engine, manifests, applied });
        expect(once).toEqual(lint({ engine, manifests, applied }));
        for (const { message } of once) expect(message).not.toContain('\n');
      }),
      { numRuns: 100 },
    );
  });
});

const spareCodes = ['NW301', 'NW302', 'NW303', 'NW304'] as const;

function isSpareCode(code: string): code is (typeof spareCodes)[number] {
  return (spareCodes as readonly string[]).includes(code);
}
