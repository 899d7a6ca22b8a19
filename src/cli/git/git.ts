import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { NoAnswer } from '../io.ts';

/** What a `git` command printed, and how it ended. */
export interface GitOutput {
  readonly code: number;
  readonly out: Buffer;
  /** The first line that it printed as an error, without `fatal:`. */
  readonly problem: string;
}

/** Before every command: what is in a repository is read only, its settings start no program, paths are no patterns. */
const guards = [
  ['--no-pager'],
  ['--literal-pathspecs'],
  ['-c', 'core.fsmonitor=false'],
  ['-c', 'core.hooksPath=/dev/null'],
  ['-c', 'log.showSignature=false'],
].flat();

/** Set by git for its hooks, or by a user for other commands; each would make git look elsewhere, or read paths otherwise. */
const misleading = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_COMMON_DIR',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_NAMESPACE',
  'GIT_GLOB_PATHSPECS',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
];

/** Starts git in a folder, without a shell. The arguments reach it as they are. */
export function startGit(folder: string, args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn('git', [...guards, ...args], { cwd: folder, env: environment(), stdio: 'pipe', windowsHide: true });
}

/** Runs git in a folder to its end; `input` is what it reads. Throws a NoAnswer where there is no git. */
export async function git(folder: string, args: readonly string[], input = ''): Promise<GitOutput> {
  const child = startGit(folder, args);
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  // It may end before it has read everything; its exit code says why.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', (error) => reject(cannotStart(error)));
    child.on('close', (status) => resolve(status ?? 128));
  });
  const [first = ''] = Buffer.concat(err).toString('utf8').trim().split('\n');
  return { code, out: Buffer.concat(out), problem: first.replace(/^(?:fatal|error): /, '') };
}

/** As `git`, for a command that fails only where the repository is broken; its text, in UTF-8. */
export async function gitText(folder: string, args: readonly string[], input?: string): Promise<string> {
  return (await gitBytes(folder, args, input)).toString('utf8');
}

/** As `gitText`, in bytes. */
export async function gitBytes(folder: string, args: readonly string[], input?: string): Promise<Buffer> {
  const { code, out, problem } = await git(folder, args, input);
  if (code !== 0) throw new NoAnswer([`git ${args[0] ?? ''} failed in ${folder}: ${problem}`]);
  return out;
}

/** What is wrong where git does not even start. */
export function cannotStart(error: Error): NoAnswer {
  const isMissing = 'code' in error && error.code === 'ENOENT';
  return new NoAnswer([isMissing ? 'git is not installed, or not on the PATH' : `git cannot be run: ${error.message}`]);
}

function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !misleading.includes(name));
  return {
    ...Object.fromEntries(own),
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    // What a partial clone lacks is named, not fetched: nothing here connects to anywhere.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: '',
  };
}
