/**
 * What it costs to read a file of objects and to be ready to answer, as JSON, in a process that does nothing else:
 * `npx tsx bench/compile.ts FILE`.
 */
import { readFileSync } from 'node:fs';
import { readInput } from '../src/input/index.ts';
import { PolicyEngine, verdictsOf } from '../src/policy/index.ts';
import { connectionsIn } from './cluster/questions.ts';
import { costOf, type Report } from './measure/cost.ts';

const [, , path = ''] = process.argv;
const engine = new PolicyEngine();
let manifests: ReturnType<typeof readInput>['manifests'] = [];

const read = () => {
  manifests = readInput([{ path, bytes: readFileSync(path) }]).manifests;
};
const compile = () => {
  engine.apply(manifests.map((manifest) => ({ type: 'put', manifest })));
  for (const connection of connectionsIn(engine, 1)) verdictsOf(engine, connection);
};
const rows = [
  { what: 'reading a file of JSON', ...costOf(read) },
  { what: 'compile: apply all, first answer', ...costOf(compile) },
];
console.log(JSON.stringify({ rows, peakMebibytes: process.resourceUsage().maxRSS / 1024 } satisfies Report));
