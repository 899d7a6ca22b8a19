import { describe, expect, it } from 'vitest';
import type { PolicyEngine } from '../../src/policy/index.ts';
import { ask } from '../../src/policy/index.ts';
import { type ConformanceCheck, conformanceSteps, conformanceSuites, describeCheck } from './conformance.ts';
import { engineOf, hasCorpora, report } from './corpora.ts';

/** What a check says of the engine's answer; undefined where it holds. */
function fault(engine: PolicyEngine, check: ConformanceCheck): string | undefined {
  const [from, to] = [check.from, check.to].map((fullName) => fullName.replace('/', '/pod/'));
  const { verdict } = ask(engine, from ?? '', `${to}:${check.port}/${check.protocol}`);
  return verdict === (check.allowed ? 'allowed' : 'denied') ? undefined : `${describeCheck(check)}, is ${verdict}`;
}

describe.skipIf(!hasCorpora)('check on the conformance tests of the Network Policy API', () => {
  it.each(conformanceSuites)('$version: no mismatch', (suite) => {
    const steps = conformanceSteps(suite.version);
    for (const { name, folder, checks } of steps) {
      const engine = engineOf(folder);
      const faults = checks.map((check) => fault(engine, check)).filter((text) => text !== undefined);
      expect(faults, name).toEqual([]);
    }
    const cases = new Set(steps.map(({ name }) => name.split('/')[0])).size;
    const checks = steps.flatMap((step) => step.checks).length;
    report(`npapi/${suite.version}`, cases, checks, new Map());
    expect({ cases, checks }).toEqual({ cases: suite.cases, checks: suite.checks });
  });
});
