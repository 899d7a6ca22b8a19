/**
 * The map of a file of manifests with the rules that make it so, in a process that has done nothing before:
 * `npx tsx bench/explained-map.ts FILE [every]`. One explanation for each pair of groups of the map; with `every` one for
 * each pair of workloads, denied ones too.
 */
import { readFileSync } from 'node:fs';
import { readInput } from '../src/input/index.ts';
import { type Endpoint, mapOf, PolicyEngine, ruleEffects, verdictsOf } from '../src/policy/index.ts';

const [, , path = '', every] = process.argv;
const engine = new PolicyEngine();
const { manifests } = readInput([{ path, bytes: readFileSync(path) }]);
engine.apply(manifests.map((manifest) => ({ type: 'put', manifest })));
const map = mapOf(engine);

const ends = map.endpoints.map((endpoint): Endpoint | undefined => {
  if (endpoint.kind === 'range') {
    const [range] = endpoint.ranges;
    return range && { kind: 'range', range };
  }
  const [pod] = endpoint.kind === 'workload' ? engine.cluster.podsOf(endpoint.workload) : [];
  return pod && { kind: 'pod', pod };
});

let explained = 0;
function explain(from: Endpoint | undefined, to: Endpoint | undefined, port: number): void {
  if (from === undefined || to === undefined || from === to) return;
  for (const verdict of verdictsOf(engine, { from, to, protocol: 'TCP', port })) {
    ruleEffects(engine, verdict);
    explained++;
  }
}

if (every === 'every') {
  for (const from of ends) for (const to of ends) explain(from, to, 8080);
} else {
  const membersOf = (group: number) => map.groups[group]?.members ?? [];
  for (const { from, to, ports } of map.connections) {
    const client = membersOf(from)[0];
    const server = membersOf(to).find((member) => member !== client);
    explain(ends[client ?? -1], ends[server ?? -1], ports.TCP[0]?.[0] ?? 8080);
  }
}
console.log(explained);
