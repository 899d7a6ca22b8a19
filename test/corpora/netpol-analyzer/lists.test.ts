import { afterAll, describe, expect, it } from 'vitest';
import { casesOf, hasCorpora, readText } from '../corpora.ts';
import { byFolder, type Case, readCases } from './cases.ts';
import { readFolder } from './cluster-folder.ts';
import { type ConnectionList, differences, withoutPair, withoutPeers } from './connection-list.ts';
import { brokenIngress, brokenIngresses, exclusionOf } from './exclusions.ts';
import { focusConnection, inFocus } from './focus.ts';
import { readList } from './read-list.ts';
import { analyzerPath, Tally } from './tally.ts';
import { waysInConnections } from './ways-in-connections.ts';
import { endedWorkloads, workloadConnections } from './workload-connections.ts';

describe.skipIf(!hasCorpora)('the lists of netpol-analyzer', () => {
  const tally = new Tally('lists');
  const cases = readCases().filter(({ command, explain, expected }) => {
    return command === 'list' && explain !== true && expected !== undefined;
  });
  const folders = byFolder(cases);

  afterAll(() => tally.print());

  it.each([...folders.keys()])('%s', (dir) => {
    const usable = (folders.get(dir) ?? []).filter((candidate) => {
      const reason = exclusionOf(candidate);
      if (reason !== undefined) tally.leaveOut(reason, dir);
      return reason === undefined;
    });
    if (usable.length === 0) return;
    const folder = readFolder(dir);
    const { engine } = folder;
    const all = new Map([...workloadConnections(engine), ...waysInConnections(folder)]);
    const ended = endedWorkloads(engine);
    if (ended.length > 0) tally.leaveOut('lines on pods that have ended, which have no network', dir);
    const broken = brokenIngresses.get(dir);
    if (broken !== undefined) tally.leaveOut(brokenIngress, dir);
    const mismatches = usable.flatMap((listed) => {
      const wanted = withoutPair(broken, withoutPeers(ended, answerOf(listed)));
      const found = differences(inFocus(all, listed), wanted);
      tally.count(dir, wanted.size, found.length);
      return found.map((difference) => `case ${listed.id}: ${difference}`);
    });
    expect(mismatches).toEqual([]);
  });

  it.each(casesOf('netpol-analyzer', 'derived', 'parsed-resources'))('parsed resources: %s', (name) => {
    const folder = `derived/parsed-resources/${name}`;
    const { connlistFile } = JSON.parse(readText(analyzerPath(`${folder}/expected.json`))) as { connlistFile: string };
    const wanted = readList(readText(analyzerPath(connlistFile)), 'txt').connections;
    const mismatches = differences(workloadConnections(readFolder(folder).engine), wanted);
    tally.count(folder, wanted.size, mismatches.length);
    expect(mismatches).toEqual([]);
  });
});

function answerOf(listed: Case): ConnectionList {
  const { expected = '', format = 'txt' } = listed;
  if (format === 'md' || format === 'dot') throw new Error(`no reader for ${format}`);
  return readList(readText(analyzerPath(expected)), format, focusConnection(listed)).connections;
}
