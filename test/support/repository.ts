import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A commit to make. */
export interface CommitText {
  readonly message: string;
  /** What it changes: the new text of a file, or null for one that it deletes. */
  readonly files?: Readonly<Record<string, string | null>>;
  /** Targets of symbolic links. */
  readonly links?: Readonly<Record<string, string>>;
  /** The branch that it is made on: `main` if not given. */
  readonly branch?: string;
  /** The branch that a new branch leaves. */
  readonly from?: string;
  /** A branch that it merges. */
  readonly merge?: string;
  /** `main` if not given. */
  readonly author?: string;
}

const firstDate = Date.UTC(2026, 0, 1) / 1000;
/** Keeps out the settings of whoever runs the tests. */
const environment = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'platform',
  GIT_AUTHOR_EMAIL: 'platform@example.com',
  GIT_AUTHOR_DATE: `${firstDate} +0000`,
  GIT_COMMITTER_NAME: 'platform',
  GIT_COMMITTER_EMAIL: 'platform@example.com',
  GIT_COMMITTER_DATE: `${firstDate} +0000`,
};

/** A real git repository in a temporary folder, with the same ids at every run: authors and dates are fixed, an hour apart. */
export class TestRepository {
  readonly path: string;

  constructor() {
    this.path = mkdtempSync(join(tmpdir(), 'netwhy-git-'));
    this.git('init', '--quiet', '--initial-branch=main');
  }

  /** Runs git in it and gives what it prints. */
  git(...args: readonly string[]): string {
    return execFileSync('git', args, {
      cwd: this.path,
      env: environment,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  }

  /** Makes commits on top of nothing, and gives their ids in turn; the working tree stays empty. */
  import(commits: readonly CommitText[]): readonly string[] {
    const stream = importStream(commits);
    const input = Buffer.from(stream, 'utf8');
    const options = { cwd: this.path, env: environment, input, stdio: 'pipe' as const };
    execFileSync('git', ['fast-import', '--quiet', '--export-marks=marks'], options);
    const marks = new Map(
      readFileSync(join(this.path, 'marks'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split(' ') as [string, string]),
    );
    rmSync(join(this.path, 'marks'));
    return commits.map((_, index) => marks.get(`:${index + 1}`)!);
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}

/** See git-fast-import(1). */
function importStream(commits: readonly CommitText[]): string {
  return commits
    .map(({ message, files = {}, links = {}, branch = 'main', from, merge, author = 'platform' }, index) => {
      const who = `${author} <${author}@example.com> ${firstDate + index * 3600} +0000`;
      const lines = [
        `commit refs/heads/${branch}`,
        `mark :${index + 1}`,
        `author ${who}`,
        `committer ${who}`,
        data(message),
      ];
      if (from !== undefined) lines.push(`from refs/heads/${from}`);
      if (merge !== undefined) lines.push(`merge refs/heads/${merge}`);
      for (const [path, text] of Object.entries(files)) {
        if (text === null) lines.push(`D ${quoted(path)}`);
        else lines.push(`M 100644 inline ${quoted(path)}`, data(text));
      }
      for (const [path, target] of Object.entries(links)) lines.push(`M 120000 inline ${quoted(path)}`, data(target));
      return `${lines.join('\n')}\n`;
    })
    .join('\n');
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`;
}

function quoted(path: string): string {
  return `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
