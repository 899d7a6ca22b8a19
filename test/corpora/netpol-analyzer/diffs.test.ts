import { afterAll, describe, expect, it } from 'vitest';
import { hasCorpora, readText } from '../corpora.ts';
import { readCases } from './cases.ts';
import { type Changes, changesBetween } from './changes.ts';
import { readFolder } from './cluster-folder.ts';
import { type ConnectionList, differences, withoutPeers } from './connection-list.ts';
import { exclusionOf } from './exclusions.ts';
import { readChanges } from './read-changes.ts';
import { analyzerPath, Tally } from './tally.ts';
import { waysIn, waysInLeftOut, workloadConnections } from './workload-connections.ts';

describe.skipIf(!hasCorpora)('the differences of netpol-analyzer', () => {
  const tally = new Tally('differences');
  const lists = new Map<string, ConnectionList>();

  function listOf(dir: string): ConnectionList {
    const list = lists.get(dir) ?? workloadConnections(readFolder(dir).engine);
    lists.set(dir, list);
    return list;
  }

  afterAll(() => tally.print());

  const cases = readCases().filter(({ command }) => command === 'diff');

  it.each(cases)('$id: $dir1 and $dir2, $format', (compared) => {
    const { dir1 = '', dir2 = '', expected = '', format } = compared;
    const name = `${dir1} to ${dir2}`;
    const reason = exclusionOf(compared);
    if (reason !== undefined || (format !== 'txt' && format !== 'csv')) {
      tally.leaveOut(reason ?? `it is in ${format}`, name);
      return;
    }
    const wanted = readChanges(readText(analyzerPath(expected)), format);
    const pairs = [...wanted.before.keys(), ...wanted.after.keys()];
    if (pairs.some((pair) => pair.startsWith(waysIn))) tally.leaveOut(waysInLeftOut, name);
    const got = changesBetween(listOf(dir1), listOf(dir2));
    const mismatches = mismatchesOf(got, wanted);
    tally.count(name, wanted.before.size + wanted.after.size, mismatches.length);
    expect(mismatches).toEqual([]);
  });
});

function mismatchesOf(got: Changes, wanted: Changes): readonly string[] {
  return (['before', 'after'] as const).flatMap((side) =>
    differences(got[side], withoutPeers([waysIn], wanted[side])).map((difference) => `${side}: ${difference}`),
  );
}
