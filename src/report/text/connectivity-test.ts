import type { Outcome } from '../../policy/assertions/index.ts';
import { describeBreach } from '../assertions/describe.ts';
import type { AnsweredAssertion } from '../assertions/findings.ts';
import type { Style } from '../style.ts';
import { obstacleBlocks } from './near-miss.ts';

/** The answers to files of assertions as a test runner prints them: a line for each file, those that do not hold, the sum. */
export function connectivityTestText(assertions: readonly AnsweredAssertion[], style: Style): string {
  const blocks = [...byFile(assertions)].flatMap(([file, own]) => [
    fileLine(file, own, style),
    ...own.filter(({ outcome }) => outcome !== 'held').map((assertion) => assertionLines(assertion, style).join('\n')),
  ]);
  return [...blocks, connectivityTestSummary(assertions)].join('\n\n');
}

/** How many assertions held, failed and stayed open, in one line. */
export function connectivityTestSummary(assertions: readonly AnsweredAssertion[]): string {
  const noun = assertions.length === 1 ? 'assertion' : 'assertions';
  return `${assertions.length} ${noun}: ${counted(assertions)}.`;
}

function byFile(assertions: readonly AnsweredAssertion[]): ReadonlyMap<string, readonly AnsweredAssertion[]> {
  const files = new Map<string, AnsweredAssertion[]>();
  for (const assertion of assertions) {
    const own = files.get(assertion.file);
    if (own === undefined) files.set(assertion.file, [assertion]);
    else own.push(assertion);
  }
  return files;
}

function fileLine(file: string, own: readonly AnsweredAssertion[], style: Style): string {
  const outcome = own.some((assertion) => assertion.outcome === 'failed')
    ? 'failed'
    : own.some((assertion) => assertion.outcome === 'undecided')
      ? 'undecided'
      : 'held';
  return `${word(outcome, style)}  ${file}  ${style.dim(`(${counted(own)})`)}`;
}

const shownPairs = 5;

function assertionLines(
  { title, outcome, file, line, result, obstacles }: AnsweredAssertion,
  style: Style,
): readonly string[] {
  const found = outcome === 'failed' ? result.breaches : result.doubts;
  const count = outcome === 'failed' ? result.breachCount : result.doubts.length;
  const more = count > shownPairs ? [`    … and ${count - shownPairs} more; -o json has them`] : [];
  return [
    `  ${word(outcome, style)}  ${style.bold(title)}  ${style.cyan(`${file}:${line}`)}`,
    ...found.slice(0, shownPairs).map((breach) => `    ${describeBreach(breach)}`),
    ...more,
    ...obstacleBlocks(obstacles, style).flat(),
  ];
}

function counted(assertions: readonly AnsweredAssertion[]): string {
  return (['held', 'failed', 'undecided'] as const)
    .map((outcome) => [assertions.filter((assertion) => assertion.outcome === outcome).length, outcome] as const)
    .filter(([count]) => count > 0)
    .map(([count, outcome]) => `${count} ${outcome}`)
    .join(', ');
}

function word(outcome: Outcome, style: Style): string {
  switch (outcome) {
    case 'held':
      return style.green('HELD');
    case 'failed':
      return style.red('FAILED');
    case 'undecided':
      return style.yellow('UNDECIDED');
  }
}
