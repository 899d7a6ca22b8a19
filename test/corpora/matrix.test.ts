import { describe, expect, it } from 'vitest';
import { matrixOf, type PolicyEngine } from '../../src/policy/index.ts';
import { engineOf, hasCorpora, report } from './corpora.ts';
import {
  cellsOf,
  countChecks,
  type ExpectedMatrix,
  matrixCases,
  networkPolicySuites,
  policyAssistantSuite,
} from './matrix-cases.ts';

/** The answers that differ. */
function mismatches(engine: PolicyEngine, expected: ExpectedMatrix) {
  const { pods, probes } = matrixOf(engine, engine.cluster.livePods, expected.probes);
  expect(pods).toEqual(expected.pods);
  return cellsOf(expected).flatMap(({ probe, from, to, wanted }) => {
    const { port, protocol, ...tables } = probes[probe]!;
    return wanted
      .filter(([side, answer]) => tables[side][from]?.[to] !== answer)
      .map(([side, answer]) => `${side} ${pods[from]} → ${pods[to]}:${port}/${protocol} must be ${answer}`);
  });
}

describe.skipIf(!hasCorpora)('matrix on public cases', () => {
  it.each([...networkPolicySuites, policyAssistantSuite])('$folder: no mismatch', (suite) => {
    const cases = matrixCases(suite);
    let checks = 0;
    for (const { name, folder, expected } of cases) {
      expect(mismatches(engineOf(folder), expected), name).toEqual([]);
      checks += countChecks(expected);
    }
    report(suite.folder.join('/'), cases.length, checks, suite.leftOut);
    expect(cases).toHaveLength(suite.cases);
  });
});
