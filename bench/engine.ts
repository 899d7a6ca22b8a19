/** What the engine costs on a cluster that a generator makes, beside reading the same objects as JSON. */

import { ask, diffOf, nearMissesOf, PolicyEngine } from '../src/policy/index.ts';
import { classesCluster } from './generator.ts';

const size = Number(process.argv[2] ?? 10_000);
const manifests = classesCluster(size);
const json = JSON.stringify(manifests.map(({ value }) => value));

interface Row {
  readonly what: string;
  readonly milliseconds: number;
}

/** The median of several runs, each of them warm. */
function measure(what: string, runs: number, action: () => unknown): Row {
  action();
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    action();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return { what, milliseconds: times[runs >> 1] ?? Number.NaN };
}

function compile(): PolicyEngine {
  const engine = new PolicyEngine();
  engine.apply(manifests.map((manifest) => ({ type: 'put', manifest })));
  return engine;
}

/** The same cluster, with a policy that lets nothing in any more. */
function compileChanged(): PolicyEngine {
  const engine = compile();
  const found = manifests.find(({ value }) => value['kind'] === 'NetworkPolicy');
  if (found === undefined) return engine;
  const value = { ...found.value, spec: { podSelector: {}, policyTypes: ['Ingress'] } };
  engine.apply([{ type: 'put', manifest: { ...found, value } }]);
  return engine;
}

const engine = compile();
const changed = compileChanged();
const pods = engine.cluster.livePods;
let next = 0;

/** Another pair at each call, so that nothing is remembered. */
function pair(): readonly [string, string] {
  next = (next + 7919) % pods.length;
  const [from, to] = [pods[next], pods[(next * 31) % pods.length]];
  return [`${from?.namespace}/pod/${from?.name}`, `${to?.namespace}/pod/${to?.name}:8080`];
}

const rows = [
  measure('JSON.parse of the same objects', 5, () => JSON.parse(json)),
  measure('apply: one big change', 5, () => compile().cluster),
  measure('diff: one policy changed', 3, () => diffOf(engine, changed)),
  measure('1,000 questions with their near misses', 3, () => {
    for (let count = 0; count < 1000; count++) {
      const answer = ask(engine, ...pair());
      nearMissesOf(engine, answer.decisive);
    }
  }),
];

const [baseline] = rows;
console.log(
  `${pods.length} pods, ${engine.policies.length} policies, ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB`,
);
console.log(`${'WHAT'.padEnd(42)}${'MEDIAN'.padStart(12)}${'RATIO'.padStart(8)}`);
for (const { what, milliseconds } of rows) {
  const ratio = milliseconds / (baseline?.milliseconds ?? Number.NaN);
  console.log(`${what.padEnd(42)}${`${milliseconds.toFixed(1)} ms`.padStart(12)}${ratio.toFixed(2).padStart(8)}`);
}
