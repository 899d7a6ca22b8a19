import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Input, readInput } from '../../../src/input/index.ts';
import { type Applied, PolicyEngine, type Profile } from '../../../src/policy/index.ts';
import { corpusPath } from '../corpora.ts';

/**
 * How netpol-analyzer reads policies: an ipBlock never matches a pod, the host network is no exception, and there are
 * neither nodes nor IPv6.
 */
export const analyzerProfile: Profile = {
  name: 'netpol-analyzer',
  settings: {
    hostNetworkPods: 'pod',
    ipBlockMatchesPods: 'no',
    ipBlockMatchesNodes: 'yes',
    serviceTranslation: 'before policy',
    hairpin: 'subject to policy',
    ownNode: 'subject to policy',
    equalPriorities: 'deny first',
    unresolvedDomains: 'elsewhere',
    podFamily: 'IPv4',
  },
};

/** What became of a folder of the corpus. */
export interface ClusterFolder {
  readonly engine: PolicyEngine;
  readonly input: Input;
  readonly applied: Applied;
}

/** Reads a folder of manifests, at any depth, as the command would. */
export function readFolder(...path: readonly string[]): ClusterFolder {
  const folder = corpusPath('netpol-analyzer', ...path);
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  const files = names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((name) => name !== 'expected.json')
    .sort();
  const input = readInput(files.map((file) => ({ path: file, bytes: readFileSync(file) })));
  const engine = new PolicyEngine({ profile: analyzerProfile });
  const applied = engine.apply(input.manifests.map((manifest) => ({ type: 'put', manifest })));
  return { engine, input, applied };
}
