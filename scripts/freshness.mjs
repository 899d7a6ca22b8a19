import { spawnSync } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { cliFile, libraryFolder, root } from './paths.mjs';

const builds = {
  cli: { output: cliFile, arguments: ['scripts/build.mjs', '--cli'] },
  all: { output: `${libraryFolder}/policy/index.js`, arguments: ['scripts/build.mjs'] },
};

/**
 * Builds what is missing or older than src/.
 *
 * @param {keyof typeof builds} what
 */
export async function ensureBuilt(what) {
  const { output, arguments: build } = builds[what];
  const built = await modified(output);
  if (built >= (await newestSource())) return;
  const { status } = spawnSync(process.execPath, build, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) process.exit(status ?? 1);
}

async function newestSource() {
  const entries = await readdir(`${root}src`, { recursive: true, withFileTypes: true });
  const sources = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'));
  const times = await Promise.all(sources.map((entry) => modified(`${entry.parentPath}/${entry.name}`)));
  return Math.max(...times, await modified(`${root}package.json`));
}

/** @param {string} path */
async function modified(path) {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return 0;
  }
}
