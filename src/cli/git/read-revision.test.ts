import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestRepository } from '../../../test/support/repository.ts';
import { readFiles } from '../read-files.ts';
import { readRevision } from './read-revision.ts';

const maxInput = 1024 * 1024;
let repository: TestRepository;

beforeEach(() => {
  repository = new TestRepository();
});

afterEach(() => {
  repository.remove();
});

async function read(revision: string, paths: readonly string[], workingDirectory = repository.path) {
  const { files, links } = await readRevision(revision, paths, { maxInput, workingDirectory });
  return { files: files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]), links };
}

describe('the files of a revision', () => {
  it('are those of the working tree, in its order and under its paths', async () => {
    const files = {
      'k/b.yaml': '1',
      'k/a/z.yaml': '2',
      'k/a.yaml': '3',
      'k/a/.hidden/x': '4',
      'k/.git-crypt': '5',
      o: '6',
    };
    repository.import([{ message: 'Start', files }]);
    repository.git('reset', '--quiet', '--hard');
    for (const given of ['k', './k/', 'k/a', 'k/b.yaml']) {
      const path = join(repository.path, given);
      const { files: revision } = await readRevision('HEAD', [path], { maxInput });
      const tree = [...readFiles([path], { maxInput, stdin: undefined })];
      expect(revision.map((file) => [file.path, [...file.bytes]])).toEqual(
        tree.map((file) => [file.path, [...file.bytes]]),
      );
    }
  });

  it('of one path or of several, each file once, from whatever folder', async () => {
    repository.import([{ message: 'Start', files: { 'k/a.yaml': '1', 'k/sub/b.yaml': '2', 'other/c.yaml': '3' } }]);
    mkdirSync(join(repository.path, 'k/sub'), { recursive: true });
    expect(await read('HEAD', ['../sub', '..'], join(repository.path, 'k/sub'))).toMatchObject({
      files: [
        ['../sub/b.yaml', '2'],
        ['../a.yaml', '1'],
      ],
    });
    expect(await read('main', ['.'])).toMatchObject({
      files: [
        ['k/a.yaml', '1'],
        ['k/sub/b.yaml', '2'],
        ['other/c.yaml', '3'],
      ],
    });
  });

  it('as they were, though the working tree has moved on', async () => {
    const ids = repository.import([
      { message: 'Start', files: { 'k/a.yaml': 'old' } },
      { message: 'Rename', files: { 'k/a.yaml': null, 'n/b.yaml': 'new' } },
    ]);
    repository.git('tag', '-a', '-m', 'first', 'v1', ids[0]!);
    for (const revision of ['HEAD~1', 'v1', ids[0]!, ids[0]!.slice(0, 8), ':/Start']) {
      expect(await read(revision, ['k'])).toEqual({ files: [['k/a.yaml', 'old']], links: 0 });
    }
  });

  it('of any name', async () => {
    const names = [' leading', '*', ':(glob)**', '-x', 'a\nb', 'quote"d', 'ünï', 'back\\slash', '[ab]'];
    const files = Object.fromEntries(names.map((name) => [`d/${name}`, `text of ${name}`]));
    repository.import([{ message: 'Start', files: { ...files, 'd/a': 'no match of a pattern' } }]);
    for (const name of names) {
      expect(await read('HEAD', [`d/${name}`])).toEqual({ files: [[`d/${name}`, `text of ${name}`]], links: 0 });
    }
    expect((await read('HEAD', ['d'])).files).toHaveLength(names.length + 1);
  });

  it('pass over symbolic links and submodules, with a count', async () => {
    repository.import([
      { message: 'Start', files: { 'k/a.yaml': '1' }, links: { 'k/l.yaml': '/etc/passwd', 'k/up': '..' } },
    ]);
    repository.git('read-tree', 'HEAD');
    repository.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},k/module`);
    repository.git('commit', '--quiet', '-m', 'Module');
    expect(await read('HEAD', ['k'])).toEqual({ files: [['k/a.yaml', '1']], links: 3 });
  });

  it('through a link to the repository', async () => {
    repository.import([{ message: 'Start', files: { 'a.yaml': '1' } }]);
    const link = `${repository.path}-link`;
    symlinkSync(repository.path, link);
    try {
      expect(await read('HEAD', [link])).toMatchObject({ files: [[join(link, 'a.yaml'), '1']] });
    } finally {
      rmSync(link);
    }
  });

  it('of a large file in one piece', async () => {
    const text = 'x'.repeat(900_000);
    repository.import([{ message: 'Start', files: { 'a.yaml': text, 'b.yaml': '', 'c.yaml': 'end' } }]);
    expect((await read('HEAD', ['.'])).files).toEqual([
      ['a.yaml', text],
      ['b.yaml', ''],
      ['c.yaml', 'end'],
    ]);
  });
});

describe('what cannot be read ends in one line', () => {
  it.each([
    'nowhere',
    '--upload-pack=touch x',
    '-x',
    '--help',
    'HEAD~1..HEAD',
    '^HEAD',
    'HEAD:k',
    '',
    'a\0b',
    '$(touch x)',
    '; touch x',
  ])('the revision %j', async (revision) => {
    repository.import([{ message: 'Start', files: { 'k/a.yaml': '1' } }]);
    await expect(read(revision, ['k'])).rejects.toMatchObject({
      lines: [`there is no revision "${revision}" in ${repository.path}`],
    });
  });

  it('a path that the revision has not', async () => {
    repository.import([{ message: 'Start', files: { 'k/a.yaml': '1' } }]);
    await expect(read('HEAD', ['k', 'gone'])).rejects.toMatchObject({ lines: ['revision HEAD has no gone'] });
  });

  it('a folder in no repository, and paths in two', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'netwhy-none-'));
    const other = new TestRepository();
    try {
      await expect(read('HEAD', [folder])).rejects.toMatchObject({ lines: [`${folder} is in no git repository`] });
      await expect(read('HEAD', ['.', other.path])).rejects.toThrow(/is in another repository/);
    } finally {
      rmSync(folder, { recursive: true });
      other.remove();
    }
  });

  it('a machine without git', async () => {
    const path = process.env['PATH'];
    process.env['PATH'] = '/nowhere';
    try {
      await expect(read('HEAD', ['k'])).rejects.toMatchObject({ lines: ['git is not installed, or not on the PATH'] });
    } finally {
      process.env['PATH'] = path;
    }
  });

  it('a shallow clone says so', async () => {
    const ids = repository.import([
      { message: 'Start', files: { 'k/a.yaml': '1' } },
      { message: 'More', files: { 'k/a.yaml': '2' } },
    ]);
    const clone = new TestRepository();
    try {
      clone.git('fetch', '--quiet', '--depth=1', pathToFileURL(repository.path).href, 'main');
      clone.git('reset', '--quiet', '--hard', 'FETCH_HEAD');
      await expect(read(ids[0]!, ['k'], clone.path)).rejects.toThrow(
        /; the clone is shallow: get the rest with git fetch/,
      );
      expect(await read('HEAD', ['k'], clone.path)).toMatchObject({ files: [['k/a.yaml', '2']] });
    } finally {
      clone.remove();
    }
  });

  it('a blob that a damaged or a partial clone lacks', async () => {
    repository.import([{ message: 'Start', files: { 'k/a.yaml': '1' } }]);
    repository.git('update-index', '--add', '--cacheinfo', `100644,${'1'.repeat(40)},k/b.yaml`);
    const tree = repository.git('write-tree', '--missing-ok').trim();
    const id = repository.git('commit-tree', '-m', 'Damaged', tree).trim();
    await expect(read(id, ['k'])).rejects.toThrow(/^object 1{40} is not in this clone/);
  });

  it('a file larger than --max-input', async () => {
    repository.import([{ message: 'Start', files: { 'a.yaml': 'x'.repeat(2000) } }]);
    const options = { maxInput: 1000, workingDirectory: repository.path };
    await expect(readRevision('HEAD', ['.'], options)).rejects.toThrow(/is more than --max-input allows/);
  });
});

describe('the settings of a repository', () => {
  it('start no program', async () => {
    repository.import([{ message: 'Start', files: { 'a.yaml': '1', '.gitattributes': '* filter=evil diff=evil\n' } }]);
    const trace = join(repository.path, 'started');
    const script = join(repository.path, 'evil.sh');
    writeFileSync(script, `#!/bin/sh\ntouch ${trace}\n`, { mode: 0o755 });
    for (const key of ['core.fsmonitor', 'core.pager', 'filter.evil.smudge', 'diff.evil.textconv', 'diff.external']) {
      repository.git('config', key, script);
    }
    expect((await read('HEAD', ['.'])).files).toEqual([['a.yaml', '1']]);
    expect(() => rmSync(trace)).toThrow(/ENOENT/);
  });

  it('an environment that points elsewhere is not followed', async () => {
    repository.import([{ message: 'Start', files: { 'a.yaml': '1' } }]);
    process.env['GIT_DIR'] = '/nowhere';
    process.env['GIT_GLOB_PATHSPECS'] = '1';
    try {
      expect((await readRevision('HEAD', [repository.path], { maxInput })).files).toHaveLength(1);
    } finally {
      delete process.env['GIT_DIR'];
      delete process.env['GIT_GLOB_PATHSPECS'];
    }
  });
});
