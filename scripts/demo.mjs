// Shows the first example. A finding (exit code 1) is what it is for.
import { spawnSync } from 'node:child_process';
import { ensureBuilt } from './freshness.mjs';
import { cliFile, root } from './paths.mjs';

const command = ['diagnose', '-f', 'examples/crash-loops'];

await ensureBuilt('cli');
console.log(`$ netwhy ${command.join(' ')}`);
const { status } = spawnSync(process.execPath, [cliFile, ...command], { cwd: root, stdio: 'inherit' });
process.exitCode = status === 1 ? 0 : (status ?? 3);
