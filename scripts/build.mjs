// Builds dist/: `dist/cli`, the command as one bundle with a chunk for each lazily imported command, and `dist/lib`,
// the pure rooms as modules with declarations. `--cli` builds the first alone.
import { execFile } from 'node:child_process';
import { chmod, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { pastDoors } from './past-doors.mjs';
import { cliFile, cliFolder, libraryFolder, root } from './paths.mjs';
import { thirdPartyNotices } from './third-party.mjs';

const run = promisify(execFile);

// CommonJS dependencies call `require` for Node's own modules, which an ES module does not have.
const requireForBundledCommonJs = [
  "import { createRequire as createRequireForBundle } from 'node:module';",
  'const require = createRequireForBundle(import.meta.url);',
].join('\n');

// Not minified: it would start no sooner, and stack traces stay readable.
async function buildCli() {
  await rm(cliFolder, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { netwhy: 'src/cli/main.ts' },
    outdir: cliFolder,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    mainFields: ['module', 'main'],
    banner: { js: requireForBundledCommonJs },
    plugins: [pastDoors()],
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  await Promise.all([
    chmod(cliFile, 0o755),
    thirdPartyNotices(Object.keys(metafile.inputs)).then((text) => writeFile(`${cliFolder}/THIRD-PARTY.txt`, text)),
  ]);
}

async function buildLibrary() {
  await rm(libraryFolder, { recursive: true, force: true });
  await run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { cwd: root });
}

/** @param {string} name @param {() => Promise<void>} step */
async function timed(name, step) {
  const start = performance.now();
  await step();
  console.log(`${name}  ${Math.round(performance.now() - start)} ms`);
}

try {
  await timed('dist/cli', buildCli);
  if (!process.argv.includes('--cli')) await timed('dist/lib', buildLibrary);
} catch (error) {
  process.exitCode = 1;
  // tsc reports on standard output; esbuild has printed its report by now, and only adds a stack.
  if (error instanceof Error && 'stdout' in error) console.error(error.stdout);
  else if (!(error instanceof Error && 'errors' in error)) console.error(error);
}
