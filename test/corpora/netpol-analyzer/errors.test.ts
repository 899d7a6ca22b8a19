import { afterAll, describe, expect, it } from 'vitest';
import { netwhy } from '../../support/command.ts';
import { hasCorpora } from '../corpora.ts';
import { type Case, readCases, readTestTable } from './cases.ts';
import { meaningOf, notAnError } from './error-meanings.ts';
import { exclusionOf } from './exclusions.ts';
import { analyzerPath, Tally } from './tally.ts';

function exclusion(of: Case, text: string): string | undefined {
  return exclusionOf({ ...of, dir: '' }) ?? notAnError.find(([theirs]) => theirs.test(text))?.[1];
}

/** The command line of netwhy that asks what one of the tool asks, by the name of the case. */
const commandLines = new Map<string, (folder: string) => readonly string[]>([
  ['unknown_command_should_return_error_of_unknown_command_for_netpol-analyzer', () => ['A']],
  [
    'eval_command_with_not_existing_peer_should_return_error_not_found_peer',
    (folder) => ['check', 'default/adservice-77d5cd745d', 'default/emailservice-54c7c5d9d-vp27n:80', '-f', folder],
  ],
  [
    'eval_command_on_dir_with_severe_error_with_fail_flag_stops_executing_and_returns_the_severe_err_as_err',
    (folder) => ['check', 'adservice-77d5cd745d-t8mx4', 'emailservice-54c7c5d9d-vp27n:80', '-f', folder],
  ],
]);

/** Two folders to compare, one of which is broken. */
interface FatalDiff {
  readonly ref1: string;
  readonly ref2: string;
  readonly errorStrContains: string;
}

/** A folder that the tool reads in part. */
interface SevereList {
  readonly dirName: string;
  readonly firstErrStrContains: string;
  readonly focusWorkloads?: readonly string[];
}

/** The name that an error says to be missing. */
function focusOf(error: string): string | undefined {
  return /^Workload (\S+) does not exist/.exec(error)?.[1];
}

describe.skipIf(!hasCorpora)('the errors of netpol-analyzer', () => {
  const tally = new Tally('errors and warnings');
  const cases = readCases();
  afterAll(() => tally.print());

  async function expectSame(folder: string, theirs: string, argv: readonly string[]) {
    const { code, err, out } = await netwhy(argv);
    const ours = meaningOf(theirs)?.ours;
    tally.count(folder, 1, code >= 2 && ours?.test(err) === true ? 0 : 1);
    expect(err).toMatch(ours ?? theirs);
    expect(code).toBeGreaterThanOrEqual(2);
    expect(out).toBe('');
  }

  it.each(cases.filter((found) => found.expect_error_contains !== undefined))('$dir: fatal', async (broken) => {
    const { dir = '', expect_error_contains: theirs = '' } = broken;
    const reason = exclusion(broken, theirs);
    if (reason !== undefined) tally.leaveOut(reason, dir);
    else await expectSame(dir, theirs, ['matrix', '--port', '80', '-f', analyzerPath(dir)]);
  });

  it.each(cases.filter((found) => found.expect_warnings_contain !== undefined))('$id $dir: warning', async (warned) => {
    const { dir = '', expect_warnings_contain: warnings = [] } = warned;
    for (const theirs of warnings) {
      const reason = exclusion(warned, theirs);
      if (reason !== undefined) tally.leaveOut(reason, dir);
      else await expectSame(dir, theirs, ['matrix', '--port', '80', '-f', analyzerPath(dir)]);
    }
  });

  it.each(readTestTable<FatalDiff>('diff_commonFatal'))(
    '$ref1 and $ref2: fatal',
    async ({ ref1, ref2, errorStrContains }) => {
      const reason = notAnError.find(([theirs]) => theirs.test(errorStrContains))?.[1];
      const paths = [ref1, ref2].map((ref) => ['-f', analyzerPath(`tests/${ref}`)]);
      if (reason !== undefined) tally.leaveOut(reason, `tests/${ref1} and tests/${ref2}`);
      else
        await expectSame(`tests/${ref1} and tests/${ref2}`, errorStrContains, [
          'matrix',
          '--port',
          '80',
          ...paths.flat(),
        ]);
    },
  );

  it.each(readTestTable<SevereList>('connlist_TestConnlistAnalyzeSevereErrorsAndWarnings'))(
    '$dirName: $firstErrStrContains',
    async ({ dirName, firstErrStrContains, focusWorkloads: [focus] = [] }) => {
      const folder = `tests/${dirName}`;
      const reason = notAnError.find(([theirs]) => theirs.test(firstErrStrContains))?.[1];
      const missing = focusOf(firstErrStrContains) ?? focus;
      const question = missing === undefined ? ['matrix', '--port', '80'] : ['policies', missing];
      if (reason !== undefined) tally.leaveOut(reason, folder);
      else await expectSame(folder, firstErrStrContains, [...question, '-f', analyzerPath(folder)]);
    },
  );

  it.each(cases.filter(({ command }) => command === 'cli-fail'))('$name', async (refused) => {
    const { name = '', args = [], expectedErrorContains = '' } = refused;
    const folder = args[args.indexOf('--dirpath') + 1] ?? '';
    const commandLine = commandLines.get(name);
    if (commandLine === undefined) tally.leaveOut('it is about the command line of that tool', args.join(' '));
    else await expectSame(`command ${args[0]}`, expectedErrorContains, commandLine(analyzerPath(folder)));
  });
});
