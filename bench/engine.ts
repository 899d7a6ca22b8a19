/**
 * What maps and explanations cost on a cluster of so many pods, as JSON, in a process that has done nothing before:
 * `npx tsx bench/engine.ts [PODS]`.
 */
import { type Connection, mapOf, obstaclesOf, PolicyEngine, ruleEffects, verdictsOf } from '../src/policy/index.ts';
import { clusterOf } from './cluster/cluster.ts';
import { changeOf, connectionsIn } from './cluster/questions.ts';
import { sizeOf } from './cluster/size.ts';
import { costOf, type Report, type Row } from './measure/cost.ts';

const pods = Number(process.argv[2] ?? 10_000);
const objects = clusterOf(sizeOf(pods));
const engine = new PolicyEngine();

/** For maps of this size. */
const mapBudget = pods === 10_000 ? 2000 : undefined;

function row(what: string, action: () => unknown, budgetMilliseconds?: number, times = 1): Row {
  return { what, times, ...costOf(action), ...(budgetMilliseconds !== undefined && { budgetMilliseconds }) };
}

/** What the times of others are set against. */
function baseline(): Row {
  const json = JSON.stringify(objects);
  return row('JSON.parse of the objects', () => JSON.parse(json));
}

function map(): readonly Row[] {
  return [
    row('map by workload', () => mapOf(engine), mapBudget),
    row('map by pod', () => mapOf(engine, { by: 'pod' }), mapBudget),
  ];
}

function explain(): readonly Row[] {
  const explainAll = (what: string, asked: readonly Connection[], budgetMilliseconds?: number) => {
    const action = () => {
      for (const connection of asked) {
        for (const verdict of verdictsOf(engine, connection)) ruleEffects(engine, verdict);
      }
    };
    return row(what, action, budgetMilliseconds, asked.length);
  };
  const [first, later] = [connectionsIn(engine, 5000), connectionsIn(engine, 5001)];
  const rows = [
    explainAll('an explanation, of the first 5,000', first),
    explainAll('an explanation: verdict, what each rule does', later, 0.05),
  ];
  const verdicts = later.flatMap((connection) => verdictsOf(engine, connection));
  const denied = verdicts.filter(({ verdict }) => verdict === 'denied').slice(0, 200);
  const findAll = () => {
    for (const verdict of denied) obstaclesOf(engine, verdict);
  };
  return [...rows, row('the obstacles of a denial, with near misses', findAll, undefined, denied.length)];
}

const parsed = baseline();
engine.apply(objects.map(changeOf));
const rows = [parsed, ...map(), ...explain()];
console.log(JSON.stringify({ rows, peakMebibytes: process.resourceUsage().maxRSS / 1024 } satisfies Report));
