import type { Protocol } from '../../src/model/index.ts';
import { casesOf, corpusPath, readText } from './corpora.ts';

/** One state of the cluster in a conformance test of the Network Policy API, and what must hold in it. */
export interface ConformanceStep {
  /** `AdminNetworkPolicyGress/step01`. */
  readonly name: string;
  /** The folder that holds its `manifests.yaml`. */
  readonly folder: string;
  readonly checks: readonly ConformanceCheck[];
}

export interface ConformanceCheck {
  /** The client, a pod as `namespace/name`; `to` the server. */
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: Protocol;
  readonly allowed: boolean;
}

/** The conformance suites by the version of the API, with their numbers of cases and checks. */
export const conformanceSuites = [
  { version: 'anp-v1alpha1', cases: 24, checks: 271 },
  { version: 'cnp-v1alpha2', cases: 24, checks: 301 },
] as const;

export function conformanceSteps(version: string): readonly ConformanceStep[] {
  return casesOf('npapi', version).flatMap((test) =>
    casesOf('npapi', version, test).map((step) => {
      const folder = corpusPath('npapi', version, test, step);
      const { checks } = JSON.parse(readText(`${folder}/expected.json`)) as Pick<ConformanceStep, 'checks'>;
      return { name: `${test}/${step}`, folder, checks };
    }),
  );
}

/** A check as a line of a list of mismatches. */
export function describeCheck({ from, to, port, protocol, allowed }: ConformanceCheck): string {
  return `${from} → ${to}:${port}/${protocol} must be ${allowed ? 'allowed' : 'denied'}`;
}
