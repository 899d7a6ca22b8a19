import { isProtocol, type Protocol } from '../../src/model/index.ts';
import { casesOf, corpusPath, readText } from './corpora.ts';

/** A case with truth tables of pods as its answer. */
export interface MatrixCase {
  readonly name: string;
  /** The folder that holds its `manifests.yaml`. */
  readonly folder: string;
  readonly expected: ExpectedMatrix;
}

export interface ExpectedMatrix {
  /** `namespace/name`, sorted. */
  readonly pods: readonly string[];
  readonly probes: readonly ExpectedProbe[];
}

export interface ExpectedProbe {
  readonly protocol: Protocol;
  readonly port: number | string;
  /** A row for each source, in it a character for each destination. */
  readonly ingress: readonly string[];
  readonly egress: readonly string[];
  readonly combined: readonly string[];
}

/** What the truth tables of one port say of one pair of pods. */
export interface Cell {
  /** Index of the probe. */
  readonly probe: number;
  /** Indexes of the pods. */
  readonly from: number;
  readonly to: number;
  /** `.` allowed, `X` denied; without what is not to be compared. */
  readonly wanted: readonly (readonly [side: 'ingress' | 'egress' | 'combined', answer: string])[];
}

export interface MatrixSuite {
  /** The path of the corpus, part by part. */
  readonly folder: readonly string[];
  /** How many cases are compared. */
  readonly cases: number;
  /** The cases that are not, and why. */
  readonly leftOut: ReadonlyMap<string, string>;
}

export const networkPolicySuites: readonly MatrixSuite[] = [
  { folder: ['cyclonus', 'cases'], cases: 256, leftOut: new Map() },
  {
    folder: ['cyclonus', 'recipes'],
    cases: 14,
    leftOut: new Map([['recipe-13', 'names a port that none of its pods serves, so that it says nothing']]),
  },
];

const sameLabels = 'uses sameLabels or notSameLabels, which the API has removed';

export const policyAssistantSuite: MatrixSuite = {
  folder: ['policy-assistant', 'integration'],
  cases: 15,
  leftOut: new Map(
    casesOf('policy-assistant', 'integration')
      .filter((name) => usesRemovedFields(corpusPath('policy-assistant', 'integration', name)))
      .map((name) => [name, sameLabels]),
  ),
};

export function matrixCases({ folder, leftOut }: MatrixSuite): readonly MatrixCase[] {
  return casesOf(...folder)
    .filter((name) => !leftOut.has(name))
    .map((name) => {
      const path = corpusPath(...folder, name);
      return { name, folder: path, expected: readExpected(path) };
    });
}

/** The answers to compare: without the diagonal, and without ports that the case does not serve. */
export function cellsOf({ pods, probes }: ExpectedMatrix): readonly Cell[] {
  return probes.flatMap((tables, probe) =>
    pods.flatMap((_, from) =>
      pods.flatMap((__, to) => {
        const all = (['ingress', 'egress', 'combined'] as const).map(
          (side) => [side, tables[side][from]?.[to]] as const,
        );
        const wanted = all.filter((answer): answer is readonly [(typeof answer)[0], string] =>
          '.X'.includes(answer[1] ?? ' '),
        );
        return from === to ? [] : [{ probe, from, to, wanted }];
      }),
    ),
  );
}

/** How many answers there are to compare. */
export function countChecks(expected: ExpectedMatrix): number {
  return cellsOf(expected).reduce((sum, { wanted }) => sum + wanted.length, 0);
}

function readExpected(folder: string): ExpectedMatrix {
  const expected = JSON.parse(readText(`${folder}/expected.json`)) as ExpectedMatrix;
  const unknown = expected.probes.find(({ protocol }) => !isProtocol(protocol));
  if (unknown !== undefined) throw new Error(`${folder}: unknown protocol ${unknown.protocol}`);
  return expected;
}

function usesRemovedFields(folder: string): boolean {
  const flags = JSON.parse(readText(`${folder}/expected.json`)) as { uses_removed_sameLabels_fields?: boolean };
  return flags.uses_removed_sameLabels_fields === true;
}
