/**
 * What a change of one object costs, with an answer after it, on a cluster of so many pods, as JSON, in a process of its
 * own: `npx tsx bench/update.ts [PODS] [one-namespace]`, where the second word puts all pods into one namespace.
 */
import { PolicyEngine, verdictsOf } from '../src/policy/index.ts';
import { clusterOf } from './cluster/cluster.ts';
import { changeOf, connectionsIn, relabelled } from './cluster/questions.ts';
import { range, sizeOf } from './cluster/size.ts';
import { costOf, median, type Report, type Row } from './measure/cost.ts';

const pods = Number(process.argv[2] ?? 10_000);
const isOneNamespace = process.argv[3] === 'one-namespace';
const size = sizeOf(pods);
const objects = clusterOf(isOneNamespace ? { ...size, namespaces: 1 } : size);
const engine = new PolicyEngine();

function answer(): void {
  for (const connection of connectionsIn(engine, 1)) verdictsOf(engine, connection);
}

/** The median of several. */
function update(kind: string): Row {
  const costs = range(19).map((turn) => {
    const change = changeOf(relabelled(objects, kind, turn));
    return costOf(() => {
      engine.apply([change]);
      answer();
    });
  });
  const what = `a changed ${kind}${isOneNamespace ? ', all in one namespace' : ''}, then an answer`;
  return { what, ...median(costs), ...(pods === 10_000 && { budgetMilliseconds: 10 }) };
}

engine.apply(objects.map(changeOf));
answer();
const rows = ['Pod', 'NetworkPolicy', 'Namespace'].map(update);
console.log(JSON.stringify({ rows, peakMebibytes: process.resourceUsage().maxRSS / 1024 } satisfies Report));
