import type { JunitSuite } from '../findings/junit.ts';
import type { AnsweredAssertion } from './findings.ts';

/** A suite for each file of assertions, with those that hold as well. */
export function assertionSuites(assertions: readonly AnsweredAssertion[]): readonly JunitSuite[] {
  const files = [...new Set(assertions.map(({ file }) => file))];
  return files.map((name) => ({
    name,
    cases: assertions
      .filter(({ file }) => file === name)
      .map(({ title, file, line, finding }) => ({
        name: title,
        file,
        line,
        findings: finding === undefined ? [] : [finding],
      })),
  }));
}
