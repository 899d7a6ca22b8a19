import { readInput } from '../../input/index.ts';
import {
  type ConnectivityTest,
  decodeConnectivityTest,
  isConnectivityTest,
  judgeTest,
} from '../../policy/assertions/index.ts';
import type { ObjectProblem } from '../../policy/index.ts';
import {
  type AnsweredAssertion,
  answeredAssertions,
  assertionCodes,
  assertionSuites,
  connectivityTestReport,
  connectivityTestSummary,
  connectivityTestText,
  findingsMarkdown,
  githubFindings,
  junitReport,
  sarifLog,
  styleWith,
  wrap,
} from '../../report/index.ts';
import { type ExitCode, exitCodes, type Io, NoAnswer } from '../io.ts';
import { formatInputProblem, formatObjectProblem, type Loaded, loadWithPolicies } from '../load.ts';
import type { CommonOptions } from '../options.ts';
import { readFiles } from '../read-files.ts';
import { printedJson } from '../terminal.ts';

/** `version` is netwhy's own, for the formats that name the tool. */
export async function test(
  files: readonly string[],
  options: CommonOptions,
  io: Io,
  version: string,
): Promise<ExitCode> {
  const tests = await readTests(files, options, io);
  const loaded = await loadWithPolicies(options, io);
  const { engine, namespace } = loaded;
  const results = tests.map((found) => judgeTest(engine, found, namespace));
  refuse(results.flatMap(({ problems }) => problems));
  const assertions = results.flatMap((result) => answeredAssertions(engine, result));
  const text = printed(assertions, loaded, options.output, version, io);
  if (text !== '') io.out(`${text}\n`);
  return exitCodeOf(assertions);
}

/** The tests in the files. A broken file, and one without a test, is no answer. */
async function readTests(
  files: readonly string[],
  { maxInput, filename = [] }: CommonOptions,
  io: Io,
): Promise<readonly ConnectivityTest[]> {
  if (files.includes('-') && filename.includes('-')) {
    throw new NoAnswer(['standard input can be the tests or the manifests, not both']);
  }
  const stdin = files.includes('-') ? await io.stdin() : undefined;
  const { manifests, problems, warnings } = readInput(readFiles(files, { maxInput, stdin }), { maxInput });
  if (problems.length > 0) throw new NoAnswer(problems.map(formatInputProblem));
  for (const warning of warnings) io.err(`warning: ${formatInputProblem(warning)}\n`);
  const decoded = manifests.filter(isConnectivityTest).map(decodeConnectivityTest);
  refuse(decoded.flatMap((test) => test.problems));
  const tests = decoded.flatMap((found) => found.test ?? []);
  if (tests.length > 0) return tests;
  throw new NoAnswer([
    `${files.join(', ')} holds no test: no object with apiVersion netwhy.dev/v1alpha1 and kind ConnectivityTest`,
  ]);
}

function refuse(problems: readonly ObjectProblem[]): void {
  if (problems.length > 0) throw new NoAnswer(problems.map(formatObjectProblem));
}

function printed(
  assertions: readonly AnsweredAssertion[],
  { input }: Loaded,
  output: string,
  version: string,
  io: Io,
): string {
  const findings = assertions.flatMap(({ finding }) => finding ?? []);
  switch (output) {
    case 'json':
      return printedJson(connectivityTestReport(assertions, input));
    case 'sarif':
      return printedJson(sarifLog(findings, assertionCodes, version));
    case 'junit':
      return junitReport(assertionSuites(assertions));
    case 'github':
      return githubFindings(findings);
    case 'md':
      return [connectivityTestSummary(assertions), ...(findings.length > 0 ? [findingsMarkdown(findings)] : [])].join(
        '\n\n',
      );
    default:
      return wrap(connectivityTestText(assertions, styleWith(io.colours)), io.columns);
  }
}

/** An assertion that nobody can decide is no answer where all others hold. */
function exitCodeOf(assertions: readonly AnsweredAssertion[]): ExitCode {
  if (assertions.some(({ outcome }) => outcome === 'failed')) return exitCodes.finding;
  return assertions.some(({ outcome }) => outcome === 'undecided') ? exitCodes.noAnswer : exitCodes.holds;
}
