import { describe, expect, it } from 'vitest';
import { isProtocol } from '../../src/model/index.ts';
import { matrixOf, type PolicyEngine } from '../../src/policy/index.ts';
import { casesOf, corpusPath, engineOf, hasCorpora, readText } from './corpora.ts';

interface ExpectedProbe {
  readonly protocol: string;
  readonly port: number | string;
  readonly ingress: readonly string[];
  readonly egress: readonly string[];
  readonly combined: readonly string[];
}

interface Expected {
  readonly pods: readonly string[];
  readonly probes: readonly ExpectedProbe[];
}

/** The cells that differ, and how many were compared; the diagonal and ports that the case does not serve are left out. */
function compare(engine: PolicyEngine, expected: Expected) {
  const ports = expected.probes.map(({ protocol, port }) => {
    if (!isProtocol(protocol)) throw new Error(`unknown protocol ${protocol}`);
    return { protocol, port };
  });
  const { pods, probes } = matrixOf(engine, engine.cluster.livePods, ports);
  expect(pods).toEqual(expected.pods);
  let checks = 0;
  const mismatches: string[] = [];
  for (const [index, probe] of probes.entries()) {
    const want = expected.probes[index];
    for (const side of ['ingress', 'egress', 'combined'] as const) {
      for (const [row, from] of pods.entries()) {
        for (const [column, to] of pods.entries()) {
          const wanted = want?.[side][row]?.[column] ?? '';
          if (row === column || !'.X'.includes(wanted)) continue;
          checks++;
          const got = probe[side][row]?.[column];
          if (got !== wanted)
            mismatches.push(`${side} ${from} → ${to}:${probe.port}/${probe.protocol}: ${got} for ${wanted}`);
        }
      }
    }
  }
  return { checks, mismatches };
}

describe.skipIf(!hasCorpora)('matrix on public NetworkPolicy cases', () => {
  const suites = [
    { folder: ['cyclonus', 'cases'], cases: 256, leftOut: [] as string[] },
    // recipe-13 names a port that none of its pods serves, so that it says nothing.
    { folder: ['cyclonus', 'recipes'], cases: 14, leftOut: ['recipe-13'] },
  ];

  it.each(suites)('$folder: no mismatch', ({ folder, cases, leftOut }) => {
    const names = casesOf(...folder).filter((name) => !leftOut.includes(name));
    let checks = 0;
    for (const name of names) {
      const path = corpusPath(...folder, name);
      const result = compare(engineOf(path), JSON.parse(readText(`${path}/expected.json`)) as Expected);
      expect(result.mismatches, name).toEqual([]);
      checks += result.checks;
    }
    console.log(`${folder.join('/')}: ${names.length} cases, ${checks} checks, 0 mismatches`);
    expect(names).toHaveLength(cases);
  });
});
