import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { netwhy } from '../support/command.ts';
import { corpusPath, hasCorpora } from './corpora.ts';

interface Item {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly answer: string;
  readonly delivered: number;
  readonly sent: number;
  readonly denied: number;
}

describe.skipIf(!hasCorpora)("Hubble's log of a real cluster agrees with the engine", () => {
  const flows = corpusPath('flows', 'hubble-cilium-1.19-ten-crash-loops.jsonl');
  const snapshot = corpusPath('snapshots', 'ten-crash-loops');

  async function replay(...more: readonly string[]): Promise<readonly Item[]> {
    const { out } = await netwhy(['replay', flows, '-f', snapshot, '-o', 'json', ...more]);
    return (JSON.parse(out) as { readonly items: readonly Item[] }).items;
  }

  it('what it denied is denied, what it delivered is allowed', async () => {
    const items = await replay();
    const denied = items.filter((item) => item.denied > 0);
    const delivered = items.filter((item) => item.delivered > 0);
    expect(denied.map(({ answer }) => answer)).toEqual(denied.map(() => 'denied'));
    expect(delivered.map(({ answer }) => answer)).toEqual(delivered.map(() => 'allowed'));
    const drops = readFileSync(flows, 'utf8').match(/"drop_reason_desc":"POLICY_DENIED"/g) ?? [];
    expect(denied.reduce((sum, item) => sum + item.denied, 0)).toBe(drops.length);
    expect(delivered.length).toBeGreaterThan(7);
  });
});
