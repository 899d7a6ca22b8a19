/**
 * What the engine costs on a cluster of so many pods, as JSON, in a process that has done nothing before:
 * `npx tsx bench/engine.ts [PODS]`.
 */
import { mapOf, obstaclesOf, PolicyEngine, ruleEffects, verdictsOf } from '../src/policy/index.ts';
import { clusterOf } from './cluster/cluster.ts';
import { changeOf, connectionsIn, relabelled } from './cluster/questions.ts';
import { range, sizeOf } from './cluster/size.ts';
import { costOf, median, type Row } from './measure/cost.ts';

const pods = Number(process.argv[2] ?? 10_000);
const objects = clusterOf(sizeOf(pods));

/** The budgets are for two sizes. */
const budgets: Readonly<Record<number, { readonly compile: number; readonly map?: number; readonly update?: number }>> =
  {
    10000: { compile: 500, map: 2000, update: 10 },
    100000: { compile: 5000 },
  };
const budget = budgets[pods];

function row(what: string, action: () => unknown, budgetMilliseconds?: number, times = 1): Row {
  return { what, times, ...costOf(action), ...(budgetMilliseconds !== undefined && { budgetMilliseconds }) };
}

/** What the times of others are set against. */
function baseline(): Row {
  const json = JSON.stringify(objects);
  return row('JSON.parse of the objects', () => JSON.parse(json));
}

function compile(engine: PolicyEngine): Row {
  const compileAll = () => {
    engine.apply(objects.map(changeOf));
    for (const connection of connectionsIn(engine, 1)) verdictsOf(engine, connection);
  };
  const measured = row('compile: apply all, first answer', compileAll, budget?.compile);
  return { ...measured, peakMebibytes: process.resourceUsage().maxRSS / 1024 };
}

function map(engine: PolicyEngine): readonly Row[] {
  return [
    row('map by workload', () => mapOf(engine), budget?.map),
    row('map by pod', () => mapOf(engine, { by: 'pod' }), budget?.map),
  ];
}

function explain(engine: PolicyEngine): readonly Row[] {
  const asked = connectionsIn(engine, 5000);
  const denied = asked
    .flatMap((connection) => verdictsOf(engine, connection))
    .filter(({ verdict }) => verdict === 'denied')
    .slice(0, 200);
  const explainAll = () => {
    for (const connection of asked) {
      for (const verdict of verdictsOf(engine, connection)) ruleEffects(engine, verdict);
    }
  };
  const findAll = () => {
    for (const verdict of denied) obstaclesOf(engine, verdict);
  };
  return [
    row('an explanation: verdict, what each rule does', explainAll, 0.05, asked.length),
    row('the obstacles of a denial, with near misses', findAll, undefined, denied.length),
  ];
}

/** The median of several, each followed by an answer. */
function update(engine: PolicyEngine, kind: string): Row {
  const costs = range(9).map((turn) => {
    const change = changeOf(relabelled(objects, kind, turn));
    return costOf(() => {
      engine.apply([change]);
      for (const connection of connectionsIn(engine, 1)) verdictsOf(engine, connection);
    });
  });
  const row = { what: `a changed ${kind}, then an answer`, ...median(costs) };
  return budget?.update === undefined ? row : { ...row, budgetMilliseconds: budget.update };
}

const engine = new PolicyEngine();
const rows = [
  baseline(),
  compile(engine),
  ...map(engine),
  ...explain(engine),
  ...['Pod', 'NetworkPolicy', 'Namespace'].map((kind) => update(engine, kind)),
];
console.log(JSON.stringify({ rows, peakMebibytes: process.resourceUsage().maxRSS / 1024 } satisfies EngineReport));

/** What this prints. */
export interface EngineReport {
  readonly rows: readonly Row[];
  readonly peakMebibytes: number;
}
