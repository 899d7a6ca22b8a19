import { locate } from '../../input/index.ts';
import type { AssertionResult, Breach, Outcome, TestResult } from '../../policy/assertions/index.ts';
import {
  describeGap,
  directions,
  type NearMiss,
  type Obstacle,
  obstaclesOf,
  type PolicyEngine,
  rulePath,
  type Verdict,
} from '../../policy/index.ts';
import { nearestPath, placeOf } from '../documents/common.ts';
import type { CodeDescriptions, Finding, RelatedPlace } from '../findings/finding.ts';
import { assertionTitle, describeBreach } from './describe.ts';

/** An assertion with its answer, ready to be shown. */
export interface AnsweredAssertion {
  readonly title: string;
  readonly outcome: Outcome;
  readonly file: string;
  readonly line: number;
  readonly result: AssertionResult;
  /** What stops an asserted connection, for the first pair that is denied. */
  readonly obstacles: readonly Obstacle[];
  /** None where it holds. */
  readonly finding?: Finding;
}

/** What the codes of the findings of assertions mean. */
export const assertionCodes: CodeDescriptions = new Map([
  ['assertion-failed', 'An assertion about connectivity does not hold under these policies.'],
  ['assertion-undecided', 'An assertion depends on the dataplane, or on policies of kinds that are not evaluated.'],
]);

/** The assertions of a test with their places, and a finding for each that does not hold. */
export function answeredAssertions(engine: PolicyEngine, { test, results }: TestResult): readonly AnsweredAssertion[] {
  const file = test.source.file.path;
  const places = results.map(({ assertion }) => locate(test.source, assertion.path));
  return results.map((result, index) => {
    const { assertion, outcome } = result;
    const { line = 1, column = 1 } = places[index] ?? {};
    const [breach] = result.breaches;
    const denied = assertion.expects === 'allow' ? breach?.steps.find(({ answer }) => answer === 'denied') : undefined;
    const obstacles = denied === undefined ? [] : obstaclesOf(engine, denied.verdict);
    const title = assertionTitle(assertion);
    const finding =
      outcome === 'held' ? {} : { finding: { ...findingOf(title, result, obstacles), file, line, column } };
    return { title, outcome, file, line, result, obstacles, ...finding };
  });
}

const shownPairs = 5;

function findingOf(
  title: string,
  { assertion, breaches, breachCount, doubts }: AssertionResult,
  obstacles: readonly Obstacle[],
): Omit<Finding, 'file' | 'line'> {
  const isFailed = breaches.length > 0;
  const found = isFailed ? breaches : doubts;
  const count = isFailed ? breachCount : doubts.length;
  const more = count > shownPairs ? [`and ${count - shownPairs} more`] : [];
  const lines = [title, ...found.slice(0, shownPairs).map(describeBreach), ...more];
  const nearMisses = obstacles.map(({ misses: [closest] }) => closest);
  const fix = nearMisses.flatMap(({ gaps }) => gaps.flatMap(({ instead }) => instead ?? [])).join('; ');
  const related = [...relatedTo(found.slice(0, shownPairs), assertion.expects), ...nearMisses.map(relatedMiss)];
  return {
    code: isFailed ? 'assertion-failed' : 'assertion-undecided',
    severity: isFailed ? 'error' : 'warning',
    message: lines.join('\n'),
    ...(fix !== '' && { fix }),
    ...(related.length > 0 && { related }),
  };
}

/** The rules that let a denied connection through, and the policies that stop an allowed one; each place once. */
function relatedTo(breaches: readonly Breach[], expects: 'allow' | 'deny'): readonly RelatedPlace[] {
  const places = breaches
    .flatMap(({ steps }) => steps)
    .flatMap(({ verdict }) => (expects === 'deny' ? allowingPlaces(verdict) : isolatingPlaces(verdict)));
  return [...new Map(places.map((place) => [`${place.file}:${place.line} ${place.message}`, place])).values()];
}

function allowingPlaces(verdict: Verdict): readonly RelatedPlace[] {
  return directions.flatMap((direction) =>
    verdict[direction].allowedBy.map(({ policy, rule, peer }) => {
      const path = peer?.path ?? rule.path;
      return { ...placeOf(policy.source, path), message: `${rulePath(policy, path)} lets it through` };
    }),
  );
}

function isolatingPlaces(verdict: Verdict): readonly RelatedPlace[] {
  return directions
    .filter((direction) => verdict[direction].verdict === 'denied')
    .flatMap((direction) =>
      verdict[direction].isolatedBy.map((policy) => ({
        ...placeOf(policy.source, ['metadata', 'name']),
        message: `${rulePath(policy, [])} isolates ${direction}`,
      })),
    );
}

function relatedMiss(miss: NearMiss): RelatedPlace {
  const [worst] = miss.gaps;
  return {
    ...placeOf(miss.policy.source, worst.path),
    message: `closest rule ${rulePath(miss.policy, nearestPath(miss))}: ${miss.gaps.map(describeGap).join('; ')}`,
  };
}
