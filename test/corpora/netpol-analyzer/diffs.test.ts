import { afterAll, describe, expect, it } from 'vitest';
import { hasCorpora, readText } from '../corpora.ts';
import { readCases } from './cases.ts';
import { type Changes, changesBetween } from './changes.ts';
import { readFolder } from './cluster-folder.ts';
import { type ConnectionList, differences, withoutPair } from './connection-list.ts';
import { brokenIngress, brokenIngresses, exclusionOf } from './exclusions.ts';
import { readChanges } from './read-changes.ts';
import { analyzerPath, Tally } from './tally.ts';
import { waysInConnections } from './ways-in-connections.ts';
import { workloadConnections } from './workload-connections.ts';

describe.skipIf(!hasCorpora)('the differences of netpol-analyzer', () => {
  const tally = new Tally('differences');
  const lists = new Map<string, ConnectionList>();

  function listOf(dir: string): ConnectionList {
    const known = lists.get(dir);
    if (known !== undefined) return known;
    const folder = readFolder(dir);
    const list = new Map([...workloadConnections(folder.engine), ...waysInConnections(folder)]);
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
    const got = changesBetween(listOf(dir1), listOf(dir2));
    const broken = brokenIngresses.get(dir1) ?? brokenIngresses.get(dir2);
    if (broken !== undefined) tally.leaveOut(brokenIngress, name);
    const mismatches = mismatchesOf(got, wanted, broken);
    tally.count(name, wanted.before.size + wanted.after.size, mismatches.length);
    expect(mismatches).toEqual([]);
  });
});

function mismatchesOf(got: Changes, wanted: Changes, broken: string | undefined): readonly string[] {
  return (['before', 'after'] as const).flatMap((side) =>
    differences(withoutPair(broken, got[side]), withoutPair(broken, wanted[side])).map(
      (difference) => `${side}: ${difference}`,
    ),
  );
}
