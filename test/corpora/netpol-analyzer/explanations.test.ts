import { afterAll, describe, expect, it } from 'vitest';
import type { Endpoint } from '../../../src/policy/index.ts';
import { hasCorpora, readText } from '../corpora.ts';
import { byFolder, readCases } from './cases.ts';
import { readFolder } from './cluster-folder.ts';
import { readRanges } from './connection-list.ts';
import { exclusionOf } from './exclusions.ts';
import { readExplanations } from './read-explanations.ts';
import { differencesOfReasons } from './reasons.ts';
import { analyzerPath, Tally } from './tally.ts';
import { ingressController, workloadPeers } from './workload-connections.ts';

describe.skipIf(!hasCorpora)('the explanations of netpol-analyzer', () => {
  const tally = new Tally('explanations');
  const folders = byFolder(readCases().filter(({ explain }) => explain === true));
  afterAll(() => tally.print());

  it.each([...folders.keys()])('%s', (dir) => {
    const { engine } = readFolder(dir);
    const workloads = new Map(workloadPeers(engine).map(({ name, endpoint }) => [name, endpoint]));
    const mismatches = (folders.get(dir) ?? []).flatMap((explained) => {
      const reason = exclusionOf(explained);
      if (reason !== undefined) {
        tally.leaveOut(reason, dir);
        return [];
      }
      const explanations = readExplanations(readText(analyzerPath(explained.expected ?? '')));
      const inside = explanations.filter(({ from }) => from !== ingressController);
      if (inside.length < explanations.length) tally.leaveOut('pairs that are about an Ingress or a Route', dir);
      const found = inside.flatMap((explanation) => {
        const [from, to] = [explanation.from, explanation.to].map((name) => workloads.get(name) ?? rangeNamed(name));
        if (from === undefined || to === undefined) return [`${explanation.from} or ${explanation.to} is unknown`];
        return differencesOfReasons(engine, from, to, explanation);
      });
      tally.count(dir, inside.length, found.length);
      return found.map((difference) => `case ${explained.id}: ${difference}`);
    });
    expect(mismatches).toEqual([]);
  });
});

function rangeNamed(name: string): Endpoint | undefined {
  const [range] = readRanges(name) ?? [];
  return range && { kind: 'range', range: { family: 4, start: range[0], end: range[1] } };
}
