// Runs every static check, two at a time: a line for each, and the whole output of the first that fails.
import { spawn } from 'node:child_process';
import { ensureBuilt } from './freshness.mjs';
import { root } from './paths.mjs';

/** @typedef {{ name: string, command: readonly [script: string, ...options: string[]] }} Check */

/** @type {readonly Check[]} */
const sourceChecks = [
  { name: 'tsc', command: ['typescript/bin/tsc', '--noEmit', '-p', '.'] },
  { name: 'biome', command: ['@biomejs/biome/bin/biome', 'ci', '--colors=off', '--error-on-warnings', '.'] },
  { name: 'eslint', command: ['eslint/bin/eslint.js', '--max-warnings', '0', '.'] },
  {
    name: 'dependency-cruiser',
    command: ['dependency-cruiser/bin/dependency-cruise.mjs', 'src', 'test', 'bench', 'scripts'],
  },
  { name: 'knip', command: ['knip/bin/knip.js'] },
];

/** @type {readonly Check[]} */
const packageChecks = [{ name: 'publint', command: ['publint/src/cli.js', '--strict', '--pack', 'false'] }];

const lanes = 2;
/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** @param {Check['command']} command */
function start([script, ...options]) {
  const child = spawn(process.execPath, [`${root}node_modules/${script}`, ...options], { cwd: root });
  running.add(child);
  /** @type {Buffer[]} */
  const output = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  /** @type {Promise<{ passed: boolean, output: string }>} */
  const result = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      running.delete(child);
      resolve({ passed: code === 0, output: Buffer.concat(output).toString() });
    });
  });
  return result;
}

/** @param {readonly Check[]} checks */
async function runAll(checks) {
  const waiting = [...checks];
  let failed = false;
  const lane = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const begin = performance.now();
      const { passed, output } = await start(check.command);
      // The other lane has failed and stopped this one.
      if (failed) return;
      failed = !passed;
      console.log(`${passed ? 'pass' : 'FAIL'}  ${check.name}  ${((performance.now() - begin) / 1000).toFixed(1)} s`);
      if (failed) {
        waiting.length = 0;
        for (const other of running) other.kill();
        console.log(`\n${output.trimEnd()}`);
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  if (failed) process.exit(1);
}

await runAll(sourceChecks);
await ensureBuilt('all');
await runAll(packageChecks);
