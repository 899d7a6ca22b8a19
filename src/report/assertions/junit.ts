import type { Outcome } from '../../policy/assertions/index.ts';
import type { JunitCase, JunitSuite } from '../findings/junit.ts';
import type { AnsweredAssertion } from './findings.ts';

/** A suite for each file of assertions, with those that hold as well. */
export function assertionSuites(assertions: readonly AnsweredAssertion[]): readonly JunitSuite[] {
  const files = [...new Set(assertions.map(({ file }) => file))];
  return files.map((name) => ({
    name,
    cases: assertions
      .filter(({ file }) => file === name)
      .map(({ title, file, line, outcome, finding }) => ({
        name: title,
        file,
        line,
        outcome: outcomes[outcome],
        findings: finding === undefined ? [] : [finding],
      })),
  }));
}

const outcomes: Readonly<Record<Outcome, JunitCase['outcome']>> = {
  held: 'passed',
  failed: 'failed',
  undecided: 'undecided',
};
